// Accepted deliveries → rows under a lease, so that each is answered once even if processes die.
import { type Kysely, sql } from "kysely";
import type { Log } from "../log.js";
import { type Database, PATIENT } from "./database.js";
import { type Instance, LEASE } from "./instance.js";
import type { Hash, Keyring } from "./keys.js";
import type { Tables } from "./schema.js";
import type { Inbox, Person, Work } from "./store.js";

const DAY = 24 * 3_600_000;

/** A platform waits three seconds for its acknowledgement, and then delivers again; in milliseconds. */
const ACCEPTED = 2_000;
/** When what may have been accepted after all is set free, in milliseconds: by a server that was silent, only when it goes on. */
const RELEASES = [5_000, 30_000, 120_000];

/** Another instance took over the job, since this one's lease had expired. */
export class LeaseLost extends Error {
  constructor() {
    super("another instance has taken up this work");
    this.name = "LeaseLost";
  }
}

export interface InboxParts {
  readonly database: Database;
  readonly ring: Keyring;
  readonly hash: Hash;
  readonly instance: Instance;
  readonly personOf: (person: Person) => Buffer;
  readonly log: Log;
}

export function createInbox({ database, ring, hash, instance, personOf, log }: InboxParts): Inbox {
  const { kysely, now } = database;
  const { owner } = instance;
  const keyOf = (key: string): Buffer => hash("work", key);
  let tickets = 0;

  function read(row: { key: Buffer; platform: string; body: Buffer | null; attempt: number; age: number; sending: number }): Work[] {
    try {
      const { key, body } = ring.open(row.body as Buffer, row.key) as { key: string; body: unknown };
      return [{ key, platform: row.platform, body, attempt: row.attempt, age: Math.max(0, Number(row.age)), sending: row.sending === 1 }];
    } catch (error) {
      log.error({ err: error, platform: row.platform }, "an unfinished work can't be read");
      return [];
    }
  }

  /** Free for anyone. One that came after it, with another ticket, is left alone. */
  const release = (key: Buffer, ticket: number) =>
    database.within(PATIENT, (db) =>
      db
        .updateTable("work")
        .set({ due: 0, owner: null })
        .where("key", "=", key)
        .where("done", "=", 0)
        .where("owner", "=", owner)
        .where("ticket", "=", ticket)
        .execute(),
    );

  /** Taken anew after a day, or where it is this very one that is tried again. */
  async function insert(key: Buffer, platform: string, person: Buffer | null, body: Buffer, ticket: number): Promise<boolean> {
    const due = sql`${now} + ${sql.lit(LEASE)}`;
    const { rows } = await database.within(ACCEPTED, (db) =>
      sql`
        insert into work (key, platform, person, body, attempt, sending, again, due, taken, since, owner, ticket, done)
        values (${key}, ${platform}, ${person}, ${body}, 1, 0, 0, ${due}, ${now}, ${now}, ${owner}, ${ticket}, 0)
        on conflict (key) do update set
          platform = excluded.platform, person = excluded.person, body = excluded.body, attempt = 1, sending = 0, again = 0,
          due = excluded.due, taken = excluded.taken, since = excluded.since, owner = excluded.owner, ticket = excluded.ticket, done = 0
        where work.since < excluded.since - ${sql.lit(DAY)} or (work.owner = excluded.owner and work.ticket = excluded.ticket)
        returning key`.execute(db),
    );
    return rows.length > 0;
  }

  return {
    async accept({ key, platform, body }, person) {
      tickets += 1;
      const [id, ticket] = [keyOf(key), tickets];
      try {
        const of = person === undefined ? null : personOf(person);
        return (await insert(id, platform, of, ring.seal({ key, body }, id), ticket)) ? "new" : "duplicate";
      } catch (error) {
        // it may be stored nevertheless, and then a second delivery is a duplicate: so it must not wait for a lease
        const free = (): void => void release(id, ticket).catch(() => undefined);
        free();
        for (const delay of RELEASES) setTimeout(free, delay).unref();
        throw error;
      }
    },
    async sending(key) {
      const id = keyOf(key);
      await database.within(PATIENT, async (db) => {
        const [{ numUpdatedRows } = { numUpdatedRows: 0n }] = await db
          .updateTable("work")
          .set({ sending: 1 })
          .where("key", "=", id)
          .where("done", "=", 0)
          .where("owner", "=", owner)
          .execute();
        if (numUpdatedRows > 0n) return;
        const known = await db.selectFrom("work").select("key").where("key", "=", id).executeTakeFirst();
        if (known !== undefined) throw new LeaseLost();
      });
    },
    async finish(key, reply) {
      const id = keyOf(key);
      const finish = (db: Kysely<Tables>) =>
        db.updateTable("work").set({ done: 1, body: null, person: null, owner: null }).where("key", "=", id).execute();
      if (reply === undefined) return void (await database.within(PATIENT, finish));
      const names = [...new Set([reply.message, reply.also ?? reply.message])];
      const places = names.map((name) => hash("place", name)).map((place) => ({ key: place, value: ring.seal(reply.place, place) }));
      await database.within(PATIENT, (db) =>
        db.transaction().execute(async (inside) => {
          const work = await inside.selectFrom("work").select("person").where("key", "=", id).executeTakeFirst();
          await inside
            .insertInto("place")
            .values(places.map((place) => ({ ...place, person: work?.person ?? null, at: now })))
            .onConflict((conflict) => conflict.column("key").doUpdateSet(({ ref }) => ({ value: ref("excluded.value"), at: now })))
            .execute();
          await finish(inside);
        }),
      );
    },
    async retry(key, delay) {
      const due = sql<number>`${now} + ${sql.lit(Math.max(0, Math.round(delay)))}`;
      await database.within(PATIENT, (db) =>
        db
          .updateTable("work")
          .set({ due, owner: null })
          .where("key", "=", keyOf(key))
          .where("done", "=", 0)
          .where("owner", "=", owner)
          .execute(),
      );
    },
    async take(limit, platforms) {
      if (platforms?.length === 0) return [];
      const trusted = await instance.trusts();
      const free = kysely
        .selectFrom("work")
        .select("key")
        .where("done", "=", 0)
        .where("due", "<=", now)
        .$if(!trusted, (query) => query.where("owner", "is", null))
        .$if(platforms !== undefined, (query) => query.where("platform", "in", platforms ?? []))
        .orderBy("due")
        .limit(limit)
        .$if(database.dialect === "postgres", (query) => query.forUpdate().skipLocked());
      const rows = await kysely
        .updateTable("work")
        .set((field) => ({
          owner,
          taken: now,
          due: sql<number>`${now} + ${sql.lit(LEASE)}`,
          attempt: sql<number>`${field.ref("attempt")} + 1`,
          again: sql<number>`${field.ref("again")} + ${field.ref("sending")}`,
        }))
        .where("key", "in", free)
        .returning(({ ref }) => ["key", "platform", "body", "attempt", "sending", sql<number>`${now} - ${ref("since")}`.as("age")])
        .execute();
      return rows.flatMap(read);
    },
    async replying(key) {
      const row = await kysely
        .selectFrom("work")
        .select(({ and, eb }) => ["sending", and([eb("owner", "!=", owner), eb("due", ">", now)]).as("elsewhere")])
        .where("key", "=", keyOf(key))
        .where("done", "=", 0)
        .executeTakeFirst();
      // a boolean is a number on SQLite
      return row?.elsewhere ? "elsewhere" : row?.sending ? "perhaps" : "no";
    },
    async waiting() {
      const row = await kysely
        .selectFrom("work")
        .select((field) => field.fn.countAll<number>().as("count"))
        .where("done", "=", 0)
        .executeTakeFirstOrThrow();
      return row.count;
    },
  };
}
