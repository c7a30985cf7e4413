// A connection to SQLite → Kysely's dialect: what another process's write holds up is asked again, and the event loop goes on meanwhile.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Value } from "./database.js";
import { type Connection, isBusy } from "./sqlite-driver.js";

/** Between two tries, in milliseconds. */
export const AGAIN = 25;
/** How long a query is tried again, in milliseconds. */
const PATIENT = 10_000;

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Until the other process has written. Throws what `work` throws where that isn't it, or where it takes longer than `patience`. */
export async function patiently<T>(work: () => T, patience: number): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || Date.now() >= until) throw error;
    }
    await pause(AGAIN);
  }
}

export function sqliteDialect(db: Connection): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, changes } = await patiently(() => db.prepare(sql).all(parameters as readonly Value[]), PATIENT);
      return { rows: rows as readonly R[] as R[], numAffectedRows: BigInt(changes) };
    },
    streamQuery: () => {
      throw new Error("rows are read as a whole");
    },
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driverOf(connection),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** The connection is shared with statements that know nothing of Kysely's transactions: there are none. */
function driverOf(connection: DatabaseConnection): Driver {
  const refused = async (): Promise<never> => {
    throw new Error("a transaction would take in what others write at the same time");
  };
  const nothing = async (): Promise<void> => undefined;
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: refused,
    commitTransaction: refused,
    rollbackTransaction: refused,
    releaseConnection: nothing,
    destroy: nothing,
  };
}
