// Two words → the number of typing errors between them: insertions, deletions, substitutions and swaps of neighbours
// (optimal string alignment). Own code, because natural's is slow and a misspelt word is compared with hundreds; a test
// compares both.

const SIZE = 40;
const rows = [new Uint8Array(SIZE + 1), new Uint8Array(SIZE + 1), new Uint8Array(SIZE + 1)] as [Uint8Array, Uint8Array, Uint8Array];

/** Stops counting above `limit` and returns `limit + 1`. Words longer than 40 letters are only compared for equality. */
export function distance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit || a.length > SIZE || b.length > SIZE) return limit + 1;
  let [before, above, row] = rows;
  for (let j = 0; j <= b.length; j++) above[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, above, row] = [above, row, before];
  }
  return Math.min(above[b.length] as number, limit + 1);
}
