// What is wrong with a page that was to be read → one line for whoever gave it.

export class SourceError extends Error {
  /** In how many milliseconds the other side wants to be asked again at the earliest. */
  readonly retryAfter: number | undefined;

  constructor(message: string, { retryAfter, cause }: { readonly retryAfter?: number | undefined; readonly cause?: unknown } = {}) {
    super(message, { cause });
    this.name = "SourceError";
    this.retryAfter = retryAfter;
  }
}
