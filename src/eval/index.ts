// The question sets in test/questions/ → scores per language and kind, the misses, and whether the floors hold.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Answer, Bot, Memory } from "../chat.js";
import { ROOT } from "../ready.js";
import { citedIn, rowsSchema, type Sentence, scoreNone, scoreTold, sentencesSchema, type Verdict } from "./score.js";

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

/** Prints the scores; returns whether every committed floor holds. */
export function evaluate(bot: Bot, files: readonly string[], details?: string, print: (text: string) => void = write): boolean {
  const sentences = sentencesSchema.parse(json(join(FOLDER, "sentences.json")));
  const names =
    files.length > 0
      ? files
      : readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
          .filter((name) => name.endsWith(".jsonl"))
          .sort()
          .map((name) => join(FOLDER, name));
  const scored = names.flatMap((name) => scoreFile(bot, name, sentences));
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
    print(
      `${group.padEnd(24)} ${String(members.length).padStart(4)}   right ${right.toFixed(1).padStart(5)} %   wrong ${wrong.toFixed(1).padStart(4)} %   ${verdicts.join(", ")}\n`,
    );
  }
  const misses = scored.filter(({ verdict }) => verdict !== "hit" && verdict !== "ok");
  print(`\n${misses.length} not right:\n`);
  for (const { id, verdict, question, cited, gold, answer } of misses)
    print(
      `  ${id.padEnd(8)} ${verdict.padEnd(9)} ${(answer.intent ?? "-").padEnd(22)} cited ${cited.join(" ") || "-"}, expected ${gold.join(" ") || "-"}: ${question.slice(0, 100)}\n`,
    );
  if (details !== undefined) writeFileSync(details, scored.map((s) => JSON.stringify(s)).join("\n"));
  return files.length > 0 || floorsHold(figures, print);
}

function scoreFile(bot: Bot, file: string, sentences: readonly Sentence[]): Scored[] {
  return rowsSchema.parse(jsonLines(file)).flatMap((row): Scored[] => {
    const made = (id: string, group: string, question: string, gold: readonly string[], answer: Answer, verdict: Verdict): Scored => {
      return {
        id,
        group: `${group}|${basename(file, ".jsonl")}: ${group.split("|")[0]}`,
        question,
        cited: citedIn(answer, sentences),
        gold,
        answer,
        verdict,
      };
    };
    const talk = (answer: Answer): Verdict => (answer.kind === "smalltalk" ? "ok" : "miss");
    if (row.kind === "dialogue") {
      let memory: Memory | undefined;
      return row.turns.flatMap((turn, i): Scored[] => {
        const reply = bot({ text: turn.q }, memory);
        memory = reply.memory;
        const { answer } = reply;
        const id = `${row.id}.${i}`;
        if (turn.kind === "none") return [made(id, "dialogue, none", turn.q, turn.allowed, answer, scoreNone(turn, answer, sentences))];
        if (turn.kind === "smalltalk") return [made(id, "dialogue, small talk", turn.q, [], answer, talk(answer))];
        if (turn.scene) return [];
        const group = i === 0 ? "dialogue, first turn" : "dialogue, later turns";
        return [made(id, group, turn.q, turn.gold, answer, scoreTold(turn, answer, sentences))];
      });
    }
    const { answer } = bot({ text: row.q });
    if (row.kind === "none")
      return [made(row.id, `none|none, ${row.class}`, row.q, row.allowed, answer, scoreNone(row, answer, sentences))];
    if (row.kind === "smalltalk") return [made(row.id, "small talk", row.q, [], answer, talk(answer))];
    const kind = row.gold_mode === "all" ? "several" : "single";
    const groups = `${kind}|${kind}, ${row.lang}|${kind}, ${row.style ?? "plain"}`;
    return [made(row.id, groups, row.q, row.gold, answer, scoreTold(row, answer, sentences))];
  });
}

function floorsHold(figures: ReadonlyMap<string, number>, print: (text: string) => void): boolean {
  const floors = floorsSchema.parse(json(join(FOLDER, "floors.json")));
  const broken = Object.entries(floors).filter(([name, floor]) => {
    const figure = figures.get(name) ?? 0;
    return name.endsWith("wrong") ? figure > floor : figure < floor;
  });
  for (const [name, floor] of broken)
    print(
      `\nbelow the floor: ${name} is ${figures.get(name)?.toFixed(1)} %, expected ${name.endsWith("wrong") ? "at most" : "at least"} ${floor} %\n`,
    );
  return broken.length === 0;
}
