// A comparison, as every platform shows it in a table of its own: values, as those in chat.ts.

/** Subjects side by side: a column for each, a row for each aspect. */
export interface Comparison {
  /** What the subjects are called, as the heads of columns. */
  readonly subjects: readonly string[];
  readonly rows: readonly ComparedRow[];
}
export interface ComparedRow {
  readonly aspect: string;
  /** One for each subject, in their order. */
  readonly cells: readonly ComparedCell[];
}
export interface ComparedCell {
  readonly text: string;
  /** Indexes into `Answer.citations`; none where the text says that the source doesn't tell. */
  readonly citations: readonly number[];
}
