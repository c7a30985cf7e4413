// An address → Database on PostgreSQL: while a statement is under way, the rows that come for it gather, and go as one query.
import { Kysely, PostgresDialect, sql } from "kysely";
import type { ClientBase, QueryConfig } from "pg";
import type { Log } from "../log.js";
import { atMost, type Database, defer, enqueue, type Job, Late, made, type Statement, type Type } from "./database.js";
import { upgrade, VERSION_TABLE } from "./migrations.js";
import { isPassing, unusable } from "./postgres-errors.js";
import { CONNECTIONS, type Connections, openConnections } from "./postgres-pool.js";
import type { Tables } from "./schema.js";

/** A query that is under way for longer holds up no others, in milliseconds; and it counts as failed after this, or half its statement's patience. */
const SLOW = 200;
const TRY = 4_000;
/** What isn't counted in time is counted by each instance for itself, and the database isn't asked for a while; in milliseconds. */
const LIMIT = 300;
const ASIDE = 1_000;
/** An index on a table that has grown takes its time, in milliseconds. */
const MIGRATION = 600_000;
/** Rows of one query. */
const ROWS = 200;
/** Not `extract`: that gives a numeric, whose arithmetic is done digit by digit. */
const NOW = "(date_part('epoch', clock_timestamp()) * 1000)::bigint";
const TYPES: Readonly<Record<Type, string>> = { bytes: "bytea", text: "text", integer: "bigint" };

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function openPostgres(url: string, log: Log, wanted = CONNECTIONS): Database {
  const connections = openConnections(url, wanted, log);
  const { pool, query } = connections;
  const { run, emptied } = createLines(connections);

  async function migrate(): Promise<void> {
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query("select pg_advisory_xact_lock(hashtext('forumbot'))");
      // whoever may not create tables may not ask to create one that is there already
      if (!(await isThere(client, "schema_version"))) await client.query(VERSION_TABLE);
      const needs = await versionIn(client, "schema_version");
      const level = (await isThere(client, "schema_level")) ? await versionIn(client, "schema_level") : needs;
      for (const text of upgrade(level, "postgres", needs)) await client.query({ text, query_timeout: MIGRATION } as QueryConfig);
      await client.query("commit");
      client.release();
    } catch (error) {
      // the connection goes, and the transaction with it
      client.release(true);
      throw error;
    }
    await connections.measure();
  }

  return {
    dialect: "postgres",
    migrate,
    kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    now: sql.raw(NOW),
    client: createClient(query),
    written: undefined,
    run,
    unusable,
    // its log is the server's, and holds sealed texts only
    scrub: async () => undefined,
    gently: (work) => work(),
    check: async () => undefined,
    close: async () => {
      await emptied();
      await pool.end();
    },
  };
}

async function isThere(client: ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ name: string | null }>("select to_regclass($1) as name", [table]);
  return rows[0]?.name != null;
}

async function versionIn(client: ClientBase, table: string): Promise<number> {
  const { rows } = await client.query<{ version: number }>(`select version from ${table}`);
  return rows[0]?.version ?? 0;
}

/** For the rate limits. A question is counted twice, for the person and for all: only the first waits for a database that is silent. */
function createClient(query: Connections["query"]): NonNullable<Database["client"]> {
  let aside = 0;
  return {
    query: async (one) => {
      if (Date.now() < aside) throw new Late(LIMIT);
      try {
        return { rows: await atMost(LIMIT, query({ ...one, query_timeout: LIMIT })) };
      } catch (error) {
        aside = Date.now() + ASIDE;
        throw error;
      }
    },
  };
}

/** What waits for a statement, and what of it is under way. */
interface Line {
  readonly of: Statement;
  readonly text: string;
  readonly jobs: Job[];
  /** Of the rows that are under way: others under the same key wait. */
  readonly keys: Set<string>;
  /** A query takes up whatever comes. */
  busy: boolean;
}

function createLines({ query }: Connections) {
  const lines = new Map<Statement, Line>();
  let running = 0;

  const lineOf = (of: Statement): Line => {
    const found = lines.get(of) ?? { of, text: compile(of), jobs: [], keys: new Set<string>(), busy: false };
    lines.set(of, found);
    return found;
  };

  /** What has gathered, query by query, until there is nothing left or one takes long: then the next ones don't wait for it. */
  async function pump(line: Line): Promise<void> {
    running += 1;
    let mine = true;
    for (let wait = 20; mine; ) {
      const batch = next(line);
      if (batch.length === 0) break;
      const slow = setTimeout(() => {
        mine = false;
        begin(line, setImmediate);
      }, SLOW);
      const failed = await ask(line, batch);
      clearTimeout(slow);
      for (const job of batch) line.keys.delete(keyOf(job));
      if (failed === undefined) wait = 20;
      else if (defer(line.jobs, batch, failed.error, isPassing(failed.error))) {
        await pause(wait);
        wait = Math.min(2 * wait, 500);
      }
    }
    running -= 1;
    if (mine) line.busy = false;
    // rows under a key that was under way
    if (!line.busy && line.jobs.length > 0) begin(line, setImmediate);
  }

  async function ask({ of, text, keys }: Line, batch: readonly Job[]): Promise<{ error: unknown } | undefined> {
    for (const job of batch) keys.add(keyOf(job));
    try {
      const values = of.names.map((_, i) => batch.map((job) => job.values()[i]));
      const rows = await query<{ key: Buffer }>({
        name: of.name,
        text,
        values,
        query_timeout: Math.min(TRY, Math.max(LIMIT, of.patience / 2)),
      });
      const byKey = new Map(rows.map((row) => [row.key.toString("hex"), row]));
      for (const job of batch) job.resolve(byKey.get(keyOf(job)));
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  function begin(line: Line, soon: (work: () => void) => void): void {
    line.busy = true;
    soon(() => void pump(line));
  }

  return {
    run: ((of, row) => {
      const line = lineOf(of);
      const result = enqueue<never>(line.jobs, of, row, true);
      // rows that come within this turn of the event loop go together
      if (!line.busy) begin(line, of.waits > 0 ? (work) => void setTimeout(work, of.waits) : setImmediate);
      return result;
    }) as Database["run"],
    emptied: async () => {
      while (running > 0 || [...lines.values()].some(({ jobs }) => jobs.length > 0)) await pause(20);
    },
  };
}

const keyOf = ({ values }: Job): string => (values()[0] as Buffer).toString("hex");

/** The next rows, each key once and in order: two instances that write the same keys never wait for each other. */
function next({ jobs, keys }: Line): Job[] {
  const batch = new Map<string, Job>();
  const later: Job[] = [];
  for (const job of made(jobs.splice(0))) {
    const key = keyOf(job);
    if (batch.size >= ROWS || batch.has(key) || keys.has(key)) later.push(job);
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
