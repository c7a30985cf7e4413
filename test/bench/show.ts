// Figures → Markdown tables, and what a benchmark hands back: rows for the one table, its own text,
// and the figures as JSON.

/** One line of the table that `npm run bench` prints: this project beside its peer, ratio first. */
export interface Row {
  readonly what: string;
  /** Ours beside the peer's, e.g. `0.92 ×`; empty where there is no peer. */
  readonly ratio: string;
  readonly ours: string;
  readonly peer: string;
  /** What the figure should be, and at least; empty where nothing is asked. */
  readonly aim: string;
}

export interface Report {
  readonly rows?: readonly Row[];
  readonly text: string;
  readonly data: unknown;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(3, title.length, ...rows.map((row) => (row[i] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? "").padEnd(width) : (cells[i] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** `text` columns that read better from the left are left to the reader's renderer. */
export function overview(groups: readonly (readonly [string, readonly Row[]])[]): string {
  const rows = groups.flatMap(([group, some]) =>
    some.map(({ what, ratio, ours, peer, aim }) => [ratio, group, what, ours, peer, aim]),
  );
  return table(["ratio", "group", "what", "this project", "beside", "aim (floor)"], rows);
}

export const times = (value: number): string =>
  Number.isFinite(value) ? `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ×` : "–";

export const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : ((100 * part) / whole).toFixed(1);

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The value below which this share of the values lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ??
    Number.NaN
  );
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
