// An address → Database on PostgreSQL: whoever asks is told in time, and what fails in passing is asked again by another connection.
import { setTimeout as sleep } from "node:timers/promises";
import { withTimeout } from "async-mutex";
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresDriver,
  sql,
  type TransactionSettings,
} from "kysely";
import pTimeout from "p-timeout";
import { backOff } from "../delivery/retry.js";
import type { Log } from "../log.js";
import { createKyselys, createUnderWay, type Database, PATIENT } from "./database.js";
import { migrate } from "./migrations.js";
import { isPassing, unusable } from "./postgres-errors.js";
import { CONNECTIONS, type Connections, openConnections, QUERY } from "./postgres-pool.js";
import type { Tables } from "./schema.js";

/** What isn't counted in time is counted by each instance for itself, and the database isn't asked for a while; in milliseconds. */
const LIMIT = 300;
const ASIDE = 1_000;
/** Time limit of migrations, in milliseconds: an index on a large table is slow. */
const MIGRATION = 600_000;
/** Where many come at once: so long whoever soon needs an answer waits for a connection beforehand, in milliseconds. */
const QUEUED = 900;
/** Between two tries. */
const PAUSES = { first: 20, longest: 500 };
/** Not `extract`, which returns a numeric with slow arithmetic. */
const NOW = "(date_part('epoch', clock_timestamp()) * 1000)::bigint";

export function openPostgres(url: string, log: Log, wanted = CONNECTIONS): Database {
  const connections = openConnections(url, wanted, log);
  const underWay = createUnderWay();
  const kyselyOf = createKyselys((limit) => new PostgresDialect({ pool: connections.within(limit) }));

  async function again<T>(until: number, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!isPassing(error) || Date.now() >= until) throw error;
      }
      await sleep(backOff(attempt, PAUSES));
    }
  }

  async function within<T>(patience: number, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    // there is time for another connection
    const db = kyselyOf(Math.min(QUERY, Math.max(LIMIT, patience / 2)));
    const places = withTimeout(connections.places, patience < 1_000 ? QUEUED : PATIENT);
    const leave = await places.acquire().then(
      ([, release]) => release,
      () => undefined,
    );
    try {
      return await inTime(patience, underWay.follow(again(Date.now() + patience, () => work(db))));
    } finally {
      leave?.();
    }
  }

  return {
    dialect: "postgres",
    migrate: async () => {
      const db = new Kysely<Tables>({ dialect: new MigrationDialect({ pool: connections.within(MIGRATION) }) });
      await migrate(db, { dialect: "postgres", isPassing, unusable });
      await connections.measure();
    },
    kysely: kyselyOf(QUERY),
    now: sql.raw(NOW),
    within: (patience, work) => underWay.follow(within(patience, work)),
    client: createClient(connections),
    unusable,
    // the log is the server's, and has only encrypted texts
    scrub: async () => undefined,
    // whoever runs the server makes them
    removeCopies: () => undefined,
    check: async () => undefined,
    close: async () => {
      await underWay.over();
      await connections.pool.end();
    },
  };
}

/**
 * The lock that Kysely takes for migrations is a connection's; behind a pool, which gives each transaction another connection, it
 * would stay there. This one ends with the transaction.
 */
class MigrationDialect extends PostgresDialect {
  readonly #config: ConstructorParameters<typeof PostgresDialect>[0];
  constructor(config: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(config);
    this.#config = config;
  }
  override createAdapter(): PostgresAdapter {
    return new LockedInTransaction();
  }
  override createDriver(): PostgresDriver {
    return new LockingDriver(this.#config);
  }
}

class LockedInTransaction extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

class LockingDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await super.beginTransaction(connection, settings);
    await connection.executeQuery(CompiledQuery.raw("select pg_advisory_xact_lock(hashtext('forumbot'))"));
  }
}

/** The database has no answer in time. What was asked may be done all the same. */
class Late extends Error {
  constructor(limit: number) {
    super(`no answer of the database within ${limit / 1000} s`);
    this.name = "Late";
  }
}

/** What has arrived by then is read first: a busy process isn't a silent database. */
const customTimers = {
  setTimeout: ((then: () => void, limit: number) => setTimeout(() => setImmediate(then), limit)) as typeof setTimeout,
  clearTimeout,
};
const inTime = <T>(limit: number, work: Promise<T>): Promise<T> => {
  const fallback = (): never => {
    throw new Late(limit);
  };
  return pTimeout(work, { milliseconds: limit, fallback, customTimers });
};

/** For the rate limits. A question is counted for the person and for all: only the first waits for an unresponsive database. */
function createClient({ pool }: Connections): NonNullable<Database["client"]> {
  let aside = 0;
  return {
    query: async ({ text, values }) => {
      if (Date.now() < aside) throw new Late(LIMIT);
      const query = { text, values: values ?? [], query_timeout: LIMIT };
      try {
        return await inTime(LIMIT, pool.query(query));
      } catch (error) {
        aside = Date.now() + ASIDE;
        throw error;
      }
    },
  };
}
