// An unresponsive PostgreSQL: nobody waits longer than is useful, and later requests don't queue
// behind earlier ones.
import { setImmediate as turn } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Config } from "../../src/config.js";
import { createMetrics } from "../../src/metrics.js";
import { openStore } from "../../src/store/index.js";
import { type Postgres, postgresSettings, silent, startPostgres } from "./harness.js";

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());
const stopped: number[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const pid of stopped.splice(0)) process.kill(pid, "SIGCONT");
});

const person = { platform: "slack", workspace: "T1", user: "U1" };
const work = (key: string) => ({ key, platform: "slack", body: {} });

/** A store whose connections, of which it has so many, hang. */
async function hanging(connections: number) {
  const url = await postgres.create();
  const config = { ...postgresSettings(url, { connections }), limits: { person: 30, workspace: 1000 } } as Config;
  const { store, limit } = await openStore(config, { log: silent, metrics: createMetrics(), when: new Promise(() => undefined) });
  // all connections are there, and know their statements
  await Promise.all([
    store.inbox.accept(work("first")),
    store.recall("c", person),
    store.language(person),
    limit(person),
    store.kept(person),
  ]);
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name = 'forumbot' and datname = current_database()",
  );
  await client.end();
  for (const { pid } of rows) process.kill(pid, "SIGSTOP");
  stopped.push(...rows.map(({ pid }) => pid));
  return { store, limit };
}

/** Whether it is settled after so many milliseconds. */
async function within(milliseconds: number, promise: Promise<unknown>): Promise<string> {
  let state = "waits";
  promise.then(
    () => {
      state = "done";
    },
    () => {
      state = "failed";
    },
  );
  await vi.advanceTimersByTimeAsync(milliseconds);
  for (let i = 0; i < 5; i++) await turn();
  return state;
}

describe("a silent database", () => {
  it("keeps whoever asks waiting no longer than is of use to them", async () => {
    const { store, limit } = await hanging(10);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    expect(await within(350, store.language(person))).toBe("failed");
    expect(await within(350, limit(person))).toBe("done");
    expect(await within(650, store.recall("c", person))).toBe("failed");
    expect(await within(1_000, store.kept(person))).toBe("failed");
    expect(await within(2_500, store.inbox.accept(work("second")))).toBe("failed");
  });

  it("is asked again by another connection, and what comes later doesn't wait behind what hangs", async () => {
    const { store } = await hanging(1);
    const first = store.setPlace("a", "p");
    await store.setPlace("b", "p");
    await first;
    expect(await store.place("b")).toBe("p");
    for (const pid of stopped.splice(0)) process.kill(pid, "SIGCONT");
    await store.close();
  });
});
