// What a look at a page comes to. Apart from look.ts, so that a server that watches nothing loads nothing that reads pages.

/** What the publisher's server says to know the page by again. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly modified?: string | undefined;
}

/** A fact whose quote stands no more as it did. */
export interface FactChange {
  readonly fact: string;
  readonly old: string;
  /** Null where the sentence is gone. */
  readonly new: string | null;
  /** The publisher mended what is mended in what readers see anyway: they read it as it now stands. */
  readonly mended?: true | undefined;
}

export const STATUSES = ["unchanged", "changed", "moved", "gone", "different", "failed"] as const;
export type Status = (typeof STATUSES)[number];

export interface Look {
  readonly status: Status;
  readonly facts: readonly FactChange[];
  /** How many other sentences are altered, gone or new, and how many facts stand under another heading. */
  readonly others: { readonly altered: number; readonly gone: number; readonly added: number; readonly elsewhere: number };
  /** Where the page stands now, of one that moved; what went wrong, of one that failed. */
  readonly to?: string | undefined;
  readonly message?: string | undefined;
  readonly retryAfter?: number | undefined;
  /** A hash of what the page says; null where it wasn't read. */
  readonly page: string | null;
  readonly validators: Validators;
}

/** What was known of the page before: it is asked for again only if it is another one by now. */
export type Before = Pick<Look, "validators" | "page" | "facts" | "others">;
