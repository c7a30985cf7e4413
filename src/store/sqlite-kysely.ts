// A connection to SQLite → Kysely's dialect: queries blocked by another process's write are retried without blocking the event loop.
import { setTimeout as sleep } from "node:timers/promises";
import { Mutex } from "async-mutex";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { LRUCache } from "lru-cache";
import type { Value } from "./database.js";
import { type Connection, isBusy, type Prepared } from "./sqlite-driver.js";

/** Pause between two tries, in milliseconds. */
const AGAIN = 25;
/** Statements that stay prepared. */
const PREPARED = 200;

/** Retries until the other process has written. Throws other errors of `work`, or that one after `patience` milliseconds. */
async function patiently<T>(patience: number, work: () => T | Promise<T>): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || Date.now() >= until) throw error;
    }
    await sleep(AGAIN);
  }
}

/** Dialects for queries of different patience, on one connection. While a transaction is open, nobody else's query gets into it. */
export function sqliteDialects(db: Connection): (patience: number) => Dialect {
  const transaction = new Mutex();
  const prepared = new LRUCache<string, Prepared>({ max: PREPARED, memoMethod: (sql) => db.prepare(sql) });
  return (patience) => ({
    createAdapter: () => new Adapter(),
    createDriver: () => createDriver({ db, transaction, prepared, patience }),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  });
}

/** With it, Kysely's Migrator does all it has to do in one transaction. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

interface Shared {
  readonly db: Connection;
  /** Held while one is open. */
  readonly transaction: Mutex;
  readonly prepared: LRUCache<string, Prepared>;
  readonly patience: number;
}

/** What one caller of Kysely has of the connection. */
interface Session extends DatabaseConnection {
  begin(): Promise<void>;
  end(how: "commit" | "rollback"): void;
}

function createDriver(shared: Shared): Driver {
  const sessions = new WeakMap<DatabaseConnection, Session>();
  const of = (connection: DatabaseConnection): Session => sessions.get(connection) as Session;
  const nothing = async (): Promise<void> => undefined;
  return {
    init: nothing,
    destroy: nothing,
    acquireConnection: async () => {
      const session = createSession(shared);
      sessions.set(session, session);
      return session;
    },
    releaseConnection: nothing,
    beginTransaction: (connection) => of(connection).begin(),
    commitTransaction: async (connection) => of(connection).end("commit"),
    rollbackTransaction: async (connection) => of(connection).end("rollback"),
  };
}

function createSession({ db, transaction, prepared, patience }: Shared): Session {
  let release: (() => void) | undefined;
  const run = ({ sql, parameters }: CompiledQuery) => prepared.memo(sql).all(parameters as readonly Value[]);
  const rollback = (): void => {
    try {
      db.exec("rollback");
    } catch {
      // a full disk has ended it already
    }
  };
  return {
    async executeQuery<Row>(query: CompiledQuery) {
      const { rows, changes } =
        release === undefined
          ? await patiently(patience, async () => {
              while (transaction.isLocked()) await transaction.waitForUnlock();
              return run(query);
            })
          : run(query);
      return { rows: rows as readonly unknown[] as Row[], numAffectedRows: BigInt(changes) };
    },
    streamQuery: () => {
      throw new Error("rows are read as a whole");
    },
    begin: () =>
      patiently(patience, async () => {
        const free = await transaction.acquire();
        try {
          // by another process's transaction it is held up here, and not in the middle
          db.exec("begin immediate");
          release = free;
        } catch (error) {
          free();
          throw error;
        }
      }),
    end: (how) => {
      if (release === undefined) return;
      try {
        if (how === "commit") db.exec("commit");
        else rollback();
      } catch (error) {
        rollback();
        throw error;
      } finally {
        release();
        release = undefined;
      }
    },
  };
}
