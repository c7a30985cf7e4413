// A file → Database on SQLite: one connection; rows that come within one turn of the event loop share a transaction.
import { Kysely, sql } from "kysely";
import type { Config } from "../config.js";
import { type Database, defer, enqueue, type Job, made, type Row, type Statement, type Value, valuesOf } from "./database.js";
import { upgrade, VERSION_TABLE } from "./migrations.js";
import type { Tables } from "./schema.js";
import { type Connection, isBusy, openConnection } from "./sqlite-driver.js";
import { makeFile, unusable, watchFile } from "./sqlite-file.js";
import { AGAIN, patiently, pause, sqliteDialect } from "./sqlite-kysely.js";

/**
 * How long SQLite itself waits for another process that writes, in milliseconds: nothing else runs meanwhile. What takes longer
 * is tried again later. At a start nobody is kept waiting.
 */
const BUSY = 10;
const BUSY_AT_START = 2_000;
const NOW = "cast(unixepoch('now', 'subsec') * 1000 as integer)";
/**
 * Pages of the log that are written back at a commit, 12 µs each: while many ask, seldom, since a page that is written often goes
 * back once; while rows are deleted, as many as take a few milliseconds. What few ask is written back every second.
 */
const PAGES = 4_000;
const PAGES_GENTLY = 200;
const WRITE_BACK = 1_000;
const PRAGMAS = ["journal_mode = WAL", "secure_delete = ON", "temp_store = MEMORY", "cache_size = -32000"];

type Step = (values: readonly Value[], at: { readonly now: number }) => unknown;

export async function openSqlite(path: string, synchronous: Config["synchronous"]): Promise<Database> {
  makeFile(path);
  const db = await openConnection(path);
  try {
    waitFor(db, BUSY_AT_START);
    for (const pragma of [...PRAGMAS, `synchronous = ${synchronous}`, `wal_autocheckpoint = ${PAGES}`]) db.exec(`pragma ${pragma}`);
  } catch (error) {
    db.close();
    throw unusable(path, error);
  }
  return createDatabase(db, path);
}

const waitFor = (db: Connection, milliseconds: number): void => db.exec(`pragma busy_timeout = ${milliseconds}`);

function createDatabase(db: Connection, path: string): Database {
  const file = watchFile(path);
  const { run, emptied, wrote } = createQueue(db, file.check);
  const timer = setInterval(() => {
    if (wrote()) checkpoint(db, "PASSIVE");
  }, WRITE_BACK).unref();
  const dataVersion = db.prepare("pragma data_version");
  return {
    dialect: "sqlite",
    migrate: async () => {
      waitFor(db, BUSY_AT_START);
      inTransaction(db, () => migrate(db));
      waitFor(db, BUSY);
    },
    kysely: new Kysely<Tables>({ dialect: sqliteDialect(db) }),
    now: sql.raw(NOW),
    client: undefined,
    written: () => dataVersion.get([])?.data_version as number,
    run,
    unusable: (error) => unusable(path, error),
    // where somebody reads an older state, as much as can be is done at once, and the rest the next time
    scrub: async () => checkpoint(db, "TRUNCATE"),
    gently: async (work) => {
      db.exec(`pragma wal_autocheckpoint = ${PAGES_GENTLY}`);
      return work().finally(() => db.exec(`pragma wal_autocheckpoint = ${PAGES}`));
    },
    check: async () => file.look(),
    close: async () => {
      await emptied();
      clearInterval(timer);
      db.close();
    },
  };
}

/** Waits for nobody. */
function checkpoint(db: Connection, mode: "PASSIVE" | "TRUNCATE"): void {
  try {
    waitFor(db, 0);
    db.exec(`pragma wal_checkpoint(${mode})`);
  } catch {
    // a full disk, say: whoever writes is told
  } finally {
    waitFor(db, BUSY);
  }
}

function inTransaction(db: Connection, work: () => void): void {
  db.exec("begin immediate");
  try {
    work();
    db.exec("commit");
  } catch (error) {
    rollback(db);
    throw error;
  }
}

/** A full disk has ended the transaction already. */
function rollback(db: Connection): void {
  try {
    db.exec("rollback");
  } catch {
    // no transaction, nothing to take back
  }
}

function migrate(db: Connection): void {
  db.exec(VERSION_TABLE);
  const read = (table: string): number => Number(db.prepare(`select version from ${table}`).get([])?.version ?? 0);
  const needs = read("schema_version");
  const there = db.prepare("select 1 from sqlite_master where name = 'schema_level'").get([]) !== undefined;
  for (const text of upgrade(there ? read("schema_level") : needs, "sqlite", needs)) db.exec(text);
}

/** `check` throws where what is written would be lost. */
function createQueue(db: Connection, check: () => void) {
  const [begin, commit] = [db.prepare("begin immediate"), db.prepare("commit")];
  const prepared = new Map<Statement, readonly Step[]>();
  const queue: Job[] = [];
  /** When the next transaction begins: at once, in a while, or not at all. */
  let next: NodeJS.Immediate | NodeJS.Timeout | undefined;
  let soon = false;
  let written = false;

  function prepare(of: Statement): readonly Step[] {
    const found = prepared.get(of);
    if (found !== undefined) return found;
    const input = `with r(${of.names.join(", ")}) as (values (${of.names.map(() => "?").join(", ")}))`;
    const steps = of.sql.map((text): Step => {
      const one = db.prepare(`${input} ${text.replaceAll("{now}", "@now")}`);
      // a name that a statement doesn't have is an error
      return text.includes("{now}") ? (values, at) => one.get(values, at) : (values) => one.get(values);
    });
    prepared.set(of, steps);
    return steps;
  }

  function execute(statement: Statement, values: readonly Value[]): unknown {
    let result: unknown;
    const at = { now: Date.now() };
    for (const step of prepare(statement)) result = step(values, at);
    return result;
  }

  function flush(): void {
    soon = false;
    next = undefined;
    // all of them first: between two writes, sealing takes 20 µs in place of 16
    const jobs = made(queue.splice(0));
    const results: unknown[] = [];
    try {
      check();
      begin.get([]);
      for (const job of jobs) results.push(execute(job.statement, job.values()));
      commit.get([]);
      written = true;
    } catch (error) {
      rollback(db);
      soon = defer(queue, jobs, error, isBusy(error));
      if (soon) next = setTimeout(flush, AGAIN);
      return;
    }
    jobs.forEach(({ resolve }, i) => {
      resolve(results[i]);
    });
  }

  function write(of: Statement, row: Row | (() => Row)): Promise<never | undefined> {
    const result = enqueue<never>(queue, of, row);
    if (of.waits > 0) next ??= setTimeout(flush, of.waits);
    else if (!soon) {
      clearTimeout(next as NodeJS.Timeout | undefined);
      soon = true;
      next = setImmediate(flush);
    }
    return result;
  }

  /** At once, and without a transaction of its own. */
  async function read(of: Statement, row: Row | (() => Row)): Promise<never | undefined> {
    const values = valuesOf(of, typeof row === "function" ? row() : row);
    return (await patiently(() => execute(of, values), of.patience)) as never | undefined;
  }

  return {
    run: ((of, row) => (of.reads ? read(of, row) : write(of, row))) as Database["run"],
    /** Whether anything was written since it was last asked. */
    wrote: () => {
      const before = written;
      written = false;
      return before;
    },
    emptied: async () => {
      while (queue.length > 0) await pause(AGAIN);
    },
  };
}
