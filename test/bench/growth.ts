// 1, 10 and 100 times today's forums and facts → load time, memory and time a question at each
// size, with a plot of each.
import { fork } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.js";
import { grow } from "./grow.js";
import { GROWTH_TASK, type Grown, type Trained } from "./growthtask.js";
import { plot } from "./plot.js";
import { type Report, type Row, say, table, times } from "./show.js";

const SIZES = [1, 10, 100];

/** `sizes`: others than 1, 10 and 100. `svg`: where the plots are written. */
export async function benchGrowth(
  sizes: readonly string[],
  svg: string | undefined,
): Promise<Report> {
  build();
  const found: { size: number; trained: Trained; grown: Grown }[] = [];
  for (const size of sizes.length > 0 ? sizes.map(Number) : SIZES) {
    const root = join(tmpdir(), `forumbot-growth-${process.pid}-${size}`);
    try {
      grow(root, size);
      const trained = await task<Trained>("train", root);
      say(`${size} ×: trained in ${trained.seconds.toFixed(0)} s`);
      found.push({ size, trained, grown: await task<Grown>("ask", root) });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  const text = [
    table(
      [
        "size",
        "forums",
        "facts",
        "names",
        "classes",
        "training, s",
        "load, ms",
        "memory, MB",
        "after questions, MB",
        "file, MB",
        "p50, ms",
        "p99, ms",
        "p99 of all rounds, ms",
      ],
      found.map(({ size, trained, grown: g }) => [
        `${size} ×`,
        ...[
          g.forums,
          g.facts,
          g.aliases,
          g.classes,
          trained.seconds,
          g.loadMs,
          g.memoryMB,
          g.memoryAfterMB,
          g.fileMB,
        ].map((n) => n.toFixed(0)),
        g.p50Ms.toFixed(3),
        g.p99Ms.toFixed(3),
        g.p99AllMs.toFixed(3),
      ]),
    ),
    "Load: from the compiled file to the first answer. Memory: what the process holds more than before it. A question counts with the shortest of five rounds.",
  ].join("\n\n");
  if (svg !== undefined) {
    mkdirSync(svg, { recursive: true });
    const draw = (name: string, label: string, of: (g: Grown) => number): void =>
      writeFileSync(
        join(svg, `${name}.svg`),
        plot(
          label,
          found.map(({ size, grown }) => ({ size, value: of(grown) })),
        ),
      );
    draw("growth-load", "load, ms", (g) => g.loadMs);
    draw("growth-memory", "memory, MB", (g) => g.memoryMB);
    draw("growth-p99", "p99 a question, ms", (g) => g.p99Ms);
  }
  return { rows: rowsOf(found), text, data: found };
}

function rowsOf(found: readonly { size: number; grown: Grown }[]): Row[] {
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const factor = last.size / first.size;
  const row = (what: string, of: (g: Grown) => number, unit: string, aim: string): Row => ({
    what: `${what} at ${last.size} × the data`,
    ratio: times(of(last.grown) / of(first.grown)),
    ours: `${of(last.grown).toFixed(2)} ${unit}`,
    peer: `${of(first.grown).toFixed(2)} ${unit} at ${first.size} ×`,
    aim,
  });
  return [
    row("p99 a question", (g) => g.p99Ms, "ms", "under 1 ms"),
    row("load", (g) => g.loadMs, "ms", `at most ${factor} ×`),
    row("memory", (g) => g.memoryMB, "MB", `at most ${factor} ×`),
  ];
}

function task<T>(what: "train" | "ask", root: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(GROWTH_TASK, [what, root], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: [...process.execArgv, "--max-old-space-size=8192"],
    });
    child.once("message", (message) => resolve(message as T));
    child.once("exit", (code) => reject(new Error(`${what} of ${root} ended (${code})`)));
  });
}
