// `npm run chaos -- [KILLS] [SEED] [SUBJECT]`: the long test, 200 kills by default on each database with one and two processes, of
// Slack, Slack with SLACK_HISTORY=on, and Teams; fails where a promise was broken.
import { join } from "node:path";
import type { Settings } from "../../src/store/open.js";
import { folder, postgresSettings, sqliteSettings, startPostgres } from "../store/harness.js";
import { broken, chaos } from "./chaos.js";
import { slack, slackWithHistory } from "./slack.js";
import type { Subject } from "./subject.js";
import { createTeams } from "./teams.js";

const [kills = 200, seed = 1] = process.argv.slice(2, 4).map(Number);
const SUBJECTS: Readonly<Record<string, () => Subject>> = { slack: () => slack, history: () => slackWithHistory, teams: createTeams };
const wanted = process.argv[4];
if (wanted !== undefined && SUBJECTS[wanted] === undefined) throw new Error(`SUBJECT: one of ${Object.keys(SUBJECTS).join(", ")}`);
const subjects = Object.entries(SUBJECTS).filter(([name]) => wanted === undefined || name === wanted);
const { path, remove } = folder();
const postgres = await startPostgres();
const settings = {
  SQLite: async (name: string) => sqliteSettings(join(path, `${name.replace(/\W+/g, "-")}.db`)),
  PostgreSQL: async () => postgresSettings(await postgres.create()),
};
for (const [subject, create] of subjects)
  for (const [database, make] of Object.entries(settings))
    for (const instances of [1, 2]) await run(`${subject}, ${database}, ${instances} process(es), seed ${seed}`, create(), instances, make);
await postgres.remove();
remove();

async function run(named: string, subject: Subject, instances: number, make: (name: string) => Promise<Settings>): Promise<void> {
  const began = Date.now();
  const progress = (killed: number, accepted: number): void => {
    if (killed % 20 === 0) process.stdout.write(`${named}: ${killed} of ${kills} kills, ${accepted} accepted\n`);
  };
  const outcome = await chaos({ subject, settings: await make(named), instances, kills: kills as number, seed: seed as number, progress });
  const { accepted, unanswered, seconds, counted } = outcome;
  const wrong = broken(outcome);
  process.stdout.write(
    `${named}, ${kills} kills: ${accepted} accepted, ${unanswered.length} unanswered, ${seconds} second replies ` +
      `(${counted} counted as possible), ${Math.round((Date.now() - began) / 1000)} s${wrong.length > 0 ? "  BROKEN" : ""}\n`,
  );
  if (wrong.length === 0) return;
  process.stdout.write(`${wrong.join("\n")}\n${outcome.output.slice(-20_000)}\n`);
  process.exitCode = 1;
}
