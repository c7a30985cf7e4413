// One way to run a statement for one row, whatever the database: rows that come at the same time share a transaction or a query.
import type { Kysely, RawBuilder } from "kysely";
import type { Dialect } from "./migrations.js";
import type { Tables } from "./schema.js";

export type Value = Buffer | string | number | null;
export type Type = "bytes" | "text" | "integer";

/**
 * SQL that reads its input from a table `r` with these columns, and says `{now}` where it means the database's clock. The
 * first column is the key: rows under the same key run one after the other, and what is returned has it as `key`.
 */
export interface Statement<Column extends string = string> {
  readonly name: string;
  readonly columns: Readonly<Record<Column, Type>>;
  /** Of the columns, in their order. */
  readonly names: readonly Column[];
  /** All in one transaction; the last one returns. */
  readonly sql: readonly string[];
  /** How long whoever asks waits at most, in milliseconds; until then it is tried again. All statements may run twice. */
  readonly patience: number;
  /** Nothing is written. */
  readonly reads: boolean;
  /** How long it may wait for others to share a transaction with, in milliseconds. */
  readonly waits: number;
}

export type Row<Column extends string = string> = Readonly<Record<Column, Value>>;

export interface Database {
  readonly dialect: Dialect;
  /** To the schema of this program; safe when several do it at once. */
  migrate(): Promise<void>;
  /** For what isn't asked at every message. On SQLite never in a transaction: it would hold the one connection. */
  readonly kysely: Kysely<Tables>;
  /** Milliseconds since 1970, by the database's clock. */
  readonly now: RawBuilder<number>;
  /** A row that is dear to make comes as a function, and is made with others just before it is written: sealing takes 22 µs then, 34 alone. */
  run<Result, Column extends string>(statement: Statement<Column>, row: Row<Column> | (() => Row<Column>)): Promise<Result | undefined>;
  /** A number that is another one after somebody else wrote to the database; undefined where that can't be told. */
  readonly written: (() => number) | undefined;
  /** PostgreSQL's own client, for what brings its SQL along. */
  readonly client: { readonly query: (query: { name?: string; text: string; values?: unknown[] }) => Promise<unknown> } | undefined;
  /** Leaves nothing in the database's log of what was overwritten. */
  scrub(): Promise<void>;
  /** Runs work that writes much, so that nobody waits long for it. */
  gently<T>(work: () => Promise<T>): Promise<T>;
  /** An error of opening as it is thrown on: a `ConfigError` where no waiting mends it. */
  unusable(error: unknown): unknown;
  /** Throws where what is written would not be found again. */
  check(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Long enough for a database to be restarted. */
const PATIENT = 10_000;

export function statement<const Column extends string>(
  name: string,
  columns: Readonly<Record<Column, Type>>,
  sql: readonly string[],
  { patience = PATIENT, waits = 0 }: { readonly patience?: number; readonly waits?: number } = {},
): Statement<Column> {
  const reads = sql.every((text) => /^\s*select\b/i.test(text));
  return { name, columns, names: Object.keys(columns) as Column[], sql, patience, reads, waits };
}

/** A row that waits for its statement to run. */
export interface Job {
  readonly statement: Statement;
  /** The same at every try. */
  readonly values: () => readonly Value[];
  readonly until: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Whoever asked has been told. */
  over: boolean;
}

export const valuesOf = ({ names }: Statement, row: Row): Value[] => names.map((name) => row[name] as Value);

/**
 * A row as a job in `queue`, and the promise of what it returns. `strictly`: whoever asks is told when the statement's patience is
 * over, whatever has become of the row; else when it has failed.
 */
export function enqueue<Result>(queue: Job[], of: Statement, row: Row | (() => Row), strictly = false): Promise<Result | undefined> {
  let made: readonly Value[] | undefined;
  const values = (): readonly Value[] => {
    made ??= valuesOf(of, typeof row === "function" ? row() : row);
    return made;
  };
  return new Promise((resolve, reject) => {
    const tell = (how: () => void): void => {
      clearTimeout(timer);
      job.over = true;
      how();
    };
    const job: Job = {
      statement: of,
      values,
      until: Date.now() + of.patience,
      resolve: (result) => tell(() => resolve(result as Result)),
      reject: (error) => tell(() => reject(error)),
      over: false,
    };
    const timer = strictly ? late(of.patience, () => job.reject(new Late(of.patience))) : undefined;
    queue.push(job);
  });
}

/** The database has no answer in time. What was asked may be done all the same. */
export class Late extends Error {
  constructor(limit: number) {
    super(`no answer of the database within ${limit / 1000} s`);
    this.name = "Late";
  }
}

/** After so many milliseconds, and what has arrived by then is read first: a busy process isn't a silent database. */
const late = (limit: number, then: () => void): NodeJS.Timeout => setTimeout(() => setImmediate(then), limit);

export async function atMost<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = late(limit, () => reject(new Late(limit)));
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** The jobs that somebody waits for and whose rows can be made; whoever asked for another is told. */
export function made(jobs: readonly Job[]): Job[] {
  return jobs.filter((job) => {
    if (job.over) return false;
    try {
      job.values();
      return true;
    } catch (error) {
      job.reject(error);
      return false;
    }
  });
}

/** After a failure: jobs with patience left go back to the head of the queue, the others are told. True if any is left. */
export function defer(queue: Job[], jobs: readonly Job[], error: unknown, passing: boolean): boolean {
  const patient = passing ? jobs.filter(({ until, over }) => !over && until > Date.now()) : [];
  for (const job of jobs) if (!patient.includes(job)) job.reject(error);
  queue.unshift(...patient);
  return patient.length > 0;
}
