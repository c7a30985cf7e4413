// Every schema that was ever released, with data in it, becomes the schema of today, and the data is read as before.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../src/open.js";
import { upgrade } from "../../src/store/migrations.js";
import { createStore, openDatabase, type Settings } from "../../src/store/open.js";
import type { Tables } from "../../src/store/schema.js";
import { openConnection } from "../../src/store/sqlite-driver.js";
import { turn } from "./contract.js";
import { folder, type Postgres, postgresSettings, silent, sqliteSettings, startPostgres } from "./harness.js";

const RELEASED = join(ROOT, "test/store/released");
const { path, remove } = folder();
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.remove();
  remove();
});

const person = { platform: "slack", workspace: "T1", user: "U1" };
const texts = (file: string): string => readFileSync(join(RELEASED, file), "utf8");
const versions = (dialect: string): number[] =>
  readdirSync(RELEASED)
    .filter((file) => file.endsWith(`.${dialect}.sql`))
    .map((file) => Number.parseInt(file, 10));

async function sqliteWith(file: string): Promise<Settings> {
  const to = join(path, `${file}.db`);
  const db = await openConnection(to);
  db.exec(texts(file));
  db.close();
  return sqliteSettings(to);
}

async function postgresWith(file: string): Promise<Settings> {
  const url = await postgres.create();
  const client = new pg.Client(url);
  await client.connect();
  await client.query(texts(file));
  await client.end();
  return postgresSettings(url);
}

/** Tables, columns and indexes, as the database tells them. */
async function schemaOf(settings: Settings): Promise<unknown> {
  const { database } = await openDatabase(settings, silent);
  const all = database.kysely as unknown as Kysely<Tables>;
  const query =
    database.dialect === "sqlite"
      ? sql`select type, name, tbl_name, (select group_concat(name || ' ' || type || ' ' || "notnull") from pragma_table_info(m.name)) as columns
          from sqlite_master m where name not like 'sqlite_%' order by name`
      : sql`select table_name, column_name, data_type, is_nullable, null as def from information_schema.columns where table_schema = 'public'
          union all select tablename, indexname, null, null, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`;
  const { rows } = await query.execute(all);
  await database.close();
  return rows;
}

describe.each([
  ["sqlite", sqliteWith, async () => sqliteSettings(join(path, `${Math.random()}.db`))],
  ["postgres", postgresWith, async () => postgresSettings(await postgres.create())],
] as const)("on %s", (dialect, load, empty) => {
  it.each(versions(dialect))("the released schema %i is carried over with all its data", async (version) => {
    const settings = await load(`${version}.${dialect}.sql`);
    const store = await createStore(await openDatabase(settings, silent), settings, silent);
    expect(await store.conversation("c1")).toEqual(turn("a1"));
    expect(await store.turn("a1")).toEqual(turn("a1").last);
    expect(await store.inbox.take(10)).toEqual([
      { key: "unfinished", platform: "slack", body: { text: "hva" }, attempt: 2, age: 0, sending: false },
    ]);
    expect(await store.inbox.accept({ key: "finished", platform: "slack", body: 1 })).toBe("duplicate");
    expect(await store.place("m1")).toBe("p1");
    expect(await store.once("hint")).toBe(false);
    expect(await store.feedback(person, "a1", "unhelpful")).toBe("same");
    expect(await store.installation("T1")).toEqual({ token: "xoxb-1" });
    expect(await store.kept(person)).toEqual({ language: "nn", conversations: 1, answers: 1, feedback: 1, questions: 1 });
    await store.close();
    expect(await schemaOf(settings)).toEqual(await schemaOf(await empty()));
  });

  it("every version has its release, and what was released is what its migration makes", () => {
    const latest = versions(dialect).length;
    expect(versions(dialect)).toEqual(Array.from({ length: latest }, (_, i) => i + 1));
    expect(upgrade(latest, dialect)).toEqual([]);
    const first = upgrade(0, dialect).map((line) => line.replace(/\s+/g, " "));
    expect(
      texts(`${latest}.${dialect}.sql`)
        .split(";\n")
        .slice(1, first.length + 1),
    ).toEqual(first);
  });

  it("a schema that is newer than the program is refused, and left as it is", async () => {
    const settings = await empty();
    const { database } = await openDatabase(settings, silent);
    await database.kysely.updateTable("schema_version").set({ version: 1000 }).execute();
    await database.close();
    await expect(openDatabase(settings, silent)).rejects.toThrow(/version 1000/);
  });

  it("a newer schema that only added to this one is used, and left as it is: a new version can be taken back", async () => {
    const settings = await empty();
    const { database } = await openDatabase(settings, silent);
    await database.kysely.updateTable("schema_level").set({ version: 1000 }).execute();
    await sql`create table added_later (id integer primary key)`.execute(database.kysely);
    await database.close();
    const opened = await openDatabase(settings, silent);
    const store = await createStore(opened, settings, silent);
    await store.setLanguage(person, "nn");
    expect(await store.language(person)).toBe("nn");
    expect(await opened.database.kysely.selectFrom("schema_level").selectAll().execute()).toEqual([{ id: 1, version: 1000 }]);
    await store.close();
  });

  it("what the version before this one asks of the schema is still so", async () => {
    const settings = await empty();
    const { database } = await openDatabase(settings, silent);
    // it refuses what is above 2, and reads no other table for it
    expect(await database.kysely.selectFrom("schema_version").selectAll().execute()).toEqual([{ id: 1, version: 2 }]);
    await database.close();
  });

  it("ten that start at once on an empty database all find it ready", async () => {
    const settings = await empty();
    const opened = await Promise.all(Array.from({ length: 10 }, () => openDatabase(settings, silent)));
    const hashes = new Set(opened.map(({ personOf }) => personOf(person).toString("hex")));
    await Promise.all(opened.map(({ database }) => database.close()));
    expect(hashes.size).toBe(1);
  });
});
