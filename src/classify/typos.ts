// Training texts → copies with typing errors, from a seeded generator: made for training, not stored.
import type { Text } from "./features.js";
import { seededBy } from "./svm.js";

export interface Typo {
  readonly text: Text;
  /** Index of the original text. */
  readonly of: number;
}

const LETTERS = "etaonirsldkmgvfuphbyåøæ";

export function makeTypos(texts: readonly Text[], seed: number): Typo[] {
  return texts.map((text, of): Typo => {
    const random = seededBy(text.words.join(" "), seed);
    return { text: misspell(text, random), of };
  });
}

function misspell(text: Text, random: () => number): Text {
  const long = text.words.flatMap((word, i) => (word.length >= 4 ? [i] : []));
  const hit = long[Math.floor(random() * long.length)];
  if (hit === undefined) return text;
  const wrong = oneError(text.words[hit] as string, random);
  const swap = (all: readonly string[]) => all.map((word, i) => (i === hit ? wrong : word));
  return { ...text, words: swap(text.words), stems: swap(text.stems) };
}

function oneError(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 1));
  const letter = LETTERS[Math.floor(random() * LETTERS.length)] as string;
  const kind = random();
  if (kind < 0.35 && at + 1 < word.length) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  if (kind < 0.65) return word.slice(0, at) + word.slice(at + 1);
  if (kind < 0.85) return word.slice(0, at) + letter + word.slice(at);
  return word.slice(0, at) + letter + word.slice(at + 1);
}
