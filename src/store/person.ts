// A person → how much is kept about them, and its deletion.
import { type Database, statement } from "./database.js";
import { SILENCE } from "./dialogue.js";
import type { Kept } from "./store.js";

const count = (table: string, more = ""): string => `(select count(*) from ${table} where ${table}.person = r.key${more})`;

const KEPT = statement("kept", { key: "bytes" }, [
  `select r.key as key, (select language from language where language.key = r.key) as language,
     ${count("conversation")} as conversations, ${count("answer")} as answers, ${count("feedback")} as feedback,
     ${count("answer", ` and value is not null and (settled = 1 or at > {now} - ${SILENCE})`)} as questions
   from r`,
]);

const mine = (table: string): string => `delete from ${table} where person in (select key from r)`;

/** What isn't answered yet stays: it is answered, and then it is gone. */
const FORGET = statement("forget", { key: "bytes" }, [
  ...["conversation", "answer", "feedback", "place", "once"].map(mine),
  "delete from language where key in (select key from r)",
]);

export async function kept(database: Database, person: Buffer): Promise<Kept> {
  const row = await database.run<Kept, "key">(KEPT, { key: person });
  if (row === undefined) throw new Error("a count without a row");
  const { language, conversations, answers, feedback, questions } = row;
  return { language, conversations, answers, feedback, questions };
}

export async function forget(database: Database, person: Buffer): Promise<Kept> {
  const all = await kept(database, person);
  await database.run(FORGET, { key: person });
  await database.scrub();
  return all;
}
