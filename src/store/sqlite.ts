// A file → Database on SQLite: one connection, in a process of which there may be several on the same file.
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import type { Config } from "../config.js";
import { removeCopies } from "./backup.js";
import { createKyselys, createUnderWay, type Database, PATIENT } from "./database.js";
import { migrate } from "./migrations.js";
import { type Connection, isBusy, openConnection } from "./sqlite-driver.js";
import { makeFile, unusable, watchFile } from "./sqlite-file.js";
import { sqliteDialects } from "./sqlite-kysely.js";

/**
 * How long SQLite itself waits for another process's write, in milliseconds, which blocks the event loop: longer waits are
 * retried later. At a start nothing else is blocked.
 */
const BUSY = 10;
const BUSY_AT_START = 2_000;
const NOW = "cast(unixepoch('now', 'subsec') * 1000 as integer)";
const PRAGMAS = ["journal_mode = WAL", "secure_delete = ON", "temp_store = MEMORY", "cache_size = -32000"];

export async function openSqlite(path: string, synchronous: Config["synchronous"]): Promise<Database> {
  makeFile(path);
  const db = await openConnection(path);
  try {
    waitFor(db, BUSY_AT_START);
    for (const pragma of [...PRAGMAS, `synchronous = ${synchronous}`]) db.exec(`pragma ${pragma}`);
    waitFor(db, BUSY);
  } catch (error) {
    db.close();
    throw unusable(path, error);
  }
  return createDatabase(db, path);
}

const waitFor = (db: Connection, milliseconds: number): void => db.exec(`pragma busy_timeout = ${milliseconds}`);

function createDatabase(db: Connection, path: string): Database {
  const file = watchFile(path);
  const underWay = createUnderWay();
  const kyselyOf = createKyselys(sqliteDialects(db));
  const kysely = kyselyOf(PATIENT);
  return {
    dialect: "sqlite",
    migrate: () => migrate(kysely, { dialect: "sqlite", path, isPassing: isBusy, unusable: (error) => unusable(path, error) }),
    kysely,
    now: sql.raw(NOW),
    within: (patience, work) =>
      underWay.follow(
        (async () => {
          file.check();
          const result = await work(kyselyOf(patience));
          // SQLite answers at once: whoever asks again and again would leave nobody else a turn
          await nextTurn();
          return result;
        })(),
      ),
    client: undefined,
    // while another reader uses an older state this does what it can, and the rest next time
    scrub: async () => emptyLog(db),
    removeCopies: () => removeCopies(path),
    unusable: (error) => unusable(path, error),
    check: async () => file.look(),
    close: async () => {
      await underWay.over();
      db.close();
    },
  };
}

/** Doesn't wait for readers. */
function emptyLog(db: Connection): void {
  try {
    waitFor(db, 0);
    db.exec("pragma wal_checkpoint(TRUNCATE)");
  } catch {
    // such as a full disk, which the next write reports
  } finally {
    waitFor(db, BUSY);
  }
}
