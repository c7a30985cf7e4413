// Unknown words → known words: corrects typing errors, missing æøå, and names run together with a word.

import { distance } from "./distance.js";
import { grouped } from "./grouped.js";
import type { Token } from "./normalise.js";

export interface Mended {
  readonly tokens: readonly Token[];
  readonly changes: readonly { readonly from: string; readonly to: string }[];
}

export type Mend = (tokens: readonly Token[]) => Mended;

/** Norwegian letters as written on keyboards that lack them, and doubled letters reduced to one. */
export function fold(word: string): string {
  return word
    .replace(/ae|æ|ä|à|á|â/g, "a")
    .replace(/oe|ø|ö|ó|ò|ô/g, "o")
    .replace(/aa|å/g, "a")
    .replace(/é|è|ê|ë/g, "e")
    .replace(/(\p{L})\1+/gu, "$1");
}

/** Shorter words have too many neighbours: “land”, “band”, “hand”. */
const SHORTEST = 4;
/** From this length on two errors are corrected. */
const LONG = 8;

/** At most this many unknown words are looked up; a message with more is not a question in any of the languages. */
const MOST_MENDED = 12;
/** Longer words are not treated as misspelt. */
const LONGEST = 28;
/** Only words used this often are correction targets: the others may well be misspelt themselves. */
const OFTEN = 2;
/** A word typed less often may be a slip itself. */
const RARE = 4;

/** A known word with its folded form, which is too slow to compute for each candidate again. */
interface Known {
  readonly word: string;
  readonly folded: string;
  /** `lettersOf` the folded form. */
  readonly letters: number;
}

/** The set of letters in a word, one bit each (unusual ones share a bit): one error changes at most two bits. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) {
    const at = word.charCodeAt(i) - A;
    letters |= 1 << (at >= 0 && at < 26 ? at : 26);
  }
  return letters;
}
const A = "a".charCodeAt(0);

/** Number of bits set. */
function bits(of: number): number {
  let left = of;
  let count = 0;
  while (left !== 0) {
    left &= left - 1;
    count++;
  }
  return count;
}

interface Index {
  readonly byFold: ReadonlyMap<string, string>;
  readonly bySketch: ReadonlyMap<string, readonly Known[]>;
}

/** Names are indexed by this many first letters. */
const BEGINNING = 3;
/** A word used this often in the examples counts as common. */
const COMMON = 60;

/** `words`: how often each known word occurs. `others`: names that are correct as they are, but not correction targets. `names`: words of names; they are preferred, and split from a word they run into. */
export function createMend(words: ReadonlyMap<string, number>, names: ReadonlySet<string>, others: ReadonlySet<string> = names): Mend {
  const better = (a: string, b: string | undefined): boolean => b === undefined || rank(a) > rank(b);
  const rank = (word: string): number => (words.get(word) ?? 0) + (names.has(word) ? 50 : 0);
  const targets = new Set([...words.keys(), ...names]);
  const all = new Set([...targets, ...others]);

  const index = (): Index => {
    const byFold = new Map<string, string>();
    const bySketch = new Map<string, Known[]>();
    const push = (sketch: string, word: Known): void => {
      const others = bySketch.get(sketch);
      if (others === undefined) bySketch.set(sketch, [word]);
      else others.push(word);
    };
    for (const word of targets) {
      if ((words.get(word) ?? 0) < OFTEN && !names.has(word)) continue;
      const folded = fold(word);
      if (better(word, byFold.get(folded))) byFold.set(folded, word);
      const entry = { word, folded, letters: lettersOf(folded) };
      if (word.length === 4) push(`4${word[0]}`, entry);
      if (word.length >= SHORTEST - 1) for (const sketch of sketches(folded)) push(sketch, entry);
    }
    return { byFold, bySketch };
  };
  // Made at the first unknown word, so that a start doesn't wait for it.
  let made: Index | undefined;
  const known = (): Index => {
    made ??= index();
    return made;
  };
  const prefixes = grouped(
    [...names].filter((name) => name.length >= BEGINNING),
    (name) => [name.slice(0, BEGINNING)],
  );

  const nearest = (word: string): string | undefined => {
    const folded = fold(word);
    let best: string | undefined;
    let bestCost = folded.length >= LONG ? 2.5 : 1.5;
    const letters = lettersOf(folded);
    const { bySketch } = known();
    // A word with two shared keys is compared twice, which is faster than keeping a set.
    for (const { word: candidate, folded: other, letters: others } of sketches(folded).flatMap((sketch) => bySketch.get(sketch) ?? [])) {
      if (Math.abs(candidate.length - word.length) > 2 || bits(letters ^ others) > 4) continue;
      const cost = distance(folded, other, 2) + (candidate[0] === word[0] ? 0 : 0.4);
      if (cost > bestCost || (cost === bestCost && (best === undefined || !better(candidate, best)))) continue;
      if (negates(word, candidate)) continue;
      if (candidate.length < SHORTEST && names.has(candidate) && !sameLetters(word, candidate)) continue;
      best = candidate;
      bestCost = cost;
    }
    return best;
  };

  const part = (word: string): [string, string] | undefined => {
    for (const name of prefixes.get(word.slice(0, BEGINNING)) ?? []) {
      if (!word.startsWith(name)) continue;
      const rest = word.slice(name.length);
      const tail = rest.startsWith("s") && !words.has(rest) ? rest.slice(1) : rest;
      if (tail.length >= 4 && words.has(tail)) return [name, tail];
    }
    return undefined;
  };

  /** A common word with one letter missing (“gjr”); rarer words are too likely to be something else. */
  const missing = (word: string): string | undefined =>
    (known().bySketch.get(`4${word[0]}`) ?? []).find(
      ({ word: other }) => (words.get(other) ?? 0) >= COMMON && distance(word, other, 1) === 1,
    )?.word;

  const one = (word: string): readonly string[] => {
    // a name with two letters swapped, even if an example has it that way
    if (word.length === 4 && !names.has(word) && (words.get(word) ?? 0) < RARE) {
      const name = swapped(word, names);
      if (name !== undefined) return [name];
    }
    if (all.has(word) || /\d/.test(word) || word.length < 2 || word.length > LONGEST) return [word];
    const folded = known().byFold.get(fold(word));
    if (folded !== undefined && folded[0] !== undefined) return [folded];
    const parts = part(word);
    if (parts !== undefined) return parts;
    if (word.length === 3) return [transposed(word, names) ?? missing(word) ?? word];
    return [(word.length >= SHORTEST ? nearest(word) : undefined) ?? word];
  };

  /** “ABC” is not a misspelt “ABD”: letters of an abbreviation may be swapped, but not replaced. */
  const named = ({ word, typed }: Token): readonly string[] => {
    const found = one(word);
    const isAbbreviation = word.length <= 5 && typed === typed.toUpperCase() && typed !== typed.toLowerCase();
    return isAbbreviation && found.length === 1 && !sameLetters(word, found[0] as string) ? [word] : found;
  };

  return (tokens) => {
    const shouting = tokens.length > 1 && tokens.every(({ typed }) => typed === typed.toUpperCase());
    if (tokens.every(({ word }) => all.has(word) && (word.length !== 4 || (words.get(word) ?? 0) >= RARE))) return { tokens, changes: [] };
    const changes: { from: string; to: string }[] = [];
    let tried = 0;
    const mended = tokens.flatMap((token) => {
      const strange = !all.has(token.word) || (token.word.length === 4 && (words.get(token.word) ?? 0) < RARE);
      const to = strange && tried++ >= MOST_MENDED ? [token.word] : shouting ? one(token.word) : named(token);
      if (to.length === 1 && to[0] === token.word) return [token];
      changes.push({ from: token.word, to: to.join(" ") });
      return to.map((word, i) => ({ word, typed: word === token.word ? token.typed : word, opens: token.opens && i === 0 }));
    });
    return { tokens: mended, changes };
  };
}

/** Corrections to a name of three letters may only move or double letters: “une” is not “un”. */
const sameLetters = (a: string, b: string): boolean => [...new Set(a)].sort().join("") === [...new Set(b)].sort().join("");

/** “unyttig” is not a misspelt “nyttig”: it has a prefix that negates it. */
function negates(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return NEGATING.some((prefix) => long === prefix + short);
}
const NEGATING = ["u", "un", "in", "im", "ir", "il"];

/** A name with two neighbouring letters swapped. */
function swapped(word: string, names: ReadonlySet<string>): string | undefined {
  for (let i = 0; i + 1 < word.length; i++) {
    const swap = word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
    if (swap !== word && names.has(swap)) return swap;
  }
  return undefined;
}

/** A name of three letters with two of them swapped; other errors, and shorter names, would match other names. */
function transposed(word: string, names: ReadonlySet<string>): string | undefined {
  const [a, b, c] = word as unknown as [string, string, string];
  return [`${b}${a}${c}`, `${a}${c}${b}`].find((swap) => names.has(swap));
}

/**
 * Keys that a word shares with words one or two errors away: errors seldom affect both halves of a word.
 */
function sketches(word: string): string[] {
  const half = Math.ceil(word.length / 2);
  const sorted = [...word].sort().join("");
  const keys = [`a${word.slice(0, Math.min(3, half))}`, `z${word.slice(-Math.min(4, half))}`, `o${sorted}`];
  return word.length >= 5 ? [...keys, `m${word.slice(1, 4)}`] : keys;
}
