// What was left unfinished → taken up again: each platform for itself, and a platform that hangs holds up no other.
import { describe, expect, it } from "vitest";
import { takeUp } from "../../src/delivery/recovery.js";
import { createLog } from "../../src/log.js";
import { createMetrics } from "../../src/metrics.js";
import type { Platform } from "../../src/platform.js";
import { createMemoryStore } from "../../src/store/memory.js";
import type { Work } from "../../src/store/store.js";

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
});
