// A reply to “did you mean …” → the chosen question: “2”, “the second one”, “den siste”, “nr. 1”.

import type { Knowledge } from "../knowledge/types.js";
import { inAnyLanguage, WORDS } from "../language/index.js";
import type { FindNames } from "../understand/names.js";
import { clean, tokenise } from "../understand/normalise.js";

const ORDINALS = [0, 1, 2].map((i) => inAnyLanguage((w) => w.ordinals[i] ?? []));
const LAST = inAnyLanguage((w) => w.last);
const BESIDE = new Set([...inAnyLanguage((w) => w.functionWords), ...inAnyLanguage((w) => w.choosing)]);
const MARKERS = inAnyLanguage((w) => w.choosing);

export type Pick = (text: string, choices: readonly string[]) => string | undefined;

/** The choice that a message picks, by its number or by a name that only one of them has. */
export function createPick({ subjects }: Knowledge, findNames: FindNames): Pick {
  const namesIn = (text: string): string[] => findNames(tokenise(clean(text))).flatMap(({ ids }) => ids);
  return (text, choices) => {
    const numbered = picked(text, choices);
    if (numbered !== undefined || choices.length === 0) return numbered;
    const tokens = tokenise(clean(text));
    const mentions = findNames(tokens);
    const isNamed = (i: number): boolean => mentions.some((m) => i >= m.start && i < m.end);
    if (mentions.length === 0 || !tokens.every(({ word }, i) => isNamed(i) || BESIDE.has(word))) return undefined;
    const named = mentions.flatMap(({ ids }) => ids);
    const fitting = choices.filter((choice) =>
      namesIn(choice).some((id) => named.includes(id) || named.includes(subjects[id]?.parent ?? "")),
    );
    return fitting.length === 1 ? fitting[0] : undefined;
  };
}

/** Undefined if the words say anything besides which one. */
export function picked(text: string, choices: readonly string[]): string | undefined {
  if (choices.length === 0) return undefined;
  const words = tokenise(clean(text)).map(({ word }) => word);
  if (words.length > 6) return undefined;
  // “to” is two in Norwegian and a function word in English: a number word counts only alone or next to “number”.
  const spelled = words.length === 1 || words.some((word) => MARKERS.has(word));
  const places = words.map((word) => placeOf(word, choices.length, spelled));
  if (!words.every((word, i) => places[i] !== undefined || BESIDE.has(word))) return undefined;
  const named = [...new Set(places.filter((place) => place !== undefined))];
  return named.length === 1 ? choices[named[0] as number] : undefined;
}

function placeOf(word: string, count: number, spelled: boolean): number | undefined {
  if (LAST.has(word)) return count - 1;
  const ordinal = ORDINALS.findIndex((words) => words.has(word));
  if (ordinal >= 0) return ordinal;
  const spelt = spelled
    ? Object.values(WORDS).flatMap(({ numbers }) => (Object.hasOwn(numbers, word) ? (numbers[word] as number) : []))[0]
    : undefined;
  const value = /^[1-9]$/.test(word) ? Number(word) : spelt;
  return value === undefined ? undefined : value - 1;
}
