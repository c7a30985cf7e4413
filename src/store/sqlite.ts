// A file → Database on SQLite: one connection; rows that come within one turn of the event loop share a transaction.
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import type { Config } from "../config.js";
import { type Database, defer, enqueue, type Job, made, type Row, type Statement, type Value, valuesOf } from "./database.js";
import { upgrade, VERSION_TABLE } from "./migrations.js";
import type { Tables } from "./schema.js";

/** How long a write waits for another process that writes, in milliseconds; it holds up this one. */
const BUSY = 2_000;
const AGAIN = 25;
const NOW = "cast(unixepoch('now', 'subsec') * 1000 as integer)";

type Step = (values: readonly Value[], at: { readonly now: number }) => unknown;

interface Prepared {
  readonly steps: readonly Step[];
  /** Nothing is written: no transaction is waited for. */
  readonly reads: boolean;
}

export function openSqlite(path: string, synchronous: Config["synchronous"]): Database {
  if (path !== ":memory:") {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, "a", 0o600));
  }
  const db = new Sqlite(path, { timeout: BUSY });
  for (const pragma of [
    "journal_mode = WAL",
    `synchronous = ${synchronous}`,
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_size = -32000",
    "wal_autocheckpoint = 4000",
  ])
    db.pragma(pragma);
  const [begin, commit, rollback] = ["begin immediate", "commit", "rollback"].map((text) => db.prepare(text)) as Sqlite.Statement[];
  const dataVersion = db.prepare("pragma data_version").pluck();
  const prepared = new Map<Statement, Prepared>();
  const queue: Job[] = [];
  /** When the next transaction begins: at once, in a while, or not at all. */
  let next: NodeJS.Immediate | NodeJS.Timeout | undefined;
  let soon = false;

  function prepare(of: Statement): Prepared {
    const found = prepared.get(of);
    if (found !== undefined) return found;
    const input = `with r(${of.names.join(", ")}) as (values (${of.names.map(() => "?").join(", ")}))`;
    const all = of.sql.map((text) => db.prepare(`${input} ${text.replaceAll("{now}", "@now")}`));
    const steps = all.map((one): Step => (one.reader ? (values, at) => one.get(values, at) : (values, at) => one.run(values, at)));
    const made = { steps, reads: all.every((one) => one.readonly) };
    prepared.set(of, made);
    return made;
  }

  function execute(statement: Statement, values: readonly Value[]): unknown {
    let result: unknown;
    const at = { now: Date.now() };
    for (const step of prepare(statement).steps) result = step(values, at);
    return result;
  }

  /** At once, and without a transaction of its own. */
  async function read<Result>(statement: Statement, row: Row | (() => Row)): Promise<Result | undefined> {
    return execute(statement, valuesOf(statement, typeof row === "function" ? row() : row)) as Result | undefined;
  }

  function flush(): void {
    soon = false;
    next = undefined;
    // all of them first: between two writes, sealing takes 20 µs in place of 16
    const jobs = made(queue.splice(0));
    const results: unknown[] = [];
    try {
      begin?.run();
      for (const job of jobs) results.push(execute(job.statement, job.values()));
      commit?.run();
    } catch (error) {
      if (db.inTransaction) rollback?.run();
      soon = defer(queue, jobs, error, isBusy(error));
      if (soon) next = setTimeout(flush, AGAIN);
      return;
    }
    jobs.forEach(({ resolve }, i) => {
      resolve(results[i]);
    });
  }

  function migrate(): void {
    db.exec(VERSION_TABLE);
    const row = db.prepare("select version from schema_version").get() as { version: number } | undefined;
    for (const text of upgrade(row?.version ?? 0, "sqlite")) db.exec(text);
  }

  return {
    dialect: "sqlite",
    migrate: async () => db.transaction(migrate).immediate(),
    kysely: new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) }),
    now: sql.raw(NOW),
    client: undefined,
    written: () => dataVersion.get() as number,
    run: (of, row) => {
      if (prepare(of).reads) return read(of, row);
      const result = enqueue<never>(queue, of, row);
      if (of.waits > 0) next ??= setTimeout(flush, of.waits);
      else if (!soon) {
        clearTimeout(next as NodeJS.Timeout | undefined);
        soon = true;
        next = setImmediate(flush);
      }
      return result;
    },
    scrub: async () => void db.pragma("wal_checkpoint(TRUNCATE)"),
    close: async () => {
      while (queue.length > 0) await new Promise((resolve) => setTimeout(resolve, AGAIN));
      db.close();
    },
  };
}

const isBusy = (error: unknown): boolean => error instanceof Error && "code" in error && `${error.code}`.startsWith("SQLITE_BUSY");
