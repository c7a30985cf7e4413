// A table of one-byte weights → weighted sums of its rows: the classifier's inner loop.
// Plain JavaScript on purpose: WebAssembly's memory reserves 10 GB of address space, which many hosts don't allow.

export interface Table {
  /** Bytes per row, one per class. */
  readonly width: number;
  /** The weights of row `i` start at byte `i * width`. */
  readonly weights: Int8Array;
  /** The weighted sum of `count` rows, one score per class. The rows must exist; the next call reuses the array. */
  sum(ids: Int32Array, steps: Float32Array, count: number): Float32Array;
}

/** All weights are 0 until the caller fills them in. */
export function createTable(rows: number, classes: number): Table {
  const weights = new Int8Array(rows * classes);
  const scores = new Float32Array(classes);
  return {
    width: classes,
    weights,
    sum: (ids, steps, count) => {
      scores.fill(0);
      let from = 0;
      for (; from + 4 <= count; from += 4) addFour(scores, weights, ids, steps, from);
      for (; from < count; from++) addOne(scores, weights, ids, steps, from);
      return scores;
    },
  };
}

type Add = (scores: Float32Array, weights: Int8Array, ids: Int32Array, steps: Float32Array, from: number) => void;

/** Four rows at a time: each score is then read and written once for four rows, which halves the time. */
const addFour: Add = (scores, weights, ids, steps, from) => {
  const classes = scores.length;
  const stepA = steps[from] as number;
  const stepB = steps[from + 1] as number;
  const stepC = steps[from + 2] as number;
  const stepD = steps[from + 3] as number;
  const rowA = (ids[from] as number) * classes;
  const rowB = (ids[from + 1] as number) * classes;
  const rowC = (ids[from + 2] as number) * classes;
  const rowD = (ids[from + 3] as number) * classes;
  for (let k = 0; k < classes; k++)
    scores[k] =
      (scores[k] as number) +
      stepA * (weights[rowA + k] as number) +
      stepB * (weights[rowB + k] as number) +
      stepC * (weights[rowC + k] as number) +
      stepD * (weights[rowD + k] as number);
};

const addOne: Add = (scores, weights, ids, steps, from) => {
  const step = steps[from] as number;
  const row = (ids[from] as number) * scores.length;
  for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] as number) + step * (weights[row + k] as number);
};
