// An address → connections to PostgreSQL, directly or through a pooler such as PgBouncer.
import { Semaphore } from "async-mutex";
import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import type { Log } from "../log.js";
import { isPassing } from "./postgres-errors.js";

/** A connection that isn't there after this counts as failed; a query without an answer, too. In milliseconds. */
const CONNECT = 2_000;
export const QUERY = 4_000;
/** Default number of connections. */
export const CONNECTIONS = 10;
/** What is asked often is asked by key. While the tables are small, PostgreSQL would rather read all of them. */
const BY_KEY = "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";

export interface Connections {
  readonly pool: pg.Pool;
  /** The same pool for Kysely: a query that has no answer within so many milliseconds has failed, and its connection with it. */
  within(limit: number): PostgresPool;
  /** Of which there are as many as connections: who waits for one doesn't wait for the database. */
  readonly places: Semaphore;
  /** Behind a pooler: opens all connections at once, and then uses no more than it got. */
  measure(): Promise<void>;
}

export function openConnections(url: string, connections: number, log: Log): Connections {
  let shared = false;
  const places = new Semaphore(connections);
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT,
    query_timeout: QUERY,
    keepAlive: true,
    application_name: "forumbot",
    onConnect: async (client) => {
      try {
        if (await isOwn(client)) await client.query(BY_KEY);
        else if (!shared) {
          shared = true;
          log.info("a pool stands before PostgreSQL: nothing is set for longer than a statement");
        }
      } catch (error) {
        // fail waiting callers now, not when the server closes the connection
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
        throw error;
      }
    },
    // counts and times fit a double: parse bigint as a number, not as text
    types: { getTypeParser: (id, format) => (id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format as "text")) },
  });
  // the pool listens only to idle connections: without this, one that breaks during a query ends the process
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (error) => log.warn({ err: error }, "a connection to the database was lost"));
  return {
    pool,
    places,
    within: (limit) => ({ connect: async () => leased(await pool.connect(), limit), end: async () => undefined }),
    measure: async () => {
      if (!shared) return;
      const tried = await Promise.allSettled(Array.from({ length: connections }, () => pool.connect()));
      const came = tried.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      for (const client of came) client.release();
      if (came.length === 0 || came.length === connections) return;
      pool.options.max = came.length;
      places.setValue(came.length);
      log.warn(
        { wanted: connections, connections: came.length },
        "the pool before PostgreSQL gives fewer connections than DATABASE_CONNECTIONS",
      );
    },
  };
}

/** A connection while Kysely has it: one that broke, or hangs, isn't given to anybody else. */
function leased(client: pg.PoolClient, limit: number): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, values: readonly unknown[]) => {
    const config: pg.QueryConfig & { query_timeout: number } = { text, values: [...values], query_timeout: limit };
    try {
      return await client.query(config);
    } catch (error) {
      broken ||= isPassing(error);
      throw error;
    }
  };
  // Kysely's other way to call it is for cursors: there are none
  return { query: query as unknown as PostgresPoolClient["query"], release: () => client.release(broken) };
}

/**
 * Whether the connection has a server process of its own. A pooler reports a process that doesn't exist, since it may give
 * each transaction another one: settings and prepared statements then belong to another connection, or are gone.
 */
async function isOwn(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>({
    text: "select pg_backend_pid() as pid",
    query_timeout: CONNECT,
  } as pg.QueryConfig);
  return rows[0]?.pid === (client as unknown as { processID: number | null }).processID;
}
