// The words of a yes/no question that carry no content: “is it true that”, “at all”, “or not”.
import { WORDS } from "../language/index.js";
import type { LanguageWords } from "../language/words.js";
import { beginning } from "../understand/annotate.js";

/** “Is it true that” at the start, “isn't it” at the end: neither is part of the question's content. */
const CONFIRMATIONS = phrases((w) => w.confirmations);
const TAGS = phrases((w) => [...w.tags, ...w.alternatives, ...w.alternatives.flatMap((or) => w.negations.map((not) => `${or} ${not}`))]);
/** Words that change neither the strength nor the meaning of a question. */
const IDLE = ["i det hele tatt", "i det heile teke", "i det heile", "at all", "as well", "helt", "heilt"].map((text) => text.split(" "));

/** Phrases, the longest first. */
function phrases(pick: (words: LanguageWords) => readonly string[]): readonly (readonly string[])[] {
  const all = Object.values(WORDS).flatMap((w) => pick(w).map((text) => text.split(" ")));
  return all.sort((a, b) => b.length - a.length);
}

const isAt = (phrase: readonly string[], words: readonly string[], i: number): boolean =>
  i >= 0 && phrase.every((word, j) => words[i + j] === word);

/** The index where “isn't it?” begins, or the end. */
export function tailOf(words: readonly string[]): number {
  const tag = TAGS.find((phrase) => words.length - phrase.length > 1 && isAt(phrase, words, words.length - phrase.length));
  return words.length - (tag?.length ?? 0);
}

/** The indices of words without content. */
export function idleIn(words: readonly string[], end: number): ReadonlySet<number> {
  const found = new Set<number>();
  const skip = (phrase: readonly string[], i: number): void => phrase.forEach((_, j) => void found.add(i + j));
  const start = beginning(words);
  const confirmation = CONFIRMATIONS.find((phrase) => isAt(phrase, words, start));
  if (confirmation !== undefined) skip(confirmation, start);
  for (let i = start; i < end; i++) for (const phrase of IDLE) if (isAt(phrase, words, i)) skip(phrase, i);
  return found;
}
