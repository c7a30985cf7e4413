// The question sets in test/questions/ → scores per language and kind, the misses, and whether the
// floors hold.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Answer, Bot, Memory } from "../chat.js";
import { ROOT } from "../ready.js";
import {
  citedIn,
  rowsSchema,
  type Sentence,
  scoreNone,
  scoreTold,
  sentencesSchema,
  type Verdict,
} from "./score.js";

const FOLDER = join(ROOT, "test", "questions");
const json = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const jsonLines = (file: string): unknown[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

/** Percentages: minimums, except those named `wrong`, which are maximums. */
const floorsSchema = z.record(z.string(), z.number());

interface Scored {
  readonly id: string;
  readonly group: string;
  readonly verdict: Verdict;
  readonly question: string;
  readonly cited: readonly string[];
  readonly gold: readonly string[];
  readonly answer: Answer;
}

const write = (text: string): void => {
  process.stdout.write(text);
};

/**
 * Prints the scores; returns whether every committed floor holds. `details`: a file for every row,
 * as JSON Lines. `folder`: the question sets, with sentences.json and floors.json.
 */
export function evaluate(
  bot: Bot,
  files: readonly string[],
  details?: string,
  print: (text: string) => void = write,
  folder = FOLDER,
): boolean {
  const sentences = sentencesSchema.parse(json(join(folder, "sentences.json")));
  const names = files.length > 0 ? files : questionSets(folder);
  const scored = names.flatMap((name) =>
    rowsSchema.parse(jsonLines(name)).flatMap((row) => scoreRow(bot, name, row, sentences)),
  );
  const figures = printGroups(scored, print);
  printMisses(scored, print);
  if (details !== undefined)
    writeFileSync(details, scored.map((s) => JSON.stringify(s)).join("\n"));
  return files.length > 0 || floorsHold(figures, print, folder);
}

function questionSets(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(folder, name));
}

/** Prints a line per group; returns the percentages by name, `GROUP right` and `GROUP wrong`. */
function printGroups(
  scored: readonly Scored[],
  print: (text: string) => void,
): ReadonlyMap<string, number> {
  const groups = [...new Set(scored.flatMap(({ group }) => group.split("|")))].sort();
  const figures = new Map<string, number>();
  for (const group of groups) {
    const members = scored.filter((s) => s.group.split("|").includes(group));
    const share = (...verdicts: Verdict[]): number =>
      (100 * members.filter(({ verdict }) => verdicts.includes(verdict)).length) / members.length;
    const [right, wrong] = [share("hit", "ok"), share("wrong", "malformed", "untrue")];
    figures.set(`${group} right`, right);
    figures.set(`${group} wrong`, wrong);
    const verdicts = [...new Set(members.map(({ verdict }) => verdict))].map(
      (name) => `${name} ${members.filter(({ verdict }) => verdict === name).length}`,
    );
    const columns = [
      `${group.padEnd(24)} ${String(members.length).padStart(4)}`,
      `right ${right.toFixed(1).padStart(5)} %`,
      `wrong ${wrong.toFixed(1).padStart(4)} %`,
      verdicts.join(", "),
    ];
    print(`${columns.join("   ")}\n`);
  }
  return figures;
}

function printMisses(scored: readonly Scored[], print: (text: string) => void): void {
  const misses = scored.filter(({ verdict }) => verdict !== "hit" && verdict !== "ok");
  print(`\n${misses.length} not right:\n`);
  for (const { id, verdict, question, cited, gold, answer } of misses) {
    const found = `cited ${cited.join(" ") || "-"}, expected ${gold.join(" ") || "-"}`;
    const start = `${id.padEnd(8)} ${verdict.padEnd(9)} ${(answer.intent ?? "-").padEnd(22)}`;
    print(`  ${start} ${found}: ${question.slice(0, 100)}\n`);
  }
}

type Row = z.output<typeof rowsSchema>[number];
type Dialogue = Extract<Row, { kind: "dialogue" }>;
type Turn = Dialogue["turns"][number];
/** What a row or a turn adds to the scored question; `gold`: the sentences that were expected. */
type Judged = Pick<Scored, "group" | "gold" | "verdict">;

function scoreRow(bot: Bot, file: string, row: Row, sentences: readonly Sentence[]): Scored[] {
  const made = (id: string, question: string, answer: Answer, judged: Judged): Scored => ({
    id,
    question,
    cited: citedIn(answer, sentences),
    answer,
    ...judged,
    group: `${judged.group}|${basename(file, ".jsonl")}: ${judged.group.split("|")[0]}`,
  });
  if (row.kind !== "dialogue") {
    const { answer } = bot({ text: row.q });
    return [made(row.id, row.q, answer, judge(row, answer, sentences))];
  }
  let memory: Memory | undefined;
  return row.turns.flatMap((turn, i): Scored[] => {
    const reply = bot({ text: turn.q }, memory);
    memory = reply.memory;
    const judged = judgeTurn(turn, i, reply.answer, sentences);
    return judged === undefined ? [] : [made(`${row.id}.${i}`, turn.q, reply.answer, judged)];
  });
}

const talk = (answer: Answer): Verdict => (answer.kind === "smalltalk" ? "ok" : "miss");

function judge(
  row: Exclude<Row, Dialogue>,
  answer: Answer,
  sentences: readonly Sentence[],
): Judged {
  if (row.kind === "none") {
    const verdict = scoreNone(row, answer, sentences);
    return { group: `none|none, ${row.class}`, gold: row.allowed, verdict };
  }
  if (row.kind === "smalltalk") return { group: "small talk", gold: [], verdict: talk(answer) };
  const kind = row.gold_mode === "all" ? "several" : "single";
  const group = `${kind}|${kind}, ${row.lang}|${kind}, ${row.style ?? "plain"}`;
  return { group, gold: row.gold, verdict: scoreTold(row, answer, sentences) };
}

/** Undefined for a scene, which only sets up the next turn. */
function judgeTurn(
  turn: Turn,
  index: number,
  answer: Answer,
  sentences: readonly Sentence[],
): Judged | undefined {
  if (turn.kind === "none") {
    const verdict = scoreNone(turn, answer, sentences);
    return { group: "dialogue, none", gold: turn.allowed, verdict };
  }
  if (turn.kind === "smalltalk")
    return { group: "dialogue, small talk", gold: [], verdict: talk(answer) };
  if (turn.scene) return undefined;
  const group = index === 0 ? "dialogue, first turn" : "dialogue, later turns";
  return { group, gold: turn.gold, verdict: scoreTold(turn, answer, sentences) };
}

function floorsHold(
  figures: ReadonlyMap<string, number>,
  print: (text: string) => void,
  folder: string,
): boolean {
  const floors = floorsSchema.parse(json(join(folder, "floors.json")));
  const broken = Object.entries(floors).filter(([name, floor]) => {
    const figure = figures.get(name) ?? 0;
    return name.endsWith("wrong") ? figure > floor : figure < floor;
  });
  for (const [name, floor] of broken) {
    const bound = name.endsWith("wrong") ? "at most" : "at least";
    const figure = figures.get(name)?.toFixed(1);
    print(`\nbelow the floor: ${name} is ${figure} %, expected ${bound} ${floor} %\n`);
  }
  return broken.length === 0;
}
