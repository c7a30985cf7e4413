// The question sets in test/questions/ → figures per language and kind, the misses, and whether the floors hold.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

/** Shares in per cent: at least, but for those named `wrong`: at most. */
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

/** Prints the figures to standard output; true where every committed floor holds. */
export function evaluate(bot: Bot, files: readonly string[], details?: string): boolean {
  const sentences = sentencesSchema.parse(json(join(FOLDER, "sentences.json")));
  const names =
    files.length > 0
      ? files
      : readdirSync(FOLDER)
          .filter((name) => name.endsWith(".jsonl"))
          .map((name) => join(FOLDER, name));
  const scored = names.flatMap((name) => scoreFile(bot, name, sentences));
  const groups = [...new Set(scored.flatMap(({ group }) => group.split("|")))].sort();
  const figures = new Map<string, number>();
  for (const group of groups) {
    const members = scored.filter((s) => s.group.split("|").includes(group));
    const share = (...verdicts: Verdict[]): number =>
      (100 * members.filter(({ verdict }) => verdicts.includes(verdict)).length) / members.length;
    const [right, wrong] = [share("hit", "ok"), share("wrong", "malformed")];
    figures.set(`${group} right`, right);
    figures.set(`${group} wrong`, wrong);
    const verdicts = [...new Set(members.map(({ verdict }) => verdict))].map(
      (name) => `${name} ${members.filter(({ verdict }) => verdict === name).length}`,
    );
    process.stdout.write(
      `${group.padEnd(24)} ${String(members.length).padStart(4)}   right ${right.toFixed(1).padStart(5)} %   wrong ${wrong.toFixed(1).padStart(4)} %   ${verdicts.join(", ")}\n`,
    );
  }
  const misses = scored.filter(({ verdict }) => verdict !== "hit" && verdict !== "ok");
  process.stdout.write(`\n${misses.length} not right:\n`);
  for (const { id, verdict, question, cited, gold, answer } of misses)
    process.stdout.write(
      `  ${id.padEnd(8)} ${verdict.padEnd(9)} ${(answer.intent ?? "-").padEnd(22)} cited ${cited.join(" ") || "-"}, expected ${gold.join(" ") || "-"}: ${question.slice(0, 100)}\n`,
    );
  if (details !== undefined) writeFileSync(details, scored.map((s) => JSON.stringify(s)).join("\n"));
  return files.length > 0 || floorsHold(figures);
}

function scoreFile(bot: Bot, file: string, sentences: readonly Sentence[]): Scored[] {
  return rowsSchema.parse(jsonLines(file)).flatMap((row): Scored[] => {
    if (row.kind === "dialogue") {
      let memory: Memory | undefined;
      return row.turns.map((turn, i) => {
        const reply = bot({ text: turn.q }, memory);
        memory = reply.memory;
        const verdict = scoreTold(turn, reply.answer, sentences);
        return {
          id: `${row.id}.${i}`,
          group: i === 0 ? "dialogue, first turn" : "dialogue, later turns",
          verdict,
          question: turn.q,
          cited: citedIn(reply.answer, sentences),
          gold: turn.gold,
          answer: reply.answer,
        };
      });
    }
    const { answer } = bot({ text: row.q });
    const base = { id: row.id, question: row.q, cited: citedIn(answer, sentences), answer };
    if (row.kind === "none")
      return [{ ...base, group: `none|none, ${row.class}`, verdict: scoreNone(row, answer, sentences), gold: row.allowed }];
    if (row.kind === "smalltalk") return [{ ...base, group: "small talk", verdict: answer.kind === "smalltalk" ? "ok" : "miss", gold: [] }];
    return [
      {
        ...base,
        group: `single|single, ${row.lang}|single, ${row.style ?? "plain"}`,
        verdict: scoreTold(row, answer, sentences),
        gold: row.gold,
      },
    ];
  });
}

function floorsHold(figures: ReadonlyMap<string, number>): boolean {
  const floors = floorsSchema.parse(json(join(FOLDER, "floors.json")));
  const broken = Object.entries(floors).filter(([name, floor]) => {
    const figure = figures.get(name) ?? 0;
    return name.endsWith("wrong") ? figure > floor : figure < floor;
  });
  for (const [name, floor] of broken)
    process.stdout.write(
      `\nbelow the floor: ${name} is ${figures.get(name)?.toFixed(1)} %, expected ${name.endsWith("wrong") ? "at most" : "at least"} ${floor} %\n`,
    );
  return broken.length === 0;
}
