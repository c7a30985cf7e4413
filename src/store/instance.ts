// This process's job lease: renewed while running, released on stop, reclaimed at once after a crash on the same host.
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { createKeyedQueue } from "../delivery/queue.js";
import type { Log } from "../log.js";
import type { Jump } from "./clock.js";
import { type Database, PATIENT } from "./database.js";
import { isOver, nameProcess } from "./process.js";

/** Duration of a lease in milliseconds; it is renewed three times in that time. */
export const LEASE = 15_000;
const RENEW = 5_000;
/** A job that takes longer than this hangs: its lease is no longer renewed. */
const HANGS = 5 * 60_000;
/** After the clock was set ahead every lease seems expired: none is taken over until each instance could renew its own. */
const HOLD = 2 * RENEW;
/** After it was set back, postponed jobs wait no longer than this. */
const SOON = 60_000;
/** Longer than any job is ever postponed. */
const LONGEST_DELAY = 16 * 60_000;
/** How often to try for a lock that another instance holds. */
const POLL = 50;

export interface Instance {
  readonly owner: string;
  /** Checks the clock first. False if leases can't be trusted now, since it was set ahead. */
  trusts(): Promise<boolean>;
  /** Runs `work` while no other instance runs any with the same key. */
  exclusively<T>(key: Buffer, work: () => Promise<T>): Promise<T>;
  /** Hands over unfinished jobs. */
  stop(): Promise<void>;
}

export async function createInstance(database: Database, log: Log, jump: Jump): Promise<Instance> {
  const { kysely, now } = database;
  const owner = nameProcess();
  const inOrder = createKeyedQueue();
  await endLeasesOfTheDead(database);
  // the clock may have been set back while no instance ran
  await pull(database, LONGEST_DELAY, SOON);
  await jump();
  let held = 0;

  async function trusts(): Promise<boolean> {
    const by = await jump();
    if (by !== 0) log.warn({ seconds: Math.round(by / 1000) }, "the database's clock was set");
    if (by > 0) {
      held = performance.now() + HOLD;
      // keep its age
      const taken = sql<number>`taken + ${sql.lit(Math.round(by))}`;
      await kysely.updateTable("work").set({ taken }).where("owner", "=", owner).where("done", "=", 0).execute();
    }
    if (by < 0) await pull(database, SOON, SOON);
    return performance.now() >= held;
  }

  const renew = async (): Promise<void> => {
    await trusts();
    const due = sql<number>`${now} + ${sql.lit(LEASE)}`;
    await kysely
      .updateTable("work")
      .set({ due })
      .where("owner", "=", owner)
      .where("done", "=", 0)
      .where("taken", ">", sql<number>`${now} - ${sql.lit(HANGS)}`)
      .execute();
    await kysely.updateTable("lock").set({ due }).where("owner", "=", owner).execute();
  };
  const timer = setInterval(() => void renew().catch((error) => log.warn({ err: error }, "leases can't be renewed")), RENEW).unref();

  async function lock(key: Buffer): Promise<boolean> {
    const due = sql<number>`${now} + ${sql.lit(LEASE)}`;
    const held = await database.within(PATIENT, (db) =>
      db
        .insertInto("lock")
        .values({ key, owner, due })
        .onConflict((conflict) =>
          conflict
            .column("key")
            .doUpdateSet({ owner, due })
            .where(({ eb, or }) => or([eb("lock.due", "<=", now), eb("lock.owner", "=", owner)])),
        )
        .returning("key")
        .executeTakeFirst(),
    );
    return held !== undefined;
  }

  async function locked<T>(key: Buffer, work: () => Promise<T>): Promise<T> {
    while (!(await lock(key))) await sleep(POLL);
    try {
      return await work();
    } finally {
      await database
        .within(PATIENT, (db) => db.deleteFrom("lock").where("key", "=", key).where("owner", "=", owner).execute())
        .catch((error) => log.warn({ err: error }, "a lock ends with its lease"));
    }
  }

  return {
    owner,
    trusts,
    exclusively: (key, work) => inOrder(key.toString("hex"), () => locked(key, work)),
    stop: async () => {
      clearInterval(timer);
      await release(database, [owner]);
    },
  };
}

/** Repairs due times that are too late since the clock was set back: leases, and delays of more than `above`. */
async function pull({ kysely, now }: Database, above: number, to: number): Promise<void> {
  const from = (span: number) => sql<number>`${now} + ${sql.lit(span)}`;
  const works = kysely.updateTable("work").where("done", "=", 0);
  await works
    .set({ due: from(to) })
    .where("owner", "is", null)
    .where("due", ">", from(above))
    .execute();
  await works
    .set({ due: from(LEASE) })
    .where("owner", "is not", null)
    .where("due", ">", from(LEASE))
    .execute();
  await kysely
    .updateTable("lock")
    .set({ due: from(LEASE) })
    .where("due", ">", from(LEASE))
    .execute();
}

async function release({ kysely }: Database, owners: readonly string[]): Promise<void> {
  await kysely.updateTable("work").set({ due: 0, owner: null }).where("owner", "in", owners).where("done", "=", 0).execute();
  await kysely.deleteFrom("lock").where("owner", "in", owners).execute();
}

/** Takes over the jobs of killed processes of this host at once, without waiting for their leases. */
async function endLeasesOfTheDead(database: Database): Promise<void> {
  const works = await database.kysely.selectFrom("work").select("owner").distinct().where("done", "=", 0).execute();
  const locks = await database.kysely.selectFrom("lock").select("owner").distinct().execute();
  const dead = [...new Set([...works, ...locks].map((row) => row.owner))].filter((owner) => owner !== null && isOver(owner));
  if (dead.length > 0) await release(database, dead as string[]);
}
