// `npm run bench -- [speed|classifier [KIND…]|teams|thresholds] [--json]`: one benchmark, as tables or as JSON on standard output.
import { parseArgs } from "node:util";
import { say } from "./show.js";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean", default: false } } });
const name = positionals[0] ?? "speed";

const benches: Readonly<Record<string, () => Promise<{ text: string; data: unknown }>>> = {
  speed: async () => (await import("./speed.js")).benchSpeed(),
  classifier: async () => (await import("./classifier.js")).benchClassifier(positionals.slice(1)),
  teams: async () => (await import("./endtoend-teams.js")).benchTeams(),
  thresholds: async () => (await import("./thresholds.js")).benchThresholds(),
};

const bench = benches[name];
if (bench === undefined) {
  say(`unknown benchmark '${name}': expected ${Object.keys(benches).join(", ")}`);
  process.exitCode = 2;
} else {
  const { text, data } = await bench();
  process.stdout.write(`${values.json ? JSON.stringify(data, null, 2) : text}\n`);
}
