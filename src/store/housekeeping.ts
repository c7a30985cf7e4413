// Deletes expired data: question text after 30 min, the rest daily; one instance at a time.
import { type RawBuilder, sql } from "kysely";
import type { Log } from "../log.js";
import type { Database } from "./database.js";
import { SILENCE, type Whole } from "./dialogue.js";
import type { Keyring } from "./keys.js";
import { createRedact } from "./redact.js";
import { reseal } from "./rotation.js";
import { inSteps } from "./steps.js";
import type { Turn } from "./store.js";

const DAY = 24 * 3_600_000;
/** How often to look for expired texts. */
const SWEEP = 20_000;
/** Without an answer after two days, nobody waits for one. */
const GIVEN_UP = 2 * DAY;

/** What is kept of a question that was not answered or was marked unhelpful. */
export type Rest = Pick<Turn, "question" | "intent" | "subjects">;

export interface Housekeeping {
  /** Overwrites expired texts. */
  sweep(): Promise<void>;
  /** Deletes expired rows. */
  expire(): Promise<void>;
  stop(): Promise<void>;
}

interface Parts {
  readonly database: Database;
  readonly ring: Keyring;
  readonly log: Log;
  readonly retentionDays: number;
  /** Names that aren't people's: those of the bot's subjects. */
  readonly names?: Iterable<string> | undefined;
  /** Resolves when the first round may begin. */
  readonly when?: Promise<void> | undefined;
}

export function createHousekeeping({ database, ring, log, retentionDays, names, when }: Parts): Housekeeping {
  const { kysely, now } = database;
  const redact = createRedact(names);
  const ago = (span: number): RawBuilder<number> => sql<number>`${now} - ${sql.lit(span)}`;

  let stopped = false;
  let end: () => void = () => undefined;
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });

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

  /** At most this many of them; true if there may be more. */
  async function settle(most: number): Promise<boolean> {
    const rows = await kysely
      .selectFrom("answer")
      .leftJoin("feedback", (join) => join.onRef("feedback.answer", "=", "answer.key").on("feedback.verdict", "=", "unhelpful"))
      .select(["answer.key", "answer.value", "answer.kind", "feedback.verdict"])
      .where("answer.settled", "=", 0)
      .where("answer.at", "<=", ago(SILENCE))
      .limit(most)
      .execute();
    await kysely.transaction().execute(async (db) => {
      for (const row of rows) {
        const value = restOf({ ...row, value: row.value as Buffer });
        await db.updateTable("answer").set({ settled: 1, value }).where("key", "=", row.key).where("settled", "=", 0).execute();
      }
    });
    return rows.length === most && !stopped;
  }

  /** Deletes the oldest first, which are close together; returns how many. */
  async function remove(table: "work" | "answer" | "place", age: number, only = sql`1 = 1`): Promise<number> {
    const [from, at] = [sql.table(table), sql.ref(table === "work" ? "since" : "at")];
    let all = 0;
    await inSteps(async (most) => {
      const old = sql`select key from ${from} where ${at} <= ${ago(age)} and ${only} order by ${at} limit ${sql.lit(most)}`;
      const { numAffectedRows } = await sql`delete from ${from} where key in (${old})`.execute(kysely);
      all += Number(numAffectedRows ?? 0);
      return Number(numAffectedRows ?? 0) === most && !stopped;
    });
    return all;
  }

  /** The same without an index by time: goes through all rows by key. */
  async function sift(table: "conversation" | "feedback" | "language" | "once", age: number): Promise<void> {
    const from = sql.table(table);
    let after: Buffer = Buffer.alloc(0);
    await inSteps(async (most) => {
      const { rows } = await sql<{ key: Buffer }>`
        select key from ${from} where key > ${after} order by key limit 1 offset ${sql.lit(most)}`.execute(kysely);
      const end = rows[0]?.key;
      const part = end === undefined ? sql`key > ${after}` : sql`key > ${after} and key <= ${end}`;
      await sql`delete from ${from} where ${part} and at <= ${ago(age)}`.execute(kysely);
      after = end ?? after;
      return end !== undefined && !stopped;
    });
  }

  async function sweep(): Promise<void> {
    await inSteps(settle);
    await sift("conversation", SILENCE);
    // including jobs that were answered in the meantime
    await database.scrub();
  }

  async function expire(): Promise<void> {
    await removeOld();
    database.removeCopies();
    await database.scrub();
  }

  async function removeOld(): Promise<void> {
    await remove("work", DAY, sql`done = 1`);
    const lost = await remove("work", GIVEN_UP);
    if (lost > 0) log.error({ works: lost }, "works that nobody could answer were given up");
    // open ones are reduced first
    await remove("answer", retentionDays * DAY, sql`settled = 1`);
    await remove("place", retentionDays * DAY);
    for (const table of ["feedback", "language", "once"] as const) await sift(table, retentionDays * DAY);
  }

  let timer: NodeJS.Timeout | undefined;
  async function round(first: boolean): Promise<void> {
    if (first) await Promise.race([when, ending]);
    if (stopped && when !== undefined) return;
    try {
      if (await claim("sweep", SWEEP / 2)) await sweep();
      if (await claim("daily", DAY)) {
        await expire();
        // the next instance continues what was interrupted
        if (stopped) await kysely.updateTable("job").set({ at: 0 }).where("name", "=", "daily").execute();
      }
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
      end();
      clearTimeout(timer);
      await under;
    },
  };
}
