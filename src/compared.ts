// Parts of an answer that platforms draw in their own way, as a table and as links: values, as those in chat.ts.

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

/** Other people's sites, where a refusal sends its reader on: never a source, and said to be none. */
export interface Elsewhere {
  /** "More about X, outside the source". */
  readonly label: string;
  readonly links: readonly { readonly site: string; readonly url: string }[];
}
