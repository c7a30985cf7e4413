// An address → Database on PostgreSQL: while a statement is under way, the rows that come for it gather, and go as one query.
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Log } from "../log.js";
import { type Database, defer, enqueue, type Job, made, type Statement, type Type } from "./database.js";
import { upgrade, VERSION_TABLE } from "./migrations.js";
import type { Tables } from "./schema.js";

const CONNECTIONS = 10;
/** A connection that isn't there after this, or a query without an answer, counts as failed; in milliseconds. */
const CONNECT = 2_000;
const QUERY = 10_000;
/** Rows of one query. */
const ROWS = 200;
/** Not `extract`: that gives a numeric, whose arithmetic is done digit by digit. */
const NOW = "(date_part('epoch', clock_timestamp()) * 1000)::bigint";
/**
 * What is asked often is asked by key. A plan that is made while the tables are small reads all of them, and is kept until they
 * are analysed: a mention then took 1.13 ms of the database server's processor in place of 0.43.
 */
const BY_KEY = "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";
const TYPES: Readonly<Record<Type, string>> = { bytes: "bytea", text: "text", integer: "bigint" };
/** The server goes or comes, a connection broke, two queries waited for each other: the same may well succeed a moment later. */
const PASSING = /^(08...|57P0[123]|40001|40P01|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const BROKEN = /connection terminated|timeout exceeded|read timeout|not queryable/i;

export function openPostgres(url: string, log: Log): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT,
    query_timeout: QUERY,
    keepAlive: true,
    application_name: "forumbot",
    onConnect: async (client) => void (await client.query(BY_KEY)),
    // counts and times fit a double: as numbers, not as the text that bigint comes as
    types: { getTypeParser: (id, format) => (id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format as "text")) },
  });
  // the pool listens to idle connections only: without this, one that breaks while it is asked ends the process
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (error) => log.warn({ err: error }, "a connection to the database was lost"));
  const queues = new Map<Statement, { readonly jobs: Job[]; readonly text: string }>();
  const pumping = new Set<Statement>();

  const queueOf = (of: Statement) => {
    const found = queues.get(of) ?? { jobs: [], text: compile(of) };
    queues.set(of, found);
    return found;
  };

  async function pump(of: Statement): Promise<void> {
    const { jobs, text } = queueOf(of);
    for (let pause = 20; jobs.length > 0; ) {
      const batch = next(jobs);
      try {
        const values = Object.keys(of.columns).map((_, i) => batch.map((job) => job.values()[i]));
        const { rows } = await pool.query({ name: of.name, text, values });
        const byKey = new Map(rows.map((row: { key: Buffer }) => [row.key.toString("hex"), row]));
        for (const job of batch) job.resolve(byKey.get(keyOf(job)));
        pause = 20;
      } catch (error) {
        if (!defer(jobs, batch, error, isPassing(error))) continue;
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(2 * pause, 500);
      }
    }
    pumping.delete(of);
  }

  async function migrate(): Promise<void> {
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query("select pg_advisory_xact_lock(hashtext('forumbot'))");
      await client.query(VERSION_TABLE);
      const { rows } = await client.query<{ version: number }>("select version from schema_version");
      for (const text of upgrade(rows[0]?.version ?? 0, "postgres")) await client.query(text);
      await client.query("commit");
      client.release();
    } catch (error) {
      // the connection goes, and the transaction with it
      client.release(true);
      throw error;
    }
  }

  return {
    dialect: "postgres",
    migrate,
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    now: sql.raw(NOW),
    client: pool,
    written: undefined,
    run: (of, row) => {
      const result = enqueue<never>(queueOf(of).jobs, of, row);
      if (!pumping.has(of)) {
        pumping.add(of);
        // rows that come within this turn of the event loop go together
        if (of.waits > 0) setTimeout(() => void pump(of), of.waits);
        else setImmediate(() => void pump(of));
      }
      return result;
    },
    // its log is the server's, and holds sealed texts only
    scrub: async () => undefined,
    check: async () => undefined,
    close: async () => {
      while (pumping.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await pool.end();
    },
  };
}

const keyOf = ({ values }: Job): string => (values()[0] as Buffer).toString("hex");

/** The next rows, each key once and in order: two instances that write the same keys never wait for each other. */
function next(jobs: Job[]): Job[] {
  const batch = new Map<string, Job>();
  const later: Job[] = [];
  for (const job of made(jobs.splice(0))) {
    const key = keyOf(job);
    if (batch.size >= ROWS || batch.has(key)) later.push(job);
    else batch.set(key, job);
  }
  jobs.push(...later);
  return [...batch].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, job]) => job);
}

function compile({ columns, sql: statements }: Statement): string {
  const arrays = Object.values<Type>(columns).map((type, i) => `$${i + 1}::${TYPES[type]}[]`);
  const input = `r as (select * from unnest(${arrays.join(", ")}) as t(${Object.keys(columns).join(", ")}))`;
  const before = statements.slice(0, -1).map((text, i) => `, w${i} as (${text})`);
  return `with ${input}${before.join("")} ${statements.at(-1)}`.replaceAll("{now}", NOW);
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return PASSING.test(`${(error as { code?: unknown }).code ?? ""}`) || BROKEN.test(error.message);
}
