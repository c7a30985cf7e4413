// What is stored until it is changed: chosen languages, locations of replies, one-time messages, workspaces' credentials.
import { sql } from "kysely";
import type { Language } from "../chat.js";
import { type Database, PATIENT } from "./database.js";
import type { Hash, Keyring } from "./keys.js";
import type { Person, Store } from "./store.js";

const DAY = 24 * 3_600_000;
/** Milliseconds that somebody waits for what they chose, and for what they do now; and for where a reply stands, or a token. */
const CHOSEN = 300;
const CHOOSING = 600;
const STANDS = 600;
const TOKEN = 800;

/** Whether a language was chosen, or used last, so long ago that its time is to be set anew. */
export const isStale = ({ now }: Database) => sql<number | boolean | null>`language.at < ${now} - ${sql.lit(DAY)}`;

interface Parts {
  readonly database: Database;
  readonly ring: Keyring;
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
}

type Settings = Pick<Store, "language" | "setLanguage" | "place" | "setPlace" | "once" | "installation" | "setInstallation">;

export function createSettings({ database, ring, hash, personOf }: Parts): Settings {
  const { now } = database;
  const choose = (key: Buffer, language: Language) =>
    database.within(CHOOSING, (db) =>
      db
        .insertInto("language")
        .values({ key, language, at: now })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ language, at: now }))
        .execute(),
    );
  return {
    async language(person) {
      const key = personOf(person);
      const row = await database.within(CHOSEN, (db) =>
        db
          .selectFrom("language")
          .select(["language", isStale(database).as("stale")])
          .where("key", "=", key)
          .executeTakeFirst(),
      );
      // what is used is kept
      if (row?.stale) await choose(key, row.language);
      return row?.language;
    },
    async setLanguage(person, language) {
      const key = personOf(person);
      if (language !== undefined) await choose(key, language);
      else await database.within(CHOOSING, (db) => db.deleteFrom("language").where("key", "=", key).execute());
    },
    async place(message) {
      const key = hash("place", message);
      const row = await database.within(STANDS, (db) => db.selectFrom("place").select("value").where("key", "=", key).executeTakeFirst());
      return row === undefined ? undefined : (ring.open(row.value, key) as string);
    },
    async setPlace(message, place, person) {
      const key = hash("place", message);
      const row = place === undefined ? undefined : { value: ring.seal(place, key), person: person ? personOf(person) : null, at: now };
      await database.within<unknown>(PATIENT, (db) =>
        row === undefined
          ? db.deleteFrom("place").where("key", "=", key).execute()
          : db
              .insertInto("place")
              .values({ key, ...row })
              .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
              .execute(),
      );
    },
    async once(of, person) {
      const key = hash("once", of);
      const row = { key, person: person ? personOf(person) : null, at: now };
      return database.within(PATIENT, async (db) => {
        const first = await db
          .insertInto("once")
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .returning("key")
          .executeTakeFirst();
        if (first !== undefined) return true;
        // what is asked for is kept
        const stale = sql<number>`${now} - ${sql.lit(DAY)}`;
        await db.updateTable("once").set({ at: now }).where("key", "=", key).where("at", "<", stale).execute();
        return false;
      });
    },
    async installation(of) {
      const key = hash("installation", of);
      const row = await database.within(TOKEN, (db) =>
        db.selectFrom("installation").select("value").where("key", "=", key).executeTakeFirst(),
      );
      return row === undefined ? undefined : ring.open(row.value, key);
    },
    async setInstallation(of, value) {
      const key = hash("installation", of);
      const row = value === undefined ? undefined : { value: ring.seal(value, key), at: now };
      await database.within<unknown>(PATIENT, (db) =>
        row === undefined
          ? db.deleteFrom("installation").where("key", "=", key).execute()
          : db
              .insertInto("installation")
              .values({ key, ...row })
              .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
              .execute(),
      );
    },
  };
}
