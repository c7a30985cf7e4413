// Tokens of a question → sparse features for the classifier: words, stems, neighbours, pairs, and pieces of words.
// Hashed, so that training needs no dictionary; two blocks of length 1 each, so that long words don't drown few words.

import { madeOnce, remembered } from "../language/remembered.js";

/** Features of one text: parallel arrays, without duplicate ids. */
export interface Features {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Size of the hash space, a power of two; the examples have about 90,000 different features. */
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
  /** Extra features, such as the subjects of the question. */
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
 * The known features: those that at least two training texts have, the commonest first, so that the ones read most are
 * close together in memory.
 */
export interface Known {
  /** Hash of a feature → its id, or -1 if training never saw it. */
  readonly rows: Int32Array;
  /** Inverse document frequency by id, learnt from the training texts. */
  readonly idf: Float32Array;
}

/** Upper bound of a text's features: 1,000 characters have at most about 4,000. */
const MOST = 1 << 15;
/** The block being counted, reused for every text: counts by id and the ids touched, without allocating a map. */
const counts = new Float32Array(DIMENSIONS);
const touched = new Int32Array(MOST);
let size = 0;

function add(rows: Int32Array, h: number, value = 1): void {
  const id = rows[place(h)] as number;
  // Features of a single text carry no information, and are the majority.
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

/** Two hashes → one that depends on their order; for an unordered pair pass the smaller first. */
const join = (a: number, b: number, from: number): number => Math.imul(Math.imul(from ^ a, FNV_PRIME) ^ b, FNV_PRIME);
const EDGE = seed("^");

/** Words at most this far apart make a pair. */
const PAIR_REACH = 5;
const CONCEPT_REACH = 4;
/** Pairs are made of at most this many words: their number grows quadratically. */
const PAIR_WORDS = 14;

/** One block of a text's features, scaled to its own length. Adds to the current counts; the caller clears them. */
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

/** Marks the start and the end of a word. */
const END = "_".charCodeAt(0);
/** Only this many letters of a word are used. */
const LONGEST = 30;

/** Cache of words' n-grams, which are half of a text's features: words recur. */
const piecesBy = madeOnce((rows: Int32Array) => remembered((word) => cut(rows, word)));

/** The known n-grams of two to four letters in a word, with its ends marked. */
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

/** Weight of n-grams relative to whole words; they help with typing errors and compounds. */
const PIECES_WEIGHT = 1.3;
/** Weight of the concepts' block: 0.4 to 1 differ by 0.1 points; without it accuracy is 0.2 points lower. */
const MEANINGS_WEIGHT = 0.7;

/** The subject's feature counts as if it occurred this often: 1 → 3 gains 0.6 points on a held-out author, 8 no more. */
const MARK_COUNT = 3;

const BLOCKS: readonly (readonly [CountBlock, number])[] = [
  [countTerms, 1],
  [countPieces, PIECES_WEIGHT],
  [countMeanings, MEANINGS_WEIGHT],
];

/** A feature needs this many examples: those of a single one teach little else, and are the majority. */
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
/** An id's position in `FOUND`, counted from 1: two blocks may share an id. */
const standing = new Int16Array(DIMENSIONS);

/** Fills `FOUND`, so that a question allocates no arrays. */
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
