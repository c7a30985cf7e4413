// One way to ask a database, whichever it is: with Kysely, again where that may help, and for no longer than is of use.
import { Kysely, type Dialect as KyselyDialect, type RawBuilder } from "kysely";
import type { Tables } from "./schema.js";

export type Dialect = "sqlite" | "postgres";
export type Value = Buffer | string | number | null;

export interface Database {
  readonly dialect: Dialect;
  /** To the schema of this program; safe when several do it at once. Throws a `ConfigError` where no waiting helps: then nothing has changed. */
  migrate(): Promise<void>;
  /** For what nobody waits for. */
  readonly kysely: Kysely<Tables>;
  /** Milliseconds since 1970, by the database's clock. */
  readonly now: RawBuilder<number>;
  /**
   * Does `work` for whoever waits for it, so many milliseconds at most: where another process writes, or a connection breaks, it is
   * done again until then. So all of it may be done twice, and may be done after it was rejected.
   */
  within<T>(patience: number, work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** PostgreSQL's own client, for libraries with their own SQL. */
  readonly client: { readonly query: (query: { text: string; values?: unknown[] }) => Promise<unknown> } | undefined;
  /** Removes overwritten data from the database's log. */
  scrub(): Promise<void>;
  /** Removes copies that were made before a migration and that nobody came back to. */
  removeCopies(): void;
  /** Translates an error of opening: to a `ConfigError` if waiting doesn't help. */
  unusable(error: unknown): unknown;
  /** Throws if what is written would be lost. */
  check(): Promise<void>;
  /** Waits for statements in progress. */
  close(): Promise<void>;
}

/** How long a write is tried that must not be lost, in milliseconds: long enough for a database to be restarted. */
export const PATIENT = 10_000;

/** Kysely's own, one for each limit: they differ in nothing else. */
export function createKyselys(dialectFor: (limit: number) => KyselyDialect): (limit: number) => Kysely<Tables> {
  const made = new Map<number, Kysely<Tables>>();
  return (limit) => {
    const kysely = made.get(limit) ?? new Kysely<Tables>({ dialect: dialectFor(limit) });
    made.set(limit, kysely);
    return kysely;
  };
}

/** What is under way, so that whoever closes can wait for it. */
export interface UnderWay {
  follow<T>(work: Promise<T>): Promise<T>;
  over(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const all = new Set<Promise<unknown>>();
  return {
    follow: (work) => {
      const settled: Promise<unknown> = work.then(
        () => all.delete(settled),
        () => all.delete(settled),
      );
      all.add(settled);
      return work;
    },
    over: async () => {
      while (all.size > 0) await Promise.all(all);
    },
  };
}
