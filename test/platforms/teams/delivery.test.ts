// What can go wrong between Teams and the bot, however long it lasts: never lost, never twice, and
// the same reply at each try.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { describe, expect, it } from "vitest";
import type { Store } from "../../../src/store/store.js";
import { createWorld, TENANT, type World } from "./peer.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const chat = (name: string): object => ({
  conversation: { id: `a:${name}`, conversationType: "personal", tenantId: TENANT },
  from: { id: `29:${name}`, name, aadObjectId: name },
});
const answerTo = (name: string, calls: World["connector"]["calls"]): number =>
  calls.filter(({ url }) => url.includes(`/a:${name}/`)).length;

/** A world whose clock is ours, and whose connector answers with a status for as long as we want. */
async function away(status: number | undefined, options: Parameters<typeof createWorld>[0] = {}) {
  let time = Date.now();
  const world = await createWorld({ now: () => time, ...options });
  if (status !== undefined) world.connector.answers.push(...Array.from({ length: 100_000 }, () => ({ status })));
  return {
    world,
    passes: async (milliseconds: number, step = 1_000): Promise<void> => {
      for (const end = time + milliseconds; time < end; ) {
        time = Math.min(end, time + step);
        await world.sweep();
      }
    },
    back: (): number => {
      world.connector.answers.length = 0;
      return world.connector.calls.length;
    },
  };
}

describe("Teams' connector", () => {
  it.each([500, 503, 429])("that answers %i for five minutes costs nobody their answer, and nobody gets two", async (status) => {
    const { world, passes, back } = await away(status);
    const names = Array.from({ length: 20 }, (_, i) => `p${i}`);
    for (const name of names) expect((await world.post(world.activity({ text: "Hva er IOM?", ...chat(name) }))).status).toBe(200);
    await world.connector.until(20);
    await passes(5 * MINUTE);
    const before = back();
    await passes(2 * MINUTE);
    const calls = world.connector.calls.slice(before);
    expect(names.map((name) => answerTo(name, calls))).toEqual(names.map(() => 1));
    expect(await world.store.inbox.waiting()).toBe(0);
    await world.close();
  });

  it("that is away for almost two days is still waited for; after that the question is given up and counted", async () => {
    const { world, passes, back } = await away(503);
    await world.post(world.activity({ text: "Hva er IOM?", ...chat("patient") }));
    await world.connector.until(1);
    await passes(2 * DAY - 10 * MINUTE, 10 * MINUTE);
    expect(await world.store.inbox.waiting()).toBe(1);
    await passes(20 * MINUTE, 10 * MINUTE);
    expect(await world.store.inbox.waiting()).toBe(0);
    const { values } = await world.metrics.deliveries.get();
    expect(values).toEqual([expect.objectContaining({ labels: { platform: "teams", outcome: "failed" }, value: 1 })]);
    back();
    await world.close();
  });

  it("is asked less and less often: after 2 s, then doubling to a minute", async () => {
    const { world, passes, back } = await away(500);
    await world.post(world.activity({ text: "Hva er IOM?", ...chat("gap") }));
    await world.connector.until(1);
    const at: number[] = [];
    for (let second = 1; second <= 600; second++) {
      const before = world.connector.calls.length;
      await passes(1_000);
      if (world.connector.calls.length > before) at.push(second);
    }
    const gaps = at.map((second, i) => second - (at[i - 1] ?? 0));
    for (const [i, wanted] of [2, 4, 8, 16, 32].entries()) {
      expect(gaps[i]).toBeGreaterThanOrEqual(wanted * 0.9);
      expect(gaps[i]).toBeLessThanOrEqual(wanted * 1.1 + 2);
    }
    for (const gap of gaps.slice(5)) {
      expect(gap).toBeGreaterThanOrEqual(54);
      expect(gap).toBeLessThanOrEqual(68);
    }
    back();
    await world.close();
  });
});

describe("an answer that Teams took", () => {
  it("is noted in the very turn in which that is told, before anything else is: who is killed then would send again", async () => {
    let turns = -1;
    const noted: number[] = [];
    const come = (): void => {
      turns = 0;
      setImmediate(() => {
        turns += 1;
      });
    };
    const slowly = (store: Store): Store => ({
      ...store,
      setPlace: (...of) => new Promise((resolve) => setImmediate(() => resolve(store.setPlace(...of)))),
      inbox: {
        ...store.inbox,
        finish: async (...of) => {
          noted.push(turns);
          return store.inbox.finish(...of);
        },
      },
    });
    const world = await createWorld({ store: slowly });
    subscribe("undici:request:trailers", come);
    await world.say("Hva er IOM?");
    unsubscribe("undici:request:trailers", come);
    expect(noted).toEqual([0]);
    await world.close();
  });
});

describe("a token that Microsoft doesn't give now", () => {
  it("is waited for, and the bot isn't ready meanwhile", async () => {
    let wrong = true;
    const token = async (): Promise<string> => {
      if (wrong) throw Object.assign(new Error("AADSTS7000215: Invalid client secret provided"), { errorCode: "invalid_client" });
      return "Bearer outbound";
    };
    const { world, passes } = await away(undefined, { token });
    await world.post(world.activity({ text: "Hva er IOM?", ...chat("secret") }));
    await passes(10 * MINUTE);
    expect(await world.store.inbox.waiting()).toBe(1);
    await expect(world.platform.ready()).rejects.toThrow("invalid_client");
    wrong = false;
    await passes(2 * MINUTE);
    await expect(world.platform.ready()).resolves.toBeUndefined();
    expect(world.connector.calls.map(({ body }) => body.text)).toEqual([expect.stringContaining("IOM")]);
    await world.close();
  });
});

describe("a process that is killed", () => {
  it("any number of times while it has a message, and then an error of Teams', lose no message", async () => {
    let time = Date.now();
    const world = await createWorld({ now: () => time });
    const activity = world.activity({ text: "Hva er IOM?", ...chat("killed") });
    await world.store.inbox.accept({ key: "k", platform: "teams", body: activity });
    for (let i = 0; i < 50; i++) {
      time += 2 * MINUTE;
      await world.store.inbox.take(1);
    }
    world.connector.answers.push({ status: 500 });
    for (let i = 0; i < 2; i++) {
      time += 2 * MINUTE;
      await world.sweep();
    }
    expect(world.connector.calls.map(({ body }) => body.text)).toEqual(Array(2).fill(expect.stringContaining("IOM")));
    expect(await world.store.inbox.waiting()).toBe(0);
    await world.close();
  });
});

describe("a question that is tried again", () => {
  it("is asked once: what it changed of the conversation it changes once, and the limit counts it once", async () => {
    let asked = 0;
    const { world, passes, back } = await away(500, {
      limit: async () => {
        asked += 1;
        return { allowed: asked <= 2, retryAfter: 60_000 };
      },
    });
    await world.post(world.activity({ text: "Hvor ofte møtes NSHF?", ...chat("again") }));
    await world.connector.until(1);
    await passes(5 * MINUTE);
    const before = back();
    await passes(2 * MINUTE);
    expect(asked).toBe(1);
    expect(world.connector.calls.slice(before).map(({ body }) => body.text)).toEqual([expect.stringContaining("to ganger")]);
    await world.close();
  });
});

describe("a message that changes while its answer is put off", () => {
  const changed = (of: object, eventType: string, minute: number, rest: object = {}): object => ({
    ...of,
    type: eventType === "softDeleteMessage" ? "messageDelete" : "messageUpdate",
    channelData: { tenant: { id: TENANT }, eventType },
    timestamp: `2026-11-22T13:0${minute}:00Z`,
    ...rest,
  });
  /** Every message that stands in the chat, as the connector took it. */
  const standing = ({ connector }: World, taken: readonly boolean[]): string[] => {
    const texts = new Map<string, string>();
    let posts = 0;
    for (const [i, { method, url, body }] of connector.calls.entries()) {
      if (!taken[i]) continue;
      if (method === "POST") texts.set(`reply-${++posts}`, body.text as string);
      if (method === "PUT") texts.set(url.split("/").at(-1) as string, body.text as string);
      if (method === "DELETE") texts.delete(url.split("/").at(-1) as string);
    }
    return [...texts.values()];
  };
  /** Calls of the connector, each taken or answered with 500. */
  async function play(steps: (asked: object) => readonly (readonly [object, boolean])[]): Promise<string[]> {
    const { world, passes } = await away(undefined);
    const asked = world.activity({ text: "Hva er IOM?", ...chat("changes") });
    const fails: number[] = [];
    for (const [activity, taken] of steps(asked)) {
      const before = world.connector.calls.length;
      if (!taken) world.connector.answers.push({ status: 500 });
      expect((await world.post(activity)).status).toBe(200);
      // what is put off or done is not under way any more
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (!taken) fails.push(before);
      world.connector.answers.length = 0;
    }
    await passes(5 * MINUTE);
    expect(await world.store.inbox.waiting()).toBe(0);
    const found = standing(
      world,
      world.connector.calls.map((_, i) => !fails.includes(i)),
    );
    await world.close();
    return found;
  }

  it("by an edit has one answer, to its last words", async () => {
    const found = await play((asked) => [
      [asked, false],
      [changed(asked, "editMessage", 1, { text: "Hva er OECD?" }), true],
    ]);
    expect(found).toEqual([expect.stringContaining("OECD")]);
  });

  it("by edits of which the first is put off says what the second asked", async () => {
    const found = await play((asked) => [
      [asked, true],
      [changed(asked, "editMessage", 1, { text: "Hva er OECD?" }), false],
      [changed(asked, "editMessage", 2, { text: "Hva er IGC?" }), true],
    ]);
    expect(found).toEqual([expect.stringContaining("IGC")]);
  });

  it("by being deleted has none; and by being restored, one", async () => {
    const deleted = (asked: object) => changed(asked, "softDeleteMessage", 1);
    expect(
      await play((asked) => [
        [asked, false],
        [deleted(asked), true],
      ]),
    ).toEqual([]);
    const restored = await play((asked) => [
      [asked, false],
      [deleted(asked), true],
      [changed(asked, "undeleteMessage", 2), true],
    ]);
    expect(restored).toEqual([expect.stringContaining("IOM")]);
  });

  it("by an edit of nothing but its form keeps its answer untouched", async () => {
    const { world } = await away(undefined);
    const asked = world.activity({ text: "Hva er IOM?", ...chat("same") });
    await world.post(asked);
    await world.connector.until(1);
    await world.settled();
    await world.post(changed(asked, "editMessage", 1, { text: "Hva  er IOM?" }));
    await world.settled();
    expect(world.connector.calls).toHaveLength(1);
    await world.close();
  });
});
