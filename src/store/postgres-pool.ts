// An address → connections to PostgreSQL, through a pool of its own (PgBouncer and its like) or straight to the server.
import pg from "pg";
import type { Log } from "../log.js";

/** A connection that isn't there after this counts as failed; a query without an answer, too, where it says nothing else. In milliseconds. */
const CONNECT = 2_000;
const QUERY = 4_000;
/** As many as are asked for where no setting says so. */
export const CONNECTIONS = 10;
/**
 * What is asked often is asked by key. A plan that is made while the tables are small reads all of them, and is kept with a
 * statement that has a name, until they are analysed: a mention then took 1.13 ms of the database server's processor in place of 0.43.
 */
const BY_KEY = "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";

export interface Query {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
  /** How long its answer may take, in milliseconds. */
  readonly query_timeout?: number;
}

export interface Connections {
  readonly pool: pg.Pool;
  /** A statement keeps its name, and with it its plan, only where a connection stays with one process of the server. */
  query<Row extends object>(query: Query): Promise<Row[]>;
  /** Asks for all connections at once where somebody else shares them out: no more are asked for than came. */
  measure(): Promise<void>;
}

export function openConnections(url: string, connections: number, log: Log): Connections {
  let shared = false;
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
          log.info("a pool stands before PostgreSQL: statements have no names, and nothing is set for longer than one");
        }
      } catch (error) {
        // whoever waits for it is told now, not when the server says goodbye
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
        throw error;
      }
    },
    // counts and times fit a double: as numbers, not as the text that bigint comes as
    types: { getTypeParser: (id, format) => (id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format as "text")) },
  });
  // the pool listens to idle connections only: without this, one that breaks while it is asked ends the process
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (error) => log.warn({ err: error }, "a connection to the database was lost"));
  return {
    pool,
    query: async ({ name, ...query }) => {
      const { rows } = await pool.query(shared || name === undefined ? query : { name, ...query });
      return rows;
    },
    measure: async () => {
      if (!shared) return;
      const tried = await Promise.allSettled(Array.from({ length: connections }, () => pool.connect()));
      const came = tried.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      for (const client of came) client.release();
      if (came.length === 0 || came.length === connections) return;
      pool.options.max = came.length;
      log.warn(
        { wanted: connections, connections: came.length },
        "the pool before PostgreSQL gives fewer connections than DATABASE_CONNECTIONS",
      );
    },
  };
}

/**
 * Whether the connection is to a process of the server that is this connection's alone. A pool tells of a process that there isn't,
 * since it may give each transaction another one: what one sets or prepares is then another's, or gone.
 */
async function isOwn(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>({
    text: "select pg_backend_pid() as pid",
    query_timeout: CONNECT,
  } as pg.QueryConfig);
  return rows[0]?.pid === (client as unknown as { processID: number | null }).processID;
}
