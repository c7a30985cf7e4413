// Texts with classes → a linear classifier: trained once, packed to a byte a weight, scores all classes in one pass.
import { DIMENSIONS, type Features, features, type Idf, learnIdf, type Text } from "./features.js";
import { type SvmSettings, trainSvm } from "./svm.js";

/** A trained classifier as plain arrays: what is stored at build and read at start. */
export interface Linear {
  readonly classes: readonly string[];
  readonly idf: Idf;
  /** Feature id → row of `weights`, -1 where training never saw it. */
  readonly rows: Int32Array;
  /** Weights, a row of `classes.length` bytes a feature; the last row is the bias. */
  readonly weights: Int8Array;
  /** What one step of a row's bytes is worth. */
  readonly scales: Float32Array;
}

export function trainLinear(texts: readonly Text[], labels: readonly string[], settings: SvmSettings): Linear {
  const classes = [...new Set(labels)].sort();
  const idf = learnIdf(texts);
  const { vectors, used } = compact(texts.map((text) => features(text, idf)));
  const index = new Map(classes.map((name, i) => [name, i]));
  const separators = trainSvm(
    vectors,
    labels.map((label) => index.get(label) as number),
    classes.length,
    settings,
    used.length,
  );
  return pack(classes, idf, used, separators);
}

/** Places without gaps, the commonest feature first: what is read most lies together, and training takes a third of the time. */
function compact(vectors: readonly Features[]): { vectors: Features[]; used: readonly number[] } {
  const counts = new Int32Array(DIMENSIONS);
  for (const { ids } of vectors) for (const id of ids) counts[id] = (counts[id] as number) + 1;
  const used = [...counts.keys()].filter((id) => (counts[id] as number) > 0).sort((a, b) => (counts[b] as number) - (counts[a] as number));
  const places = new Int32Array(DIMENSIONS);
  for (const [place, id] of used.entries()) places[id] = place;
  return { vectors: vectors.map(({ ids, values }) => ({ ids: ids.map((id) => places[id] as number), values })), used };
}

/** Rounds weights to a byte each with a scale a feature: a fifth of the size. `used`: feature ids by their row; the bias has the last. */
function pack(classes: readonly string[], idf: Idf, used: readonly number[], separators: readonly Float32Array[]): Linear {
  const rows = new Int32Array(DIMENSIONS).fill(-1);
  const n = classes.length;
  const weights = new Int8Array((used.length + 1) * n);
  const scales = new Float32Array(used.length + 1);
  for (const [row, id] of used.entries()) rows[id] = row;
  for (let row = 0; row <= used.length; row++) {
    let largest = 0;
    for (const w of separators) largest = Math.max(largest, Math.abs(w[row] as number));
    const scale = largest / 127 || 1;
    scales[row] = scale;
    for (const [k, w] of separators.entries()) weights[row * n + k] = Math.round((w[row] as number) / scale);
  }
  return { classes, idf, rows, weights, scales };
}

/** Places of rows and their steps, used again from text to text. A text has at most 120 tokens, and rarely 500 features. */
let starts = new Int32Array(1024);
let steps = new Float64Array(1024);

/** Margins by class: how far on its side of each class's border a text lies. */
export function margins({ classes, idf, rows, weights, scales }: Linear, text: Text): Float64Array {
  const n = classes.length;
  const scores = new Float64Array(n);
  const { ids, values } = features(text, idf);
  if (ids.length + 4 > starts.length) {
    starts = new Int32Array(2 * ids.length);
    steps = new Float64Array(2 * ids.length);
  }
  const bias = scales.length - 1;
  let used = 1;
  starts[0] = bias * n;
  steps[0] = scales[bias] as number;
  for (let j = 0; j < ids.length; j++) {
    const row = rows[ids[j] as number] as number;
    if (row < 0) continue;
    starts[used] = row * n;
    steps[used++] = (values[j] as number) * (scales[row] as number);
  }
  starts.fill(0, used, used + 3);
  steps.fill(0, used, used + 3);
  // Four rows at a time: the sums are read and written a quarter as often. Rows past the end have step 0.
  for (let j = 0; j < used; j += 4) {
    const a = starts[j] as number;
    const b = starts[j + 1] as number;
    const c = starts[j + 2] as number;
    const d = starts[j + 3] as number;
    const p = steps[j] as number;
    const q = steps[j + 1] as number;
    const r = steps[j + 2] as number;
    const s = steps[j + 3] as number;
    for (let k = 0; k < n; k++)
      scores[k] =
        (scores[k] as number) +
        p * (weights[a + k] as number) +
        q * (weights[b + k] as number) +
        r * (weights[c + k] as number) +
        s * (weights[d + k] as number);
  }
  return scores;
}

/** Margins → probabilities (softmax at a temperature fitted on hands that did not train). */
export function probabilities(scores: Float64Array, sharpness: number): Float64Array {
  let largest = -Infinity;
  for (let k = 0; k < scores.length; k++) largest = Math.max(largest, scores[k] as number);
  const p = new Float64Array(scores.length);
  // A plain loop: a sum that a closure changes is a new object each time (8 of 97 KB a question).
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const e = Math.exp(((scores[k] as number) - largest) * sharpness);
    p[k] = e;
    sum += e;
  }
  for (let k = 0; k < p.length; k++) p[k] = (p[k] as number) / sum;
  return p;
}
