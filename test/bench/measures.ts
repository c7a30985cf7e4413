// Scores and what is true → how good they are: area under the ROC curve, calibration error,
// macro-F1.

/**
 * How often a score of those that belong is higher than one of those that don't, ties half: 0.5 is
 * chance.
 */
export function auroc(inside: readonly number[], outside: readonly number[]): number {
  if (inside.length === 0 || outside.length === 0) return Number.NaN;
  const all = [
    ...inside.map((score) => ({ score, belongs: true })),
    ...outside.map((score) => ({ score, belongs: false })),
  ];
  all.sort((a, b) => a.score - b.score);
  let sum = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.score === all[start]?.score) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) if (all[i]?.belongs) sum += rank;
    start = end;
  }
  return (sum - (inside.length * (inside.length + 1)) / 2) / (inside.length * outside.length);
}

const BINS = 15;

/**
 * Expected calibration error: how far the stated probability lies from the share that is right, in
 * 15 bins of equal width.
 */
export function calibrationError(
  answers: readonly { readonly probability: number; readonly right: boolean }[],
): number {
  const bins = Array.from({ length: BINS }, () => ({ n: 0, right: 0, stated: 0 }));
  for (const { probability, right } of answers) {
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))] as (typeof bins)[number];
    bin.n++;
    bin.right += right ? 1 : 0;
    bin.stated += probability;
  }
  return (
    bins.reduce((sum, { right, stated }) => sum + Math.abs(right - stated), 0) /
    Math.max(1, answers.length)
  );
}

/** Mean of the F1 of the classes that were asked or answered, each class counting the same. */
export function macroF1(
  pairs: readonly { readonly gold: string; readonly said: string }[],
): number {
  const counts = new Map<string, { hit: number; asked: number; said: number }>();
  const of = (name: string): { hit: number; asked: number; said: number } => {
    const found = counts.get(name) ?? { hit: 0, asked: 0, said: 0 };
    counts.set(name, found);
    return found;
  };
  for (const { gold, said } of pairs) {
    of(gold).asked++;
    of(said).said++;
    if (gold === said) of(gold).hit++;
  }
  return (
    [...counts.values()].reduce(
      (sum, { hit, asked, said }) => sum + (2 * hit) / (asked + said),
      0,
    ) / Math.max(1, counts.size)
  );
}
