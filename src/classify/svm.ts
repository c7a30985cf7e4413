// Feature vectors with classes → one linear separator per class: L2-regularised squared-hinge SVM, one against the rest,
// by dual coordinate descent (Hsieh et al. 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM").
import { DIMENSIONS, type Features } from "./features.js";

export interface SvmSettings {
  /** Cost of a margin violation. */
  readonly c: number;
  /** Factor by which a violation by an example of the class itself costs more. */
  readonly positives: number;
  readonly epochs: number;
  readonly seed: number;
}

/** A small seeded generator (mulberry32), so that training gives the same model every time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A generator for one text: what it draws is the same whatever other texts there are, so that a new example changes no other. */
export function seededBy(text: string, seed: number): () => number {
  let hash = 2166136261 ^ seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return seeded(hash);
}

/**
 * `labels[i]` is the class of `examples[i]`, 0 to `classes - 1`; ids are below `width`. `weights[i]`: the cost of a violation
 * by `examples[i]`, in parts of `c`; 1 by default. Returns weights by class, `width` per class, the bias last.
 */
export function trainSvm(
  examples: readonly Features[],
  labels: readonly number[],
  classes: number,
  settings: SvmSettings,
  width = DIMENSIONS,
  weights: readonly number[] = examples.map(() => 1),
): Float32Array[] {
  const rows = flat(examples, weights);
  return Array.from({ length: classes }, (_, k) => separate(rows, width, labels, k, settings));
}

/** All examples in one array: it is read from end to end about a hundred times per class. */
interface Rows {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Squared lengths, including the bias. */
  readonly norms: Float64Array;
  /** What a violation by each costs, in parts of `c`. */
  readonly weights: Float64Array;
}

function flat(examples: readonly Features[], weights: readonly number[]): Rows {
  const starts = new Int32Array(examples.length + 1);
  for (const [i, { ids }] of examples.entries()) starts[i + 1] = (starts[i] as number) + ids.length;
  const ids = new Int32Array(starts.at(-1) as number);
  const values = new Float32Array(ids.length);
  for (const [i, x] of examples.entries()) {
    ids.set(x.ids, starts[i]);
    values.set(x.values, starts[i]);
  }
  const norms = Float64Array.from(examples, (x) => x.values.reduce((sum, v) => sum + v * v, 1));
  return { starts, ids, values, norms, weights: Float64Array.from(weights) };
}

function separate(
  { starts, ids, values, norms, weights }: Rows,
  width: number,
  labels: readonly number[],
  k: number,
  { c, positives, epochs, seed }: SvmSettings,
): Float32Array {
  const n = norms.length;
  const w = new Float32Array(width + 1);
  const alpha = new Float64Array(n);
  const random = seeded(seed + k);
  let active = Int32Array.from({ length: n }, (_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(active, random);
    let largest = 0;
    let kept = 0;
    for (let a = 0; a < active.length; a++) {
      const i = active[a] as number;
      const y = labels[i] === k ? 1 : -1;
      const slack = 0.5 / ((y > 0 ? c * positives : c) * (weights[i] as number));
      const from = starts[i] as number;
      const end = starts[i + 1] as number;
      let dot = w[width] as number;
      for (let j = from; j < end; j++) dot += (w[ids[j] as number] as number) * (values[j] as number);
      const old = alpha[i] as number;
      const gradient = y * dot - 1 + slack * old;
      const projected = old === 0 ? Math.min(gradient, 0) : gradient;
      // shrinking: examples far on the right side are skipped in later rounds, except every fourth
      if (old > 0 || gradient < 0.3) active[kept++] = i;
      if (projected === 0) continue;
      largest = Math.max(largest, Math.abs(projected));
      const next = Math.max(old - gradient / ((norms[i] as number) + slack), 0);
      alpha[i] = next;
      const step = (next - old) * y;
      if (step === 0) continue;
      for (let j = from; j < end; j++) w[ids[j] as number] = (w[ids[j] as number] as number) + step * (values[j] as number);
      w[width] = (w[width] as number) + step;
    }
    active = (epoch + 1) % 4 === 0 ? Int32Array.from({ length: n }, (_, i) => i) : active.slice(0, kept);
    if (largest < 0.01) {
      if (active.length === n) break;
      active = Int32Array.from({ length: n }, (_, i) => i);
    }
  }
  return w;
}

function shuffle(items: Int32Array, random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swap = items[i] as number;
    items[i] = items[j] as number;
    items[j] = swap;
  }
}
