// Clocks that jump: no live job is taken over, and no waiting one is forgotten.
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createJump } from "../../src/store/clock.js";
import type { Database } from "../../src/store/database.js";
import { createStore, type LastingStore, openDatabase, type Settings } from "../../src/store/open.js";
import { age, folder, type Postgres, postgresSettings, silent, sqliteSettings, startPostgres } from "./harness.js";

const HOUR = 3_600_000;
const { path, remove } = folder();
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.remove();
  remove();
});

describe("a jump of the clock", () => {
  const clocks = (): { read: () => Promise<number>; steady: () => number; set: { wall: number; steady: number; takes: number } } => {
    const set = { wall: 1_000_000, steady: 0, takes: 0 };
    const read = async (): Promise<number> => {
      set.steady += set.takes;
      return set.wall;
    };
    return { set, read, steady: () => set.steady };
  };

  it("is seen once, ahead and back, and little ones and the passing of time are none", async () => {
    const { set, read, steady } = clocks();
    const jump = createJump(read, steady);
    const jumps: number[] = [];
    for (const [wall, own] of [
      [0, 0],
      [60_000, 60_000],
      [4_000, 1_000],
      [HOUR, 1_000],
      [1_000, 1_000],
      [-HOUR, 1_000],
      [1_000, 1_000],
    ] as const) {
      set.wall += wall;
      set.steady += own;
      jumps.push(await jump());
    }
    expect(jumps).toEqual([0, 0, 0, HOUR - 1_000, 0, -HOUR - 1_000, 0]);
  });

  it("isn't believed of a database that was slow to answer", async () => {
    const { set, read, steady } = clocks();
    const jump = createJump(read, steady);
    await jump();
    set.takes = 20_000;
    expect(await jump()).toBe(0);
    set.takes = 0;
    set.wall += 20_000;
    expect(await jump()).toBe(0);
  });
});

let files = 0;
const databases = {
  SQLite: async () => {
    files += 1;
    return sqliteSettings(join(path, `${files}.db`));
  },
  PostgreSQL: async () => postgresSettings(await postgres.create()),
};

describe.each(Object.entries(databases))("two instances on %s", (_, settings) => {
  let stores: LastingStore[];
  let database: Database;
  let pending: number[];
  let given: Settings;
  beforeEach(async () => {
    given = await settings();
    database = (await openDatabase(given, silent)).database;
    pending = [0, 0];
    const open = async (i: number): Promise<LastingStore> =>
      createStore(await openDatabase(given, silent), given, silent, {
        jump: async () => {
          const by = pending[i] ?? 0;
          pending[i] = 0;
          return by;
        },
      });
    stores = await Promise.all([0, 1].map(open));
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database.close();
  });
  /** To what is stored, a clock that is set ahead is one by which everything is older. */
  async function set(by: number): Promise<void> {
    await age(database.kysely, by);
    pending = [by, by];
  }
  const accept = async (store: LastingStore): Promise<string[]> => {
    const keys = Array.from({ length: 20 }, (__, i) => `k${i}`);
    await Promise.all(keys.map((key) => store.inbox.accept({ key, platform: "slack", body: key })));
    return keys;
  };

  it("an hour ahead: what the other one is sending is not taken over, and what was put off is taken up", async () => {
    const [one, two] = stores as [LastingStore, LastingStore];
    const [put, ...sending] = await accept(one);
    await one.inbox.retry(put as string, 60_000);
    await Promise.all(sending.map((key) => one.inbox.sending(key)));
    await set(HOUR);
    expect((await two.inbox.take(100)).map(({ key }) => key)).toEqual([put]);
    expect(await two.inbox.take(100)).toEqual([]);
    // and whoever sends goes on renewing what began a moment ago
    await one.inbox.take(0);
    const rows = await database.kysely.selectFrom("work").select("taken").where("owner", "is not", null).execute();
    expect(rows.filter(({ taken }) => Date.now() - taken < HOUR / 2)).toHaveLength(20);
  });

  it("an hour back: what was put off waits for a minute at most, and what a dead instance had, for its lease", async () => {
    const [one, two] = stores as [LastingStore, LastingStore];
    const [put] = await accept(one);
    await one.inbox.retry(put as string, 2_000);
    await set(-HOUR);
    expect(await two.inbox.take(100)).toEqual([]);
    await age(database.kysely, 61_000);
    expect(await two.inbox.take(100)).toHaveLength(20);
  });

  it("an hour back while nobody was there: whoever starts finds it out", async () => {
    const [one, two] = stores as [LastingStore, LastingStore];
    const [put] = await accept(one);
    await one.inbox.retry(put as string, 2_000);
    await age(database.kysely, -HOUR);
    const third = await createStore(await openDatabase(given, silent), given, silent);
    await age(database.kysely, 61_000);
    expect((await two.inbox.take(100)).length).toBe(20);
    await third.close();
  });
});
