// Unfinished jobs are resumed, each platform separately: one that hangs doesn't delay the others.
import { describe, expect, it } from "vitest";
import { takeUp } from "../../src/delivery/recovery.js";
import { createLog } from "../../src/log.js";
import { createMetrics } from "../../src/metrics.js";
import type { Platform } from "../../src/platform.js";
import { createMemoryStore } from "../../src/store/memory.js";
import type { Store, Work } from "../../src/store/store.js";

const platform = (name: string, resume: (work: Work) => Promise<void>): Platform => ({
  name,
  routes: [],
  start: async () => undefined,
  ready: async () => undefined,
  stop: async () => undefined,
  resume,
});

describe("unfinished works", () => {
  it("of one platform are taken up though all of another's hang", async () => {
    let time = 0;
    const store = createMemoryStore(() => time);
    for (let i = 0; i < 50; i++) await store.inbox.accept({ key: `hangs${i}`, platform: "hangs", body: i });
    await store.inbox.accept({ key: "works", platform: "works", body: 1 });
    time += 3_600_000;
    let free = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    let most = 0;
    let now = 0;
    const resumed = new Promise<Work>((resolve) => {
      const hangs = platform("hangs", async ({ key }) => {
        now += 1;
        most = Math.max(most, now);
        await held;
        now -= 1;
        await store.inbox.finish(key);
      });
      const works = platform("works", async (work) => {
        await store.inbox.finish(work.key);
        resolve(work);
      });
      const recovery = takeUp([hangs, works], store, { metrics: createMetrics(), log: createLog("silent") });
      void held.then(() => recovery.stop());
    });
    expect((await resumed).key).toBe("works");
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(20);
    free();
  });

  /** A store with two unfinished deliveries whose leases have ended, the first of which fails to be resumed. */
  async function withFailure(fails: (store: Store) => Promise<void>) {
    let time = 0;
    const store = createMemoryStore(() => time);
    const metrics = createMetrics();
    for (const key of ["bad", "good"]) await store.inbox.accept({ key, platform: "toy", body: key });
    time += 3_600_000;
    const retried: string[] = [];
    const inbox: Store["inbox"] = {
      ...store.inbox,
      retry: async (key, delay) => {
        retried.push(key);
        await fails(store);
        await store.inbox.retry(key, delay);
      },
    };
    const finished = new Promise<void>((resolve) => {
      const toy = platform("toy", async ({ key }) => {
        if (key === "bad") throw new Error("refused");
        await store.inbox.finish(key);
        resolve();
      });
      const recovery = takeUp([toy], { ...store, inbox }, { metrics, log: createLog("silent") });
      stop = () => recovery.stop();
    });
    await finished;
    await stop();
    return { store, retried, metrics, passes: (milliseconds: number) => (time += milliseconds) };
  }
  let stop = async (): Promise<void> => undefined;

  it("that fail again are put back for later, counted, and hold up no other", async () => {
    const { store, retried, metrics, passes } = await withFailure(async () => undefined);
    expect(retried).toEqual(["bad"]);
    expect(await metrics.registry.metrics()).toContain('forumbot_errors_total{place="resume"} 1');
    expect(await store.inbox.take(10)).toEqual([]);
    passes(3_600_000);
    expect(await store.inbox.take(10)).toMatchObject([{ key: "bad" }]);
  });

  it("that can't even be put back are free when their lease ends", async () => {
    const { store, passes } = await withFailure(() => Promise.reject(new Error("no database")));
    expect(await store.inbox.take(10)).toEqual([]);
    passes(3_600_000);
    expect(await store.inbox.take(10)).toMatchObject([{ key: "bad" }]);
  });

  it("are looked for again after the store could not be read", async () => {
    let time = 0;
    const store = createMemoryStore(() => time);
    await store.inbox.accept({ key: "k", platform: "toy", body: 1 });
    time += 3_600_000;
    let tries = 0;
    const take: Store["inbox"]["take"] = async (...asked) => {
      tries += 1;
      if (tries === 1) throw new Error("no database");
      return store.inbox.take(...asked);
    };
    const resumed = new Promise<string>((resolve) => {
      const toy = platform("toy", async ({ key }) => resolve(key));
      const around = { metrics: createMetrics(), log: createLog("silent") };
      const recovery = takeUp([toy], { ...store, inbox: { ...store.inbox, take } }, around);
      stop = () => recovery.stop();
    });
    expect(await resumed).toBe("k");
    await stop();
    expect(tries).toBeGreaterThan(1);
  });
});
