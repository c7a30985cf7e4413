// Queries that come at the same time: each is in its own transaction, and what is under way is finished; on both databases.
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/store/database.js";
import { createStore, openDatabase } from "../../src/store/open.js";
import type { Tables } from "../../src/store/schema.js";
import { turn } from "./contract.js";
import { folder, type Postgres, postgresSettings, silent, sqliteSettings, startPostgres } from "./harness.js";

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
  const choose = (db: Kysely<Tables>, key: string) =>
    db
      .insertInto("language")
      .values({ key: Buffer.from(key), language: "nb", at: 0 })
      .execute();
  const chosen = async (): Promise<string[]> =>
    (await database.kysely.selectFrom("language").select("key").orderBy("key").execute()).map(({ key }) => `${key}`);

  it("a transaction that fails leaves nothing, and takes nothing along of what comes meanwhile", async () => {
    let began = (): void => undefined;
    const inside = new Promise<void>((resolve) => {
      began = resolve;
    });
    const failing = database.within(5_000, (db) =>
      db.transaction().execute(async (transaction) => {
        await choose(transaction, "a");
        began();
        await new Promise((resolve) => setImmediate(resolve));
        await choose(transaction, "b");
        throw new Error("in the middle");
      }),
    );
    await inside;
    const outcomes = await Promise.allSettled([failing, database.within(5_000, (db) => choose(db, "c")), choose(database.kysely, "d")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(await chosen()).toEqual(["c", "d"]);
  });

  it("transactions that come at once are all done", async () => {
    const keys = Array.from({ length: 30 }, (_, i) => `t${10 + i}`);
    const both = (key: string) => (db: Kysely<Tables>) =>
      db.transaction().execute(async (inside) => {
        await choose(inside, key);
        await choose(inside, `${key}+`);
      });
    await Promise.all(keys.map((key) => database.within(20_000, both(key))));
    expect((await chosen()).filter((key) => key.startsWith("t"))).toEqual(keys.flatMap((key) => [key, `${key}+`]));
  });

  it("what is under way is done before the database is closed", async () => {
    const written = database.within(5_000, (db) => choose(db, "z"));
    await database.close();
    await expect(written).resolves.toBeDefined();
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
