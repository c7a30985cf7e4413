// A person → how much is kept about them, and its deletion.
import { type Database, statement } from "./database.js";
import { SILENCE } from "./dialogue.js";
import type { Kept } from "./store.js";

const count = (table: string, more = ""): string => `(select count(*) from ${table} where ${table}.person = r.key${more})`;
/** Each is looked up in an index of its own; asked for together, all answers there are were gone through. */
const [OPEN, SETTLED] = [" and settled = 0", " and settled = 1"];

const KEPT = statement(
  "kept",
  { key: "bytes" },
  [
    `select r.key as key, (select language from language where language.key = r.key) as language,
     ${count("conversation")} as conversations, ${count("feedback")} as feedback,
     ${count("answer", OPEN)} + ${count("answer", SETTLED)} as answers,
     ${count("answer", `${OPEN} and value is not null and at > {now} - ${SILENCE}`)}
       + ${count("answer", `${SETTLED} and value is not null`)} as questions
   from r`,
  ],
  { patience: 500 },
);

const mine = (table: string, more = ""): string => `delete from ${table} where person in (select key from r)${more}`;

/** What isn't answered yet stays: it is answered, and then it is gone. */
const FORGET = statement(
  "forget",
  { key: "bytes" },
  [
    ...["conversation", "feedback", "place", "once"].map((table) => mine(table)),
    mine("answer", OPEN),
    mine("answer", SETTLED),
    "delete from language where key in (select key from r)",
  ],
  { patience: 800 },
);

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
