// Rows that gather: one that can't be made fails alone, and the others are stored; on both databases.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, statement } from "../../src/store/database.js";
import { openDatabase } from "../../src/store/open.js";
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
