// `npm run chaos -- [KILLS] [SEED]`: the long test, 200 kills for each of the four by default; fails where a promise was broken.
import { join } from "node:path";
import { folder, postgresSettings, sqliteSettings, startPostgres } from "../store/harness.js";
import { chaos } from "./chaos.js";
import { toy } from "./subject.js";

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
    const outcome = await chaos({ subject: toy, settings: await make(instances), instances, kills, seed });
    const { accepted, unanswered, seconds, counted, uncounted, waiting } = outcome;
    const broken = unanswered.length + uncounted.length + waiting > 0;
    process.stdout.write(
      `${name}, ${instances} process(es), ${kills} kills, seed ${seed}: ${accepted} accepted, ${unanswered.length} unanswered, ` +
        `${seconds} second replies, ${uncounted.length} of them not counted as possible (${counted} were), ` +
        `${Math.round((Date.now() - began) / 1000)} s${broken ? "  BROKEN" : ""}\n`,
    );
    if (!broken) continue;
    process.stdout.write(`${[...unanswered, ...uncounted].join("\n")}\n${outcome.output.slice(-20_000)}\n`);
    process.exitCode = 1;
  }
await postgres.remove();
remove();
