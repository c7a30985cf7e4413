// Answered questions → conversations, answers that can be shown again, and ratings of them.
import { sql } from "kysely";
import { type Database, PATIENT } from "./database.js";
import type { Hash, Keyring } from "./keys.js";
import type { Conversation, Person, Store } from "./store.js";

/** After this much silence, in milliseconds, a conversation ends and the text of its last question is overwritten. */
export const SILENCE = 30 * 60_000;

/** Milliseconds that somebody waits: without an answer in this time, a question is answered as if nothing went before. */
export const RECALLED = 400;
const JUDGED = 800;

/** The contents of an answer's row until its text is overwritten. */
export type Whole = Conversation;

/** A UUID that begins with its time, in milliseconds since 1970. */
const TIMED = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;
const TIME = 6;

/** Answers stand in the database in the order of time: those that come together are written together. */
function inOrder(id: string, hashed: Buffer): Buffer {
  const time = TIMED.exec(id);
  return time === null ? hashed : Buffer.concat([Buffer.from(`${time[1]}${time[2]}`, "hex"), hashed.subarray(TIME)]);
}

interface Parts {
  readonly database: Database;
  readonly ring: Keyring;
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
}

type Dialogue = Pick<Store, "conversation" | "remember" | "turn" | "feedback">;

export function createDialogue({ database, ring, hash, personOf }: Parts): Dialogue {
  const { now } = database;
  const recent = sql<number>`${now} - ${sql.lit(SILENCE)}`;
  const answerOf = (answer: string): Buffer => inOrder(answer, hash("answer", answer));
  return {
    async conversation(of) {
      const key = hash("conversation", of);
      const row = await database.within(RECALLED, (db) =>
        db
          .selectFrom("conversation")
          .innerJoin("answer", "answer.key", "conversation.answer")
          .select(["answer.key", "answer.value"])
          .where("conversation.key", "=", key)
          .where("conversation.at", ">", recent)
          .where("answer.settled", "=", 0)
          .executeTakeFirst(),
      );
      return row?.value == null ? undefined : (ring.open(row.value, row.key) as Whole);
    },
    async remember(of, who, conversation) {
      const { answer: id, kind, language } = conversation.last;
      const [key, person, answer] = [hash("conversation", of), personOf(who), answerOf(id)];
      const value = ring.seal(conversation satisfies Whole, answer);
      const row = { key: answer, person, at: now, platform: who.platform, kind, language, value, settled: 0 };
      await database.within(PATIENT, (db) =>
        db.transaction().execute(async (inside) => {
          await inside
            .insertInto("answer")
            .values(row)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
          await inside
            .insertInto("conversation")
            .values({ key, person, answer, at: now })
            .onConflict((conflict) => conflict.column("key").doUpdateSet({ person, answer, at: now }))
            .execute();
        }),
      );
    },
    async turn(answer) {
      const key = answerOf(answer);
      const row = await database.within(RECALLED, (db) =>
        db.selectFrom("answer").select("value").where("key", "=", key).where("settled", "=", 0).where("at", ">", recent).executeTakeFirst(),
      );
      return row?.value == null ? undefined : (ring.open(row.value, key) as Whole).last;
    },
    async feedback(who, of, verdict) {
      const [person, answer] = [personOf(who), answerOf(of)];
      const key = hash("feedback", `${person.toString("hex")} ${answer.toString("hex")}`);
      const row = { key, person, answer, verdict, at: now };
      return database.within(JUDGED, async (db) => {
        const before = await db.selectFrom("feedback").select("verdict").where("key", "=", key).executeTakeFirst();
        if (before?.verdict === verdict) return "same";
        if (before !== undefined) {
          await db.updateTable("feedback").set({ verdict, at: now }).where("key", "=", key).execute();
          return "changed";
        }
        const kept = await db.selectFrom("answer").select("key").where("key", "=", answer).executeTakeFirst();
        if (kept === undefined) return "unknown";
        const counted = await db
          .insertInto("feedback")
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .returning("key")
          .executeTakeFirst();
        return counted === undefined ? "same" : "counted";
      });
    },
  };
}
