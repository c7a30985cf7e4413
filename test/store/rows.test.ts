// Rows that gather: one that can't be made fails alone, and the others are stored; on both databases.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, statement } from "../../src/store/database.js";
import { createStore, openDatabase } from "../../src/store/open.js";
import { turn } from "./contract.js";
import { folder, type Postgres, postgresSettings, silent, sqliteSettings, startPostgres } from "./harness.js";

const SEEN = statement("seen_test", { key: "bytes" }, ["select r.key as key, language from r join language on language.key = r.key"]);
const SET = statement(
  "set_test",
  { key: "bytes", language: "text" },
  ["insert into language (key, language, at) select key, language, {now} from r where true on conflict (key) do nothing returning key"],
  { waits: 5 },
);

let postgres: Postgres;
const place = folder();
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.remove();
  place.remove();
});

describe.each(["sqlite", "postgres"])("on %s", (kind) => {
  let database: Database;
  beforeAll(async () => {
    const settings = kind === "sqlite" ? sqliteSettings(`${place.path}/rows.db`) : postgresSettings(await postgres.create());
    database = (await openDatabase(settings, silent)).database;
  });
  const stored = async (key: string) => (await database.run<{ language: string }, "key">(SEEN, { key: Buffer.from(key) }))?.language;

  it("a row that can't be made fails alone", async () => {
    const outcomes = await Promise.allSettled([
      database.run(SET, { key: Buffer.from("a"), language: "nb" }),
      database.run(SET, () => {
        throw new Error("can't be sealed");
      }),
      database.run(SET, () => ({ key: Buffer.from("b"), language: "nn" })),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect([await stored("a"), await stored("b")]).toEqual(["nb", "nn"]);
    await database.run(SET, { key: Buffer.from("c"), language: "en" });
    expect(await stored("c")).toBe("en");
  });

  it("what waits is written before the database is closed", async () => {
    const late = statement("late_test", SET.columns, SET.sql, { waits: 200 });
    const written = database.run(late, { key: Buffer.from("d"), language: "nb" });
    await database.close();
    expect(await written).toBeDefined();
  });
});

it("on PostgreSQL a message finds its rows by key, however small the tables were when it was first asked", async () => {
  const settings = postgresSettings(await postgres.create());
  const store = await createStore(await openDatabase(settings, silent), settings, silent);
  const person = { platform: "slack", workspace: "T1", user: "U1" };
  for (let i = 0; i < 60; i++) {
    const [key, answer] = [`work ${i}`, `answer ${i}`];
    await store.inbox.accept({ key, platform: "slack", body: {} }, person);
    await store.recall("c", person);
    await store.inbox.sending(key);
    await store.remember("c", person, turn(answer));
    await store.inbox.finish(key, { message: key, place: "there" });
    await store.feedback(person, answer, "helpful");
    await store.place(key);
  }
  // a connection that is closed has told what it did
  await store.close();
  const { database } = await openDatabase(settings, silent);
  const { rows } = await sql<{ relname: string; seq_scan: number }>`select relname, seq_scan from pg_stat_user_tables`.execute(
    database.kysely,
  );
  await database.close();
  const read = Object.fromEntries(rows.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]));
  for (const table of ["work", "conversation", "answer", "place", "feedback", "language"])
    expect(read[table], `times that all of "${table}" was read`).toBeLessThan(10);
});
