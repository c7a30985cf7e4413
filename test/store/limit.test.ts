// Too many questions per minute: the person waits, the workspace waits, nobody else does; shared if
// the database is shared.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../../src/config.js";
import { createMetrics } from "../../src/metrics.js";
import { openStore } from "../../src/store/index.js";
import type { Person } from "../../src/store/store.js";
import {
  folder,
  type Postgres,
  postgresSettings,
  silent,
  sqliteSettings as sqlite,
  type sqliteSettings,
  startPostgres,
} from "./harness.js";

const { path, remove } = folder();
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.remove();
  remove();
});

const someone = (user: string, workspace = "T1"): Person => ({ platform: "slack", workspace, user });
const open = (settings: ReturnType<typeof sqliteSettings>, limits: Config["limits"]) =>
  openStore({ ...settings, limits } as Config, { log: silent, metrics: createMetrics() });
const settings = {
  SQLite: async () => sqlite(join(path, `${Math.random()}.db`)),
  PostgreSQL: async () => postgresSettings(await postgres.create()),
};

describe.each(["SQLite", "PostgreSQL"] as const)("limits on %s", (name) => {
  it("let a person ask as often as the setting says, and then say how long to wait", async () => {
    const { store, limit } = await open(await settings[name](), { person: 3, workspace: 100 });
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await limit(someone("U1")));
    expect(answers.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    const last = answers.at(-1) as { retryAfter: number };
    expect(last.retryAfter).toBeGreaterThan(0);
    expect(last.retryAfter).toBeLessThanOrEqual(60_000);
    expect(await limit(someone("U2"))).toEqual({ allowed: true });
    expect(await limit({ ...someone("U1"), platform: "teams" })).toEqual({ allowed: true });
    await store.close();
  });

  it("let a workspace ask as often as the setting says, and one person can't use it up", async () => {
    const { store, limit } = await open(await settings[name](), { person: 2, workspace: 4 });
    for (let i = 0; i < 20; i += 1) await limit(someone("U1"));
    expect([await limit(someone("U2")), await limit(someone("U3"))]).toEqual([{ allowed: true }, { allowed: true }]);
    expect(await limit(someone("U4"))).toMatchObject({ allowed: false });
    expect(await limit(someone("U4", "T2"))).toEqual({ allowed: true });
    await store.close();
  });

  it("tell who asks too much so once, and each for itself", async () => {
    const { store, limit } = await open(await settings[name](), { person: 1, workspace: 2 });
    await Promise.all([limit(someone("U1")), limit(someone("U2"))]);
    const first = [await limit(someone("U1")), await limit(someone("U3"))];
    for (const one of first) expect(one).not.toHaveProperty("again");
    const second = [await limit(someone("U1")), await limit(someone("U3"))];
    for (const one of second) expect(one).toMatchObject({ allowed: false, again: true });
    await store.close();
  });

  it("count an address in place of the workspace, where people name themselves", async () => {
    const { store, limit } = await open(await settings[name](), { person: 2, workspace: 3 });
    for (let i = 0; i < 5; i += 1) await limit(someone(`new ${i}`), "192.0.2.1");
    expect(await limit(someone("new 5"), "192.0.2.1")).toMatchObject({ allowed: false });
    expect(await limit(someone("new 6"), "192.0.2.2")).toEqual({ allowed: true });
    await store.close();
  });

  it("are off at 0", async () => {
    const { store, limit } = await open(await settings[name](), { person: 0, workspace: 0 });
    for (let i = 0; i < 50; i += 1) expect(await limit(someone("U1"))).toEqual({ allowed: true });
    await store.close();
  });
});

describe("two instances on PostgreSQL", () => {
  it("count together", async () => {
    const shared = await settings.PostgreSQL();
    const [one, two] = await Promise.all([1, 2].map(() => open(shared, { person: 4, workspace: 100 })));
    const answers = [];
    for (let i = 0; i < 8; i += 1) answers.push(await (i % 2 ? one : two)?.limit(someone("U1")));
    expect(answers.filter((answer) => answer?.allowed)).toHaveLength(4);
    await Promise.all([one?.store.close(), two?.store.close()]);
  });

  it("count each for itself while the database is away", async () => {
    const { store, limit } = await open(await settings.PostgreSQL(), { person: 3, workspace: 100 });
    await postgres.stop();
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push((await limit(someone("U1"))).allowed);
    await postgres.start();
    expect(answers).toEqual([true, true, true, false, false]);
    await store.close();
  });
});
