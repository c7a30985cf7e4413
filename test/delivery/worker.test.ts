// What a platform learns at each try of a delivery, and its outcomes; the platforms have their own
// tests besides.
import { afterEach, describe, expect, it, vi } from "vitest";
import { createWorker, type Job, type Outcome } from "../../src/delivery/worker.js";
import { createLog } from "../../src/log.js";
import { createMetrics } from "../../src/metrics.js";
import { createMemoryStore } from "../../src/store/memory.js";

afterEach(() => vi.useRealTimers());

type Handle = (job: Job<string, string>) => Promise<Outcome<string>>;

function world(handle: Handle) {
  let time = Date.now();
  const store = createMemoryStore(() => time);
  const metrics = createMetrics();
  const parts = { platform: "test", store, metrics, log: createLog("silent"), read: String, queueOf: (task: string) => task, handle };
  const worker = createWorker<string, string>(parts);
  const counted = async (name: "possibleSeconds" | "duplicates"): Promise<number> =>
    (await metrics[name].get()).values.reduce((sum, { value }) => sum + value, 0);
  return {
    worker,
    store,
    counted,
    accept: (key: string) => worker.accept({ key, body: key, task: key }),
    async later(): Promise<void> {
      await worker.idle();
      time += 3_600_000;
      for (const work of await store.inbox.take(100)) await worker.resume(work);
    },
  };
}

describe("a reply that may have arrived", () => {
  it("may still have, though the platform surely did nothing at the try after it", async () => {
    const tries: Outcome<string>[] = [
      { kind: "later", certain: false },
      { kind: "later", certain: true },
      { kind: "done", outcome: "sent" },
    ];
    const unsure: boolean[] = [];
    const { accept, later, counted } = world(async (job) => {
      unsure.push(job.unsure);
      await job.sending();
      return tries.shift() as Outcome<string>;
    });
    await accept("k");
    await later();
    await later();
    expect(unsure).toEqual([false, true, true]);
    expect(await counted("possibleSeconds")).toBe(2);
  });

  it("has surely not where it was looked for in vain, or nothing was handed over yet", async () => {
    const unsure: boolean[] = [];
    const { accept, later, counted } = world(async (job) => {
      unsure.push(job.unsure);
      if (unsure.length === 1) throw new Error("before anything was sent");
      await job.sending(true);
      if (unsure.length === 2) throw new Error("the line broke");
      return unsure.length < 5 ? { kind: "later", certain: true } : { kind: "done", outcome: "sent" };
    });
    await accept("k");
    for (let i = 0; i < 4; i++) await later();
    expect(unsure).toEqual([false, false, true, false, false]);
    expect(await counted("possibleSeconds")).toBe(0);
  });
});

describe("a delivery", () => {
  it("that comes while it is under way, or when it is done, is not handled again", async () => {
    let handled = 0;
    const { worker, accept, counted } = world(async () => {
      handled += 1;
      return { kind: "done" };
    });
    expect(await Promise.all([accept("k"), accept("k")])).toEqual(["new", "duplicate"]);
    await worker.idle();
    expect(await accept("k")).toBe("duplicate");
    expect([handled, await counted("duplicates")]).toEqual([1, 2]);
  });

  it("is said the same at each try", async () => {
    const said: (string | undefined)[] = [];
    const { accept, later } = world(async (job) => {
      said.push(job.said);
      return said.length < 3 ? { kind: "later", certain: true, said: "an answer" } : { kind: "done" };
    });
    await accept("k");
    await later();
    await later();
    expect(said).toEqual([undefined, "an answer", "an answer"]);
  });

  it("that another instance has taken over is left to it", async () => {
    const { store, worker, accept } = world(async (job) => ((await job.sending()) ? { kind: "done" } : { kind: "left" }));
    store.inbox.sending = async () => {
      throw Object.assign(new Error("taken over"), { name: "LeaseLost" });
    };
    await accept("k");
    await worker.idle();
    expect(await store.inbox.waiting()).toBe(1);
  });
});

describe("a stop", () => {
  it("waits for what is being sent, and leaves to the next instance what is not begun after five seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const free = new Map<string, () => void>();
    const held = (name: string): Promise<void> => new Promise((resolve) => void free.set(name, resolve));
    const sent: string[] = [];
    const { store, worker, accept } = world(async (job) => {
      if (job.task === "thinks") await held("thinks");
      if (!(await job.sending())) return { kind: "left" };
      if (job.task === "sends") await held("sends");
      sent.push(job.task);
      return { kind: "done", outcome: "sent" };
    });
    await Promise.all(["thinks", "sends"].map(accept));
    while (free.size < 2) await new Promise((resolve) => setImmediate(resolve));
    const stopped = worker.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    for (const go of free.values()) go();
    await stopped;
    expect(sent).toEqual(["sends"]);
    expect(await store.inbox.waiting()).toBe(1);
  });
});
