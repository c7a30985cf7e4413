// A person → how much is stored about them, and deleting it.
import { sql } from "kysely";
import type { Database } from "./database.js";
import { SILENCE } from "./dialogue.js";
import type { Tables } from "./schema.js";
import type { Kept } from "./store.js";

/** Milliseconds that somebody waits to be told, and to be forgotten. */
const TOLD = 500;
const FORGOTTEN = 800;

/** Answers are counted by whether they are settled: there is an index for each. */
export async function kept({ within, now }: Database, person: Buffer): Promise<Kept> {
  const count = (table: keyof Tables, more = sql``) =>
    sql<number>`(select count(*) from ${sql.table(table)} where person = ${person} ${more})`;
  const [open, settled, whole] = [sql`and settled = 0`, sql`and settled = 1`, sql`and value is not null`];
  const recent = sql`and at > ${now} - ${sql.lit(SILENCE)}`;
  const { language, ...counted } = await within(TOLD, (db) =>
    db
      .selectNoFrom(({ selectFrom }) => [
        selectFrom("language").select("language").where("key", "=", person).as("language"),
        count("conversation").as("conversations"),
        count("feedback").as("feedback"),
        sql<number>`${count("answer", open)} + ${count("answer", settled)}`.as("answers"),
        sql<number>`${count("answer", sql`${open} ${whole} ${recent}`)} + ${count("answer", sql`${settled} ${whole}`)}`.as("questions"),
      ])
      .executeTakeFirstOrThrow(),
  );
  return { language: language ?? null, ...counted };
}

/** Unanswered questions stay until they are answered, and are then deleted. */
export async function forget(database: Database, person: Buffer): Promise<Kept> {
  const all = await kept(database, person);
  await database.within(FORGOTTEN, (db) =>
    db.transaction().execute(async (inside) => {
      for (const table of ["conversation", "feedback", "place", "once"] as const)
        await inside.deleteFrom(table).where("person", "=", person).execute();
      for (const settled of [0, 1]) await inside.deleteFrom("answer").where("person", "=", person).where("settled", "=", settled).execute();
      await inside.deleteFrom("language").where("key", "=", person).execute();
    }),
  );
  await database.scrub();
  return all;
}
