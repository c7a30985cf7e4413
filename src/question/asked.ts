// Question → the kind of value that it asks for: a number, a time, or nothing in particular. A fact without such a value
// is no answer, however much else it shares with the question: "how many victims has … helped?"
import { inAnyLanguage, WORDS } from "../language/index.js";
import type { Question } from "./index.js";

export type Asked = "count" | "time" | "date" | "place" | null;

/** Phrases by their first word. */
type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

function phrases(pick: (words: (typeof WORDS)["nb"]) => readonly string[]): Phrases {
  const found = new Map<string, string[][]>();
  for (const text of Object.values(WORDS).flatMap(pick)) {
    const phrase = text.split(" ");
    const first = phrase[0] as string;
    found.set(first, [...(found.get(first) ?? []), phrase]);
  }
  return found;
}

const COUNT = phrases((w) => w.asksCount);
const TIME = phrases((w) => w.asksTime);
/** "How many years": since when. */
const YEARS = phrases((w) => w.asksTime.filter((phrase) => w.asksCount.some((count) => phrase.startsWith(`${count} `))));
const DATE = phrases((w) => w.asksDate);
const OPENING = new Set(Object.values(WORDS).flatMap((w) => [...w.leadIns, ...w.followUps, "and", "in", "i", "fra", "frå", "from"]));

export function askedValue({ tokens }: Question): Asked {
  const words = tokens.map(({ word }) => word);
  const at = (phrase: readonly string[], i: number): boolean => phrase.every((word, j) => words[i + j] === word);
  const start = Math.max(
    0,
    words.findIndex((word) => !OPENING.has(word)),
  );
  const opening = (phrase: readonly string[]): boolean =>
    at(phrase, start) &&
    !REGARDING.has(words.slice(start + 1, start + 3).join(" ")) &&
    !words.some((word, i) => i > start && ASKING.has(word));
  const has = (list: Phrases): boolean =>
    words.some((word, i) =>
      list.get(word)?.some((phrase) => (OPENING_ONLY.has(phrase.join(" ")) ? i === start && opening(phrase) : at(phrase, i))),
    );
  if (has(DATE)) return "date";
  if (has(COUNT)) return has(YEARS) ? "time" : "count";
  if (has(TIME)) return "time";
  return PLACE.has(words[start] ?? "") && !MEASURE.has(words[start + 1] ?? "") ? "place" : null;
}

const PLACE = new Set(["hvor", "kvar", "where"]);
/** "hvor ofte": not where. */
const MEASURE = new Set([
  "ofte",
  "tit",
  "titt",
  "mange",
  "mye",
  "lenge",
  "stor",
  "stort",
  "store",
  "viktig",
  "viktige",
  "sjelden",
  "tungt",
  "bredt",
  "gammel",
  "hyppig",
]);

/** "når det gjelder": as regards. */
const REGARDING = new Set(["det gjelder", "det gjeld"]);

/** Elsewhere conjunctions ("when matters are discussed") or parts of another question ("who decides how much money"). */
const OPENING_ONLY = new Set(["når", "when", "hvor mye", "kor mykje", "how much"]);
const ASKING = inAnyLanguage((w) => w.questionWords);
