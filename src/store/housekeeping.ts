// What has its age → overwritten and deleted: texts after half an hour, the rest once a day; each time by one instance.
import { type RawBuilder, sql } from "kysely";
import type { Log } from "../log.js";
import { type Database, statement } from "./database.js";
import { SILENCE, type Whole } from "./dialogue.js";
import type { Keyring } from "./keys.js";
import { redact } from "./redact.js";
import { reseal } from "./rotation.js";
import type { Turn } from "./store.js";

const DAY = 24 * 3_600_000;
/** How often texts are looked for whose time is over. */
const SWEEP = 20_000;
/** Rows of one statement: none of them holds up a question for long. */
const ROWS = 500;
/** Without an answer after two days, nobody waits for one. */
const GIVEN_UP = 2 * DAY;

/** What is left of a question that was not answered or was marked unhelpful. */
export type Rest = Pick<Turn, "question" | "intent" | "subjects">;

const SETTLE = statement("settle", { key: "bytes", value: "bytes" }, [
  "update answer set settled = 1, value = r.value from r where answer.key = r.key and answer.settled = 0",
]);

type Aged = "work" | "conversation" | "answer" | "feedback" | "place" | "language" | "once";

export interface Housekeeping {
  /** Overwrites texts whose time is over. */
  sweep(): Promise<void>;
  /** Deletes what is older than it may become. */
  expire(): Promise<void>;
  stop(): Promise<void>;
}

interface Parts {
  readonly database: Database;
  readonly ring: Keyring;
  readonly log: Log;
  readonly retentionDays: number;
}

export function createHousekeeping({ database, ring, log, retentionDays }: Parts): Housekeeping {
  const { kysely, now } = database;
  const ago = (span: number): RawBuilder<number> => sql<number>`${now} - ${sql.lit(span)}`;

  /** True for one instance, once in `every` milliseconds. */
  async function claim(name: string, every: number): Promise<boolean> {
    const row = await kysely
      .insertInto("job")
      .values({ name, at: now })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ at: now }).where("job.at", "<=", ago(every)))
      .returning("name")
      .executeTakeFirst();
    return row !== undefined;
  }

  function restOf(row: { key: Buffer; value: Buffer; kind: string; verdict: string | null }): Buffer | null {
    if (row.kind !== "unknown" && row.verdict !== "unhelpful") return null;
    try {
      const { question, intent, subjects } = (ring.open(row.value, row.key) as Whole).last;
      return ring.seal({ question: redact(question), intent, subjects } satisfies Rest, row.key);
    } catch (error) {
      log.error({ err: error }, "a text can't be read, and is dropped");
      return null;
    }
  }

  async function settle(): Promise<number> {
    const rows = await kysely
      .selectFrom("answer")
      .leftJoin("feedback", (join) => join.onRef("feedback.answer", "=", "answer.key").on("feedback.verdict", "=", "unhelpful"))
      .select(["answer.key", "answer.value", "answer.kind", "feedback.verdict"])
      .where("answer.settled", "=", 0)
      .where("answer.at", "<=", ago(SILENCE))
      .limit(ROWS)
      .execute();
    const done = rows.map((row) => database.run(SETTLE, { key: row.key, value: restOf({ ...row, value: row.value as Buffer }) }));
    await Promise.all(done);
    return rows.length;
  }

  /** Tells how many rows went. */
  async function remove(table: Aged, age: number, only = sql`1 = 1`): Promise<number> {
    const at = sql.ref(table === "work" ? "since" : "at");
    for (let all = 0; ; ) {
      const old = sql`select key from ${sql.table(table)} where ${at} <= ${ago(age)} and ${only} limit ${sql.lit(ROWS)}`;
      const { numAffectedRows } = await sql`delete from ${sql.table(table)} where key in (${old})`.execute(kysely);
      const rows = Number(numAffectedRows ?? 0);
      all += rows;
      if (rows < ROWS) return all;
    }
  }

  async function sweep(): Promise<void> {
    while ((await settle()) === ROWS);
    await remove("conversation", SILENCE);
    // of works that were answered meanwhile, too
    await database.scrub();
  }

  async function expire(): Promise<void> {
    await remove("work", DAY, sql`done = 1`);
    const lost = await remove("work", GIVEN_UP);
    if (lost > 0) log.error({ works: lost }, "works that nobody could answer were given up");
    // those that are open are settled first
    await remove("answer", retentionDays * DAY, sql`settled = 1`);
    for (const table of ["feedback", "place", "language", "once"] as const) await remove(table, retentionDays * DAY);
    await database.scrub();
  }

  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  async function round(first: boolean): Promise<void> {
    try {
      if (await claim("sweep", SWEEP / 2)) await sweep();
      if (await claim("daily", DAY)) await expire();
      if (first && ring.older) await reseal(database, ring, log);
    } catch (error) {
      log.error({ err: error }, "what has its age can't be deleted");
    }
    if (!stopped) timer = setTimeout(begin, SWEEP, false).unref();
  }
  let under = Promise.resolve();
  const begin = (first: boolean): void => {
    under = round(first);
  };
  begin(true);

  return {
    sweep,
    expire,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await under;
    },
  };
}
