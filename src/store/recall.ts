// Who asks, and in which conversation → what it goes on from and the person's language, by one query: every message asks this.
import { sql } from "kysely";
import type { Database } from "./database.js";
import { RECALLED, SILENCE, type Whole } from "./dialogue.js";
import type { Hash, Keyring } from "./keys.js";
import { isStale } from "./settings.js";
import type { Person, Store } from "./store.js";

interface Parts {
  readonly database: Database;
  readonly ring: Keyring;
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
}

/** `language`: reads it once more, and keeps it for longer. */
export function createRecall({ database, ring, hash, personOf }: Parts, language: Store["language"]): Store["recall"] {
  const recent = sql<number>`${database.now} - ${sql.lit(SILENCE)}`;
  return async (of, who) => {
    const [key, person] = [hash("conversation", of), personOf(who)];
    const row = await database.within(RECALLED, (db) =>
      db
        .selectFrom(sql`(select 1 as one)`.as("asked"))
        .leftJoin("conversation", (join) => join.on("conversation.key", "=", key).on("conversation.at", ">", recent))
        .leftJoin("answer", (join) => join.onRef("answer.key", "=", "conversation.answer").on("answer.settled", "=", 0))
        .leftJoin("language", (join) => join.on("language.key", "=", person))
        .select(["answer.key", "answer.value", "language.language", isStale(database).as("stale")])
        .executeTakeFirst(),
    );
    if (row?.stale) await language(who);
    const conversation = row?.value == null || row.key === null ? undefined : (ring.open(row.value, row.key) as Whole);
    return { conversation, language: row?.language ?? undefined };
  };
}
