// A process of its own for one size: `growthtask.ts train FOLDER` compiles it, `growthtask.ts ask
// FOLDER` loads it and asks.
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { seeded } from "../../src/classify/svm.js";
import type { Alias, Knowledge } from "../../src/knowledge/types.js";
import { questions } from "../questions.js";
import { built } from "./build.js";
import { quantile } from "./show.js";

export const GROWTH_TASK = join(dirname(fileURLToPath(import.meta.url)), "growthtask.ts");

export interface Trained {
  readonly seconds: number;
}

/** Milliseconds and MB. */
export interface Grown {
  readonly forums: number;
  readonly facts: number;
  readonly aliases: number;
  readonly classes: number;
  /** From the file to the first answer, modules already loaded. */
  readonly loadMs: number;
  /** What the process holds more than before: after the first answer, and after all questions. */
  readonly memoryMB: number;
  readonly memoryAfterMB: number;
  readonly fileMB: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Over all rounds, the waits for a busy machine included. */
  readonly p99AllMs: number;
  /**
   * How many questions name a forum that is there and are answered or refused; a check that the
   * names are understood.
   */
  readonly named: number;
}

const ROUNDS = 5;

async function train(root: string): Promise<Trained> {
  const { compile } = await built<typeof import("../../src/open.js")>("open.js");
  const start = performance.now();
  compile(root);
  return { seconds: (performance.now() - start) / 1000 };
}

async function ask(root: string): Promise<Grown> {
  const { ready } = await built<typeof import("../../src/ready.js")>("ready.js");
  const { foldersIn } =
    await built<typeof import("../../src/knowledge/files.js")>("knowledge/files.js");
  const { createBot } = await built<typeof import("../../src/bot.js")>("bot.js");
  const { createGuide } = await built<typeof import("../../src/guide.js")>("guide.js");
  const held = process.memoryUsage.rss();
  const start = performance.now();
  const compiled = ready(root);
  if (compiled === undefined) throw new Error(`${root} is not compiled`);
  const bot = createBot(compiled.knowledge, compiled.model);
  createGuide(compiled.knowledge);
  bot({ text: questions[0]?.q ?? "" });
  const loadMs = performance.now() - start;
  const memory = (): number => (process.memoryUsage.rss() - held) / 2 ** 20;
  const memoryMB = memory();
  const { knowledge, model } = compiled;
  const texts = renamed(knowledge);
  const shortest = texts.map(() => Number.POSITIVE_INFINITY);
  const all: number[] = [];
  let named = 0;
  for (let round = 0; round <= ROUNDS; round++)
    for (const [i, text] of texts.entries()) {
      const from = performance.now();
      const { explanation } = bot({ text });
      const ms = performance.now() - from;
      if (round === 0) named += explanation.subjects.length > 0 ? 1 : 0;
      else {
        all.push(ms);
        shortest[i] = Math.min(shortest[i] as number, ms);
      }
    }
  return {
    forums: knowledge.forums.length,
    facts: Object.keys(knowledge.facts).length,
    aliases: knowledge.aliases.length,
    classes: model.intents.classes.length,
    loadMs,
    memoryMB,
    memoryAfterMB: memory(),
    fileMB: statSync(foldersIn(root).compiled).size / 2 ** 20,
    p50Ms: quantile(shortest, 0.5),
    p99Ms: quantile(shortest, 0.99),
    p99AllMs: quantile(all, 0.99),
    named,
  };
}

/**
 * The questions of test/questions, each name in them that of anybody there is; one in ten with two
 * letters swapped.
 */
function renamed({ aliases }: Knowledge): string[] {
  const random = seeded(11);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
  const names = aliases
    .filter(({ kind }) => kind === "subject")
    .map(({ text }) => text.replace(/^=/, ""));
  const own = aliases
    .filter((alias) => alias.kind === "subject" && !/^c\d+-/.test(alias.id))
    .sort(longest);
  return questions.map(({ q }) => {
    const found = own.find(
      ({ text }) =>
        text.length > 2 && new RegExp(`(?<!\\p{L})${escaped(text)}(?!\\p{L})`, "iu").test(q),
    );
    if (found === undefined || q.length > 500) return q;
    const name = pick(names);
    return q.replace(new RegExp(escaped(found.text), "iu"), () =>
      random() < 0.1 && name.length > 5
        ? `${name.slice(0, 3)}${name[4]}${name[3]}${name.slice(5)}`
        : name,
    );
  });
}

const longest = (a: Alias, b: Alias): number => b.text.length - a.text.length;
const escaped = (text: string): string =>
  text.replace(/^=/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

if (process.argv[1] === GROWTH_TASK && process.send !== undefined) {
  const [what, root] = process.argv.slice(2) as ["train" | "ask", string];
  process.send(await (what === "train" ? train(root) : ask(root)));
  process.disconnect();
}
