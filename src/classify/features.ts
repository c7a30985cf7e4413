// Tokens of a question → sparse features for the classifier: words, stems, neighbours, pairs, and pieces of words.
// Hashed, so that training needs no dictionary; two blocks of length 1 each, so that long words don't drown few words.

import { madeOnce, remembered } from "../language/remembered.js";

/** Features of one text: parallel arrays, no id twice. */
export interface Features {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Places for features; the examples have about 90,000 different ones. A power of two. */
export const DIMENSIONS = 1 << 18;

const FNV_PRIME = 16777619;
const FNV_OFFSET = 2166136261;

function hash(text: string, from: number): number {
  let h = from;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), FNV_PRIME);
  return h;
}

const place = (h: number): number => {
  const mixed = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) & (DIMENSIONS - 1);
};

/** Words that stand for whole classes of words (masked names) are not cut into pieces. */
const isMask = (word: string): boolean => word.charCodeAt(0) === 0xa7;

export interface Text {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  /** Concepts in the order of the words, names masked. */
  readonly concepts: readonly string[];
  /** Features of their own, such as whom the question is about. */
  readonly marks: readonly string[];
}

/** A text without names or concepts. */
export const plainText = (words: readonly string[], stem: (word: string) => string): Text => ({
  words,
  stems: words.map(stem),
  concepts: [],
  marks: [],
});

const seed = (letter: string): number => hash(letter, FNV_OFFSET);
const SEEDS = {
  word: seed("w"),
  stem: seed("s"),
  two: seed("b"),
  pair: seed("p"),
  piece: seed("c"),
  mark: seed("m"),
  concept: seed("k"),
  concepts: seed("q"),
};

/**
 * Which features there are: those that at least two training texts have, the commonest first, so that what is read most lies
 * together.
 */
export interface Known {
  /** Place of a feature → its id, -1 where training never saw it. */
  readonly rows: Int32Array;
  /** Inverse document frequency by id: what the weighting learns from the training texts. */
  readonly idf: Float32Array;
}

/** No text has more features: 1,000 characters make at most some 4,000. */
const MOST = 1 << 15;
/** The block that is being counted, reused from text to text: counts by id and the ids touched, no map to fill and drop. */
const counts = new Float32Array(DIMENSIONS);
const touched = new Int32Array(MOST);
let size = 0;

function add(rows: Int32Array, h: number, value = 1): void {
  const id = rows[place(h)] as number;
  // Features that nobody else has say nothing: they are most of all.
  if (id >= 0) count(id, value);
}

function count(id: number, value: number): void {
  if (counts[id] === 0) {
    if (size === MOST) return;
    touched[size++] = id;
  }
  counts[id] = (counts[id] as number) + value;
}

function clear(): void {
  for (let i = 0; i < size; i++) counts[touched[i] as number] = 0;
  size = 0;
}

/** Two hashes → one that depends on their order; a pair without order is joined smaller first. */
const join = (a: number, b: number, from: number): number => Math.imul(Math.imul(from ^ a, FNV_PRIME) ^ b, FNV_PRIME);
const EDGE = seed("^");

/** Neighbours as far apart as this make a pair. */
const PAIR_REACH = 5;
const CONCEPT_REACH = 4;
/** Pairs are made of so many words at most: their number grows with the square. */
const PAIR_WORDS = 14;

/** A part of a text's features, each of them scaled to a length of its own. Adds what it finds; whoever calls clears it. */
type CountBlock = (rows: Int32Array, text: Text) => void;

const countTerms: CountBlock = (rows, { words, stems, marks }) => {
  for (const word of words) add(rows, hash(word, SEEDS.word));
  for (const mark of marks) add(rows, hash(mark, SEEDS.mark), MARK_COUNT);
  const hashes = stems.map((stem) => hash(stem, SEEDS.stem));
  for (const h of hashes) add(rows, h);
  for (let i = 0; i <= hashes.length; i++) add(rows, join(hashes[i - 1] ?? EDGE, hashes[i] ?? EDGE, SEEDS.two));
  pairs(rows, hashes, PAIR_WORDS, 2, PAIR_REACH, SEEDS.pair);
};

const countPieces: CountBlock = (rows, { words }) => {
  const pieces = piecesBy(rows);
  for (const word of words) if (!isMask(word)) for (const id of pieces(word)) count(id, 1);
};

const countMeanings: CountBlock = (rows, { concepts }) => {
  const hashes = concepts.map((concept) => hash(concept, SEEDS.concept));
  for (const h of hashes) add(rows, h);
  pairs(rows, hashes, hashes.length, 1, CONCEPT_REACH, SEEDS.concepts);
};

function pairs(rows: Int32Array, hashes: readonly number[], most: number, from: number, to: number, start: number): void {
  const end = Math.min(hashes.length, most);
  for (let i = 0; i < end; i++)
    for (let j = i + from; j < Math.min(end, i + to + 1); j++) {
      const a = hashes[i] as number;
      const b = hashes[j] as number;
      if (a !== b) add(rows, a < b ? join(a, b, start) : join(b, a, start));
    }
}

/** Stands before and after a word. */
const END = "_".charCodeAt(0);
/** Of longer words this many letters are looked at. */
const LONGEST = 30;

/** Words come again, and with them their pieces: half of all features of a text. */
const piecesBy = madeOnce((rows: Int32Array) => remembered((word) => cut(rows, word)));

/** The pieces of two to four letters in a word, its ends marked; those that are known. */
function cut(rows: Int32Array, word: string): Int32Array {
  const length = Math.min(word.length, LONGEST);
  const found: number[] = [];
  for (let i = -1; i < length; i++) {
    let h = SEEDS.piece;
    for (let j = i; j < i + 4 && j <= length; j++) {
      h = Math.imul(h ^ (j < 0 || j === length ? END : word.charCodeAt(j)), FNV_PRIME);
      if (j === i) continue;
      const id = rows[place(h)] as number;
      if (id >= 0) found.push(id);
    }
  }
  return Int32Array.from(found);
}

/** How much the pieces of words weigh beside whole words (understanding of typing errors and compounds). */
const PIECES_WEIGHT = 1.3;
/** Concepts in a block of their own: 0.4 to 1 lie within 0.1 points, without them it is 0.2 points less. */
const MEANINGS_WEIGHT = 0.7;

/** Whom a question is about counts as if it were said this often: 1 → 3 gains 0.6 points on a hand that did not train, 8 no more. */
const MARK_COUNT = 3;

const BLOCKS: readonly (readonly [CountBlock, number])[] = [
  [countTerms, 1],
  [countPieces, PIECES_WEIGHT],
  [countMeanings, MEANINGS_WEIGHT],
];

/** Features of one example only teach little but that example, and are most of all features. */
const LEAST_SEEN = 2;

export function learnFeatures(texts: readonly Text[]): Known {
  const seen = new Int32Array(DIMENSIONS);
  const every = Int32Array.from({ length: DIMENSIONS }, (_, at) => at);
  for (const text of texts)
    for (const [countBlock] of BLOCKS) {
      countBlock(every, text);
      for (let i = 0; i < size; i++) seen[touched[i] as number] = (seen[touched[i] as number] as number) + 1;
      clear();
    }
  const used = [...every].filter((at) => (seen[at] as number) >= LEAST_SEEN).sort((a, b) => (seen[b] as number) - (seen[a] as number));
  const rows = new Int32Array(DIMENSIONS).fill(-1);
  for (const [id, at] of used.entries()) rows[at] = id;
  return { rows, idf: Float32Array.from(used, (at) => Math.log((1 + texts.length) / (1 + (seen[at] as number))) + 1) };
}

/** The features of the last text, `length` of them. */
export const FOUND = { ids: new Int32Array(MOST), values: new Float32Array(MOST), length: 0 };
/** Where an id stands in `FOUND`, counted from 1: two blocks may fall on one id. */
const standing = new Int16Array(DIMENSIONS);

/** Fills `FOUND`: asking needs no arrays of its own. */
export function find(text: Text, { rows, idf }: Known): void {
  FOUND.length = 0;
  for (const [countBlock, weight] of BLOCKS) {
    countBlock(rows, text);
    weigh(weight, idf);
    clear();
  }
  for (let i = 0; i < FOUND.length; i++) standing[FOUND.ids[i] as number] = 0;
}

export function features(text: Text, known: Known): Features {
  find(text, known);
  return { ids: FOUND.ids.slice(0, FOUND.length), values: FOUND.values.slice(0, FOUND.length) };
}

/** Sublinear counts times idf, scaled to a block of length `weight`. */
function weigh(weight: number, idf: Float32Array): void {
  const { ids, values } = FOUND;
  let square = 0;
  for (let i = 0; i < size; i++) {
    const id = touched[i] as number;
    const count = counts[id] as number;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * (idf[id] as number);
    counts[id] = value;
    square += value * value;
  }
  const scale = square > 0 ? weight / Math.sqrt(square) : 0;
  let end = FOUND.length;
  for (let i = 0; i < size; i++) {
    const id = touched[i] as number;
    const value = (counts[id] as number) * scale;
    const before = standing[id] as number;
    if (before > 0) values[before - 1] = (values[before - 1] as number) + value;
    else if (end < MOST - 1) {
      ids[end] = id;
      values[end++] = value;
      standing[id] = end;
    }
  }
  FOUND.length = end;
}
