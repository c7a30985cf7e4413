// `npm run chaos -- [KILLS] [SEED]`: the long test, 200 kills for each of the four by default; fails where a promise was broken.
import { join } from "node:path";
import { folder, postgresSettings, sqliteSettings, startPostgres } from "../store/harness.js";
import { broken, chaos } from "./chaos.js";
import { slack } from "./slack.js";

const [kills = 200, seed = 1] = process.argv.slice(2).map(Number);
const { path, remove } = folder();
const postgres = await startPostgres();
const settings = {
  SQLite: async (n: number) => sqliteSettings(join(path, `${n}.db`)),
  PostgreSQL: async () => postgresSettings(await postgres.create()),
};
for (const [name, make] of Object.entries(settings))
  for (const instances of [1, 2]) {
    const began = Date.now();
    const named = `${name}, ${instances} process(es), seed ${seed}`;
    const progress = (killed: number, accepted: number): void => {
      if (killed % 20 === 0) process.stdout.write(`${named}: ${killed} of ${kills} kills, ${accepted} accepted\n`);
    };
    const outcome = await chaos({ subject: slack, settings: await make(instances), instances, kills, seed, progress });
    const { accepted, unanswered, seconds, counted } = outcome;
    const wrong = broken(outcome);
    process.stdout.write(
      `${named}, ${kills} kills: ${accepted} accepted, ${unanswered.length} unanswered, ${seconds} second replies ` +
        `(${counted} counted as possible), ${Math.round((Date.now() - began) / 1000)} s${wrong.length > 0 ? "  BROKEN" : ""}\n`,
    );
    if (wrong.length === 0) continue;
    process.stdout.write(`${wrong.join("\n")}\n${outcome.output.slice(-20_000)}\n`);
    process.exitCode = 1;
  }
await postgres.remove();
remove();
