// Every schema that was ever released, with data in it, becomes the schema of today, and the data is read as before.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { type Kysely, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config.js";
import { ROOT } from "../../src/open.js";
import { statementsOf } from "../../src/store/migrations.js";
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

let databases = 0;
async function sqliteWith(file: string): Promise<Settings> {
  databases += 1;
  const to = join(path, `${databases}-${file}.db`);
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

/** Runs a statement past the store; what stands in some tables before it, and then. */
async function execute({ database }: Settings, statement: string) {
  const read = "select key, answer from conversation union all select key, value from answer order by 1, 2";
  if (database.kind === "sqlite") {
    const db = await openConnection(database.path);
    const rows = () => [
      db
        .prepare(read)
        .all([])
        .rows.map((row) => ({ ...row })),
      db.prepare("select name from sqlite_master where name not like '%kysely%' order by name").all([]).rows.length,
    ];
    db.exec(statement);
    const before = rows();
    return { before, after: async () => rows() };
  }
  const { url } = database;
  const ask = async (text: string) => {
    const client = new pg.Client(url);
    await client.connect();
    return client.query(text).finally(() => client.end());
  };
  const tables = "select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'";
  const rows = async () => [(await ask(read)).rows, (await ask(tables)).rowCount];
  await ask(statement);
  const before = await rows();
  return { before, after: rows };
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
    const first = statementsOf(dialect).map((line) => line.replace(/\s+/g, " "));
    expect(texts(`${latest}.${dialect}.sql`).split(";\n").slice(0, first.length)).toEqual(first);
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
    await database.kysely.insertInto("kysely_migration").values({ name: "999_later", timestamp: "2100-01-01T00:00:00.000Z" }).execute();
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

  it("a migration that fails leaves all as it was, and ends the start with one line that says so", async () => {
    const settings = await load(`2.${dialect}.sql`);
    const { before, after } = await execute(settings, "create index conversation_person on conversation (at)");
    const error = await openDatabase(settings, silent).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems).toEqual([
      expect.stringMatching(/^DATABASE_URL: the migration 003_lookups failed: .*conversation_person.*the database is as it was/),
    ]);
    expect(await after()).toEqual(before);
    await execute(settings, "drop index conversation_person");
    const store = await createStore(await openDatabase(settings, silent), settings, silent);
    expect(await store.turn("a1")).toEqual(turn("a1").last);
    await store.close();
  });

  it.each(versions(dialect))("two processes that start at once on the released schema %i both carry on with it", async (version) => {
    const settings = await load(`${version}.${dialect}.sql`);
    const opens = async (): Promise<string> => {
      const script = join(ROOT, "test/store/opens.ts");
      return (await promisify(execFile)(process.execPath, ["--import", "tsx", script, JSON.stringify(settings)])).stdout;
    };
    const told = await Promise.all([opens(), opens()]);
    const question = `${JSON.stringify(turn("a1").last.question)}\n`;
    expect(told).toEqual([question, question]);
  });

  it("ten that start at once on an empty database all find it ready", async () => {
    const settings = await empty();
    const opened = await Promise.all(Array.from({ length: 10 }, () => openDatabase(settings, silent)));
    const hashes = new Set(opened.map(({ personOf }) => personOf(person).toString("hex")));
    await Promise.all(opened.map(({ database }) => database.close()));
    expect(hashes.size).toBe(1);
  });
});

describe("the copy of a SQLite file", () => {
  const copies = (of: string): string[] => readdirSync(path).filter((name) => name.startsWith(`${basename(of)}.before`));

  it.each(versions("sqlite").slice(0, -1))(
    "is made before the released schema %i is changed, whole and for its owner only",
    async (version) => {
      const settings = await sqliteWith(`${version}.sqlite.sql`);
      const file = (settings.database as { path: string }).path;
      await (await openDatabase(settings, silent)).database.close();
      const [copy, ...more] = copies(file);
      expect([copy, more]).toEqual([expect.stringMatching(/\.before-00\d_\w+$/), []]);
      expect((statSync(join(path, copy as string)).mode & 0o777).toString(8)).toBe("600");
      const old = sqliteSettings(join(path, copy as string));
      const there = await openConnection(join(path, copy as string));
      expect(there.prepare("select version from schema_version").get([])?.version).toBe(Math.min(version, 2));
      expect(there.prepare("select name from sqlite_master where name = 'watched'").get([])).toBeUndefined();
      there.close();
      const store = await createStore(await openDatabase(old, silent), old, silent);
      expect(await store.turn("a1")).toEqual(turn("a1").last);
      await store.close();
    },
  );

  it("isn't made of one that is new, or up to date", async () => {
    for (const settings of [sqliteSettings(join(path, "new.db")), await sqliteWith(`${versions("sqlite").length}.sqlite.sql`)]) {
      for (let times = 0; times < 2; times++) await (await openDatabase(settings, silent)).database.close();
      expect(copies((settings.database as { path: string }).path)).toEqual([]);
    }
  });

  it("goes with the daily round when it is a week old: what people have deleted since stands in it", async () => {
    const settings = await sqliteWith("2.sqlite.sql");
    const file = (settings.database as { path: string }).path;
    const store = await createStore(await openDatabase(settings, silent), settings, silent);
    await store.housekeeping.expire();
    expect(copies(file)).toHaveLength(1);
    const old = new Date(Date.now() - 8 * 24 * 3_600_000);
    utimesSync(join(path, copies(file)[0] as string), old, old);
    await store.housekeeping.expire();
    expect(copies(file)).toEqual([]);
    await store.close();
  });
});
