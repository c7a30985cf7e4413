// Accepted deliveries → rows under a lease, so that each is answered once whoever dies in between.
import { sql } from "kysely";
import type { Log } from "../log.js";
import { type Database, statement } from "./database.js";
import { type Instance, LEASE } from "./instance.js";
import type { Hash, Keyring } from "./keys.js";
import type { Inbox, Person, Work } from "./store.js";

const DAY = 24 * 3_600_000;

const ACCEPT = statement(
  "accept",
  { key: "bytes", platform: "text", person: "bytes", body: "bytes", owner: "text", ticket: "integer" },
  [
    `insert into work (key, platform, person, body, attempt, sending, again, due, taken, since, owner, ticket, done)
     select key, platform, person, body, 1, 0, 0, {now} + ${LEASE}, {now}, {now}, owner, ticket, 0 from r where true
     on conflict (key) do update set platform = excluded.platform, person = excluded.person, body = excluded.body, attempt = 1, sending = 0,
       again = 0, due = excluded.due, taken = excluded.taken, since = excluded.since, owner = excluded.owner, ticket = excluded.ticket, done = 0
     where work.since < excluded.since - ${DAY} or (work.owner = excluded.owner and work.ticket = excluded.ticket)
     returning key`,
  ],
  // the platform waits three seconds for its acknowledgement, and then delivers again
  { patience: 2_000 },
);
const SENDING = statement("sending", { key: "bytes", owner: "text" }, [
  "update work set sending = 1 from r where work.key = r.key and work.done = 0 and work.owner = r.owner returning work.key as key",
]);
const FINISH_SQL = "update work set done = 1, body = null, person = null, owner = null from r where work.key = r.key";
const FINISH = statement("finish", { key: "bytes" }, [FINISH_SQL]);
const placeAs = (name: string, value: string): string =>
  `insert into place (key, person, value, at)
   select r.${name}, work.person, r.${value}, {now} from r left join work on work.key = r.key where r.${name} is not null
   on conflict (key) do update set value = excluded.value, at = excluded.at`;
const FINISH_AT = statement("finish_at", { key: "bytes", message: "bytes", value: "bytes", also: "bytes", also_value: "bytes" }, [
  placeAs("message", "value"),
  placeAs("also", "also_value"),
  FINISH_SQL,
]);
const RETRY = statement("retry", { key: "bytes", owner: "text", delay: "integer" }, [
  "update work set due = {now} + r.delay, owner = null from r where work.key = r.key and work.done = 0 and work.owner = r.owner",
]);
const RELEASES = [5_000, 30_000, 120_000];
/** What an acceptance may have stored that failed: free for anyone. One that came after it, with another ticket, is left alone. */
const RELEASE = statement("release", { key: "bytes", owner: "text", ticket: "integer" }, [
  "update work set due = 0, owner = null from r where work.key = r.key and work.done = 0 and work.owner = r.owner and work.ticket = r.ticket",
]);

/** Another instance took the work up, since this one's lease had ended. */
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

  return {
    async accept({ key, platform, body }, person) {
      tickets += 1;
      const id = keyOf(key);
      const row = { key: id, platform, person: person === undefined ? null : personOf(person), owner, ticket: tickets };
      try {
        return (await database.run(ACCEPT, { ...row, body: ring.seal({ key, body }, id) })) === undefined ? "duplicate" : "new";
      } catch (error) {
        // it may be stored all the same: whoever delivers again is told that it is a duplicate, so it must not wait for a lease
        const free = (): void => void database.run(RELEASE, { key: id, owner, ticket: row.ticket }).catch(() => undefined);
        free();
        // and by a server that was silent, only when it goes on
        for (const delay of RELEASES) setTimeout(free, delay).unref();
        throw error;
      }
    },
    async sending(key) {
      const id = keyOf(key);
      if ((await database.run(SENDING, { key: id, owner })) !== undefined) return;
      const known = await kysely.selectFrom("work").select("key").where("key", "=", id).executeTakeFirst();
      if (known !== undefined) throw new LeaseLost();
    },
    async finish(key, reply) {
      if (reply === undefined) return void (await database.run(FINISH, { key: keyOf(key) }));
      const at = (name: string) => {
        const place = hash("place", name);
        return { place, value: ring.seal(reply.place, place) };
      };
      const message = at(reply.message);
      const also = reply.also === undefined || reply.also === reply.message ? undefined : at(reply.also);
      await database.run(FINISH_AT, {
        key: keyOf(key),
        message: message.place,
        value: message.value,
        also: also?.place ?? null,
        also_value: also?.value ?? null,
      });
    },
    async retry(key, delay) {
      await database.run(RETRY, { key: keyOf(key), owner, delay: Math.max(0, Math.round(delay)) });
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
