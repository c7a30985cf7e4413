// Texts with classes → a linear classifier: trained once, packed to one byte per weight, scores all classes in one pass.
import { FOUND, features, find, type Known, learnFeatures, type Text } from "./features.js";
import { type SvmSettings, trainSvm } from "./svm.js";
import { createTable, type Table } from "./table.js";

/** A trained classifier as plain arrays and a table, stored at build and read at start. */
export interface Linear extends Known {
  readonly classes: readonly string[];
  /** Weights, one row per feature; the last row is the bias. */
  readonly table: Table;
  /** By row: the value of one step of its bytes. */
  readonly scales: Float32Array;
}

/** `weights`: how much each text counts, 1 where nothing is said. */
export function trainLinear(texts: readonly Text[], labels: readonly string[], settings: SvmSettings, weights?: readonly number[]): Linear {
  const classes = [...new Set(labels)].sort();
  const known = learnFeatures(texts);
  const index = new Map(classes.map((name, i) => [name, i]));
  const separators = trainSvm(
    texts.map((text) => features(text, known)),
    labels.map((label) => index.get(label) as number),
    classes.length,
    settings,
    known.idf.length,
    weights,
  );
  return { ...known, classes, ...pack(known.idf.length + 1, separators) };
}

/** Quantises weights to one byte each with one scale per feature: a quarter of the size. */
function pack(rows: number, separators: readonly Float32Array[]): Pick<Linear, "table" | "scales"> {
  const table = createTable(rows, separators.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let largest = 0;
    for (const w of separators) largest = Math.max(largest, Math.abs(w[row] as number));
    const scale = largest / 127 || 1;
    scales[row] = scale;
    for (const [k, w] of separators.entries()) table.weights[row * table.width + k] = Math.round((w[row] as number) / scale);
  }
  return { table, scales };
}

/** Margins by class: the text's signed distance from each class's boundary. The next call reuses the array. */
export function margins(linear: Linear, text: Text): Float32Array {
  const { table, scales } = linear;
  find(text, linear);
  const { ids, values, length } = FOUND;
  for (let i = 0; i < length; i++) values[i] = (values[i] as number) * (scales[ids[i] as number] as number);
  const bias = scales.length - 1;
  ids[length] = bias;
  values[length] = scales[bias] as number;
  return table.sum(ids, values, length + 1);
}

/** Margins → probabilities (softmax at a temperature fitted on held-out authors), in `p`. */
export function probabilities(scores: Float32Array, sharpness: number, p = new Float64Array(scores.length)): Float64Array {
  let largest = -Infinity;
  for (let k = 0; k < scores.length; k++) largest = Math.max(largest, scores[k] as number);
  // A plain loop: a number that a closure changes is allocated anew each time (8 of 97 KB per question).
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const e = Math.exp(((scores[k] as number) - largest) * sharpness);
    p[k] = e;
    sum += e;
  }
  for (let k = 0; k < p.length; k++) p[k] = (p[k] as number) / sum;
  return p;
}
