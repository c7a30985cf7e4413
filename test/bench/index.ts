// `npm run bench [-- NAME …] [--json]`: all rows in one table, or one benchmark with its own
// tables, on standard output.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { CorpusError } from "./corpus.js";
import { overview, type Report, type Row, say } from "./show.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    corpus: { type: "string", multiple: true, default: [] },
    peers: { type: "boolean", default: false },
    svg: { type: "string" },
  },
});
const [name, ...rest] = positionals;

const benches: Readonly<Record<string, () => Promise<Report>>> = {
  understanding: async () => (await import("./understanding.js")).benchUnderstanding(rest),
  speed: async () => (await import("./speed.js")).benchSpeed(),
  classifier: async () =>
    values.corpus.length > 0
      ? (await import("./corpora.js")).benchCorpora(values.corpus, values.peers)
      : (await import("./classifier.js")).benchClassifier(rest),
  start: async () => (await import("./start.js")).benchStart(rest),
  growth: async () => (await import("./growth.js")).benchGrowth(rest, values.svg),
  profile: async () => (await import("./profile.js")).benchProfile(),
  slack: async () => (await import("./endtoend-slack.js")).benchSlack(),
  stores: async () => (await import("./endtoend-slack.js")).benchStores(),
  teams: async () => (await import("./endtoend-teams.js")).benchTeams(),
  durability: async () =>
    (await import("./durability.js")).benchDurability(Number(rest[0] ?? 10_000)),
  memory: async () => (await import("./memory.js")).benchMemory(),
  fit: async () => (await import("./fit.js")).benchFit(),
};

/** Of a whole run: what is beside a peer and takes minutes, not tens of them. */
const WHOLE = [
  "understanding",
  "speed",
  "classifier",
  "slack",
  "teams",
  "stores",
  "start",
  "growth",
];

async function all(): Promise<Report> {
  const groups: (readonly [string, readonly Row[]])[] = [];
  const data: Record<string, unknown> = {};
  for (const group of WHOLE) {
    const bench = benches[group];
    if (bench === undefined || (group === "classifier" && values.corpus.length === 0)) {
      say(
        `${group}: passed over${group === "classifier" ? " (it needs --corpus FILE.jsonl)" : ""}`,
      );
      continue;
    }
    say(`${group} …`);
    const report = await bench();
    groups.push([group, report.rows ?? []]);
    data[group] = report.data;
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
  return { text: `${machine}\n\n${overview(groups)}`, data: { machine, ...data } };
}

const bench = name === undefined ? all : benches[name];
if (bench === undefined) {
  say(`unknown benchmark '${name}': expected ${Object.keys(benches).join(", ")}`);
  process.exitCode = 2;
} else {
  try {
    const { text, data } = await bench();
    process.stdout.write(`${values.json ? JSON.stringify(data, null, 2) : text}\n`);
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    say(error.message);
    process.exitCode = 2;
  }
}
