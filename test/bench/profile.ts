// The built bot answering all questions → where the time goes: the sampling profiler of Node,
// summed by file and by function.
import { Session } from "node:inspector/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Memory } from "../../src/chat.js";
import { ROOT } from "../../src/open.js";
import { questions } from "../questions.js";
import { build, built } from "./build.js";
import { percent, type Report, table } from "./show.js";

const ROUNDS = 20;
/** Microseconds between two samples. */
const INTERVAL = 200;
const FUNCTIONS = 15;

export async function benchProfile(): Promise<Report> {
  build();
  const { open } = await built<typeof import("../../src/open.js")>("open.js");
  const { createBot } = await built<typeof import("../../src/bot.js")>("bot.js");
  const { knowledge, model } = open();
  const bot = createBot(knowledge, model);
  const round = (): void => {
    let before: Memory | undefined;
    for (const [i, { id, q }] of questions.entries()) {
      if (questions[i - 1]?.id !== id) before = undefined;
      before = bot({ text: q }, before).memory;
    }
  };
  round();
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: INTERVAL });
  await session.post("Profiler.start");
  const from = performance.now();
  for (let i = 0; i < ROUNDS; i++) round();
  const perQuestion = (performance.now() - from) / (ROUNDS * questions.length);
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const files = new Map<string, number>();
  const functions = new Map<string, number>();
  let all = 0;
  for (const [i, id] of samples.entries()) {
    const frame = byId.get(id);
    const spent = timeDeltas[i] ?? 0;
    if (frame === undefined || frame.functionName === "(idle)") continue;
    all += spent;
    const file = fileOf(frame.url, frame.functionName);
    const name = `${file} ${frame.functionName || "(arrow)"}:${frame.lineNumber + 1}`;
    files.set(file, (files.get(file) ?? 0) + spent);
    functions.set(name, (functions.get(name) ?? 0) + spent);
  }
  const sorted = (some: ReadonlyMap<string, number>): [string, number][] =>
    [...some].sort((a, b) => b[1] - a[1]);
  const lines = (some: readonly [string, number][]): string[][] =>
    some.map(([name, spent]) => [
      name,
      percent(spent, all),
      ((perQuestion * 1000 * spent) / all).toFixed(1),
    ]);
  return {
    text: [
      `${questions.length} questions and turns, ${ROUNDS} rounds, ${perQuestion.toFixed(3)} ms each under the profiler.`,
      table(
        ["file", "% of the time", "µs a question"],
        lines(sorted(files).filter(([, spent]) => spent > all / 200)),
      ),
      table(
        ["function", "% of the time", "µs a question"],
        lines(sorted(functions).slice(0, FUNCTIONS)),
      ),
    ].join("\n\n"),
    data: {
      perQuestionMs: perQuestion,
      files: Object.fromEntries(sorted(files).map(([name, spent]) => [name, spent / all])),
    },
  };
}

function fileOf(url: string, name: string): string {
  if (name.startsWith("(")) return name;
  if (!url.startsWith("file:")) return url === "" ? "(native)" : url;
  return relative(ROOT, fileURLToPath(url)).replace(/^dist\//, "");
}
