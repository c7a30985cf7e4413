// Rows of numbers with a yes or no → weights and bias of a logistic regression: gradient ascent on
// standardised columns.

export interface Fitted {
  readonly weights: readonly number[];
  readonly bias: number;
}

const ROUNDS = 3000;
const STEP = 4;
/** A trace of ridge: a rare column that is always right must not grow without end. */
const RIDGE = 1e-4;

export function regress(rows: readonly (readonly number[])[], labels: readonly boolean[]): Fitted {
  const n = rows.length;
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, j) => rows.map((row) => row[j] as number));
  const means = columns.map((column) => column.reduce((a, b) => a + b, 0) / n);
  const spreads = columns.map(
    (column, j) =>
      Math.sqrt(column.reduce((a, v) => a + (v - (means[j] as number)) ** 2, 0) / n) || 1,
  );
  const scaled = columns.map((column, j) =>
    Float64Array.from(column, (v) => (v - (means[j] as number)) / (spreads[j] as number)),
  );
  scaled.push(new Float64Array(n).fill(1));
  const w = new Float64Array(width + 1);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(n);
    for (const [j, column] of scaled.entries())
      for (let i = 0; i < n; i++)
        sums[i] = (sums[i] as number) + (w[j] as number) * (column[i] as number);
    const rest = sums.map((s, i) => (labels[i] ? 1 : 0) - 1 / (1 + Math.exp(-s)));
    for (const [j, column] of scaled.entries()) {
      const gradient = column.reduce((a, v, i) => a + v * (rest[i] as number), 0) / n;
      w[j] = (w[j] as number) + STEP * (gradient - (j < width ? RIDGE * (w[j] as number) : 0));
    }
  }
  const weights = spreads.map((spread, j) => (w[j] as number) / spread);
  return {
    weights,
    bias: (w[width] as number) - weights.reduce((a, v, j) => a + v * (means[j] as number), 0),
  };
}

export const chance = ({ weights, bias }: Fitted, row: readonly number[]): number =>
  1 / (1 + Math.exp(-weights.reduce((sum, w, j) => sum + w * (row[j] as number), bias)));

/** Mean surprise in nats: what the fit makes small. */
export function logLoss(chances: readonly number[], labels: readonly boolean[]): number {
  return (
    chances.reduce((sum, p, i) => sum - Math.log(Math.max(1e-12, labels[i] ? p : 1 - p)), 0) /
    chances.length
  );
}
