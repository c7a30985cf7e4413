// Tokens of a question → sparse features for the classifier: words, stems, neighbours, pairs, and pieces of words.
// Hashed, so that training needs no dictionary; two blocks of length 1 each, so that long words don't drown few words.

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

/** Counts by feature id for one block, reused from text to text: an array and the places touched, no map to fill and drop. */
interface Block {
  readonly counts: Float32Array;
  readonly touched: Int32Array;
  size: number;
}

/** No text has more features: 1,500 characters make at most some 14,000. */
const MOST = 1 << 15;
const block = (): Block => ({ counts: new Float32Array(DIMENSIONS), touched: new Int32Array(MOST), size: 0 });
const TERMS = block();
const PIECES = block();
const MEANINGS = block();
const SUM = block();

function add(to: Block, h: number, value = 1): void {
  const id = place(h);
  put(to, id, value);
}

function put(to: Block, id: number, value: number): void {
  if (to.counts[id] === 0) {
    if (to.size === MOST) return;
    to.touched[to.size++] = id;
  }
  to.counts[id] = (to.counts[id] as number) + value;
}

function clear(some: Block): void {
  for (let i = 0; i < some.size; i++) some.counts[some.touched[i] as number] = 0;
  some.size = 0;
}

/** Two hashes → one that depends on their order; a pair without order is joined smaller first. */
const join = (a: number, b: number, from: number): number => Math.imul(Math.imul(from ^ a, FNV_PRIME) ^ b, FNV_PRIME);
const EDGE = seed("^");

/** Neighbours as far apart as this make a pair. */
const PAIR_REACH = 5;
const CONCEPT_REACH = 4;
/** Pairs are made of so many words at most: their number grows with the square. */
const PAIR_WORDS = 14;

/** Fills the three blocks; whoever calls clears them. */
function count({ words, stems, concepts, marks }: Text): void {
  for (const word of words) add(TERMS, hash(word, SEEDS.word));
  for (const mark of marks) add(TERMS, hash(mark, SEEDS.mark), MARK_COUNT);
  const stemHashes = stems.map((stem) => hash(stem, SEEDS.stem));
  for (const h of stemHashes) add(TERMS, h);
  for (let i = 0; i <= stemHashes.length; i++) add(TERMS, join(stemHashes[i - 1] ?? EDGE, stemHashes[i] ?? EDGE, SEEDS.two));
  pairs(stemHashes.slice(0, PAIR_WORDS), 2, PAIR_REACH, SEEDS.pair, TERMS);
  const conceptHashes = concepts.map((concept) => hash(concept, SEEDS.concept));
  for (const h of conceptHashes) add(MEANINGS, h);
  pairs(conceptHashes, 1, CONCEPT_REACH, SEEDS.concepts, MEANINGS);
  for (const word of words) if (!isMask(word)) cut(word);
}

function pairs(hashes: readonly number[], from: number, to: number, start: number, into: Block): void {
  for (let i = 0; i < hashes.length; i++)
    for (let j = i + from; j < Math.min(hashes.length, i + to + 1); j++) {
      const a = hashes[i] as number;
      const b = hashes[j] as number;
      if (a !== b) add(into, a < b ? join(a, b, start) : join(b, a, start));
    }
}

/** The pieces of two to four letters in a word, its ends marked. */
function cut(word: string): void {
  const padded = `_${word.slice(0, 30)}_`;
  for (let i = 0; i < padded.length; i++) {
    let h = SEEDS.piece;
    for (let n = 1; n <= 4 && i + n <= padded.length; n++) {
      h = Math.imul(h ^ padded.charCodeAt(i + n - 1), FNV_PRIME);
      if (n >= 2) add(PIECES, h);
    }
  }
}

/** How much the pieces of words weigh beside whole words (understanding of typing errors and compounds). */
const PIECES_WEIGHT = 1.3;
/** Concepts in a block of their own: 0.4 to 1 lie within 0.1 points, without them it is 0.2 points less. */
const MEANINGS_WEIGHT = 0.7;

/** Whom a question is about counts as if it were said this often: 1 → 3 gains 0.6 points on a hand that did not train, 8 no more. */
const MARK_COUNT = 3;

/** Inverse document frequencies: what the weighting learns from the training texts. */
export type Idf = Float32Array;

/** Features of one example only teach little but that example, and are most of all features. */
const LEAST_SEEN = 2;

export function learnIdf(texts: readonly Text[]): Idf {
  const seen = new Float32Array(DIMENSIONS);
  for (const text of texts) {
    count(text);
    for (const some of [TERMS, PIECES, MEANINGS]) {
      for (let i = 0; i < some.size; i++) seen[some.touched[i] as number] = (seen[some.touched[i] as number] as number) + 1;
      clear(some);
    }
  }
  return seen.map((n) => (n < LEAST_SEEN ? 0 : Math.log((1 + texts.length) / (1 + n)) + 1));
}

export function features(text: Text, idf: Idf): Features {
  count(text);
  weigh(TERMS, 1, idf);
  weigh(PIECES, PIECES_WEIGHT, idf);
  weigh(MEANINGS, MEANINGS_WEIGHT, idf);
  const ids = SUM.touched.slice(0, SUM.size);
  const values = new Float32Array(ids.length);
  for (let i = 0; i < ids.length; i++) values[i] = SUM.counts[ids[i] as number] as number;
  clear(SUM);
  return { ids, values };
}

/** Sublinear counts times idf, scaled to a block of length `weight`, added to the sum. */
function weigh(some: Block, weight: number, idf: Idf): void {
  let square = 0;
  for (let i = 0; i < some.size; i++) {
    const id = some.touched[i] as number;
    const value = (1 + Math.log(some.counts[id] as number)) * (idf[id] as number);
    some.counts[id] = value;
    square += value * value;
  }
  const scale = square > 0 ? weight / Math.sqrt(square) : 0;
  for (let i = 0; i < some.size; i++) {
    const id = some.touched[i] as number;
    if (some.counts[id] !== 0) put(SUM, id, (some.counts[id] as number) * scale);
  }
  clear(some);
}
