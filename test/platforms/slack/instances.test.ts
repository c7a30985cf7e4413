// Two instances on one real database, between a signed sender and a Slack of our own: redelivered elsewhere, taken over, Slack away for a minute.
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Harness } from "../../store/contract.js";
import { folder, type Postgres, pair, postgresSettings, sqliteSettings, startPostgres } from "../../store/harness.js";
import { direct, eventBody, mention, type Slack, signed, startSlack } from "./app.js";
import { type Args, type Fake, startFake } from "./fake.js";

let fake: Fake;
let postgres: Postgres;
const { path, remove } = folder();
let files = 0;
beforeAll(async () => {
  [fake, postgres] = await Promise.all([startFake(), startPostgres()]);
});
afterAll(async () => {
  await Promise.all([fake.close(), postgres.remove()]);
  remove();
});

const QUESTION = "hvor ofte møtes NSHF?";
const databases = {
  SQLite: async () => {
    files += 1;
    return sqliteSettings(join(path, `${files}.db`));
  },
  PostgreSQL: async () => postgresSettings(await postgres.create()),
};

describe.each(Object.entries(databases))("on %s", (_, settings) => {
  let stores: Harness;
  let one: Slack;
  let two: Slack;
  beforeEach(async () => {
    fake.reset();
    stores = await pair(await settings());
    one = await startSlack(fake, { store: stores.store });
    two = await startSlack(fake, { store: stores.other as Harness["store"] });
  });
  afterEach(async () => {
    await Promise.all([one.stop(), two.stop()]);
    await stores.close();
  });

  const settle = async (): Promise<void> => void (await Promise.all([one.idle(), two.idle()]));
  /** Two minutes later everything that was put off is due, and taken up by this instance. */
  async function taken(by: Slack): Promise<void> {
    await settle();
    await stores.passes(120_000);
    while ((await by.sweep()) > 0);
  }
  const total = async (name: "possibleSeconds" | "duplicates"): Promise<number> => {
    const values = await Promise.all([one, two].map(async ({ metrics }) => (await metrics[name].get()).values));
    return values.flat().reduce((sum, { value }) => sum + value, 0);
  };
  const repliesTo = ({ ts }: Args): number => [...fake.posted.values()].filter(({ args }) => args.thread_ts === ts).length;

  it.each([mention, direct])("what was answered and is delivered once more, to the other instance, isn't answered again", async (ask) => {
    const asked = ask(QUESTION);
    const body = JSON.stringify(eventBody(asked));
    expect((await one.send(body)).status).toBe(200);
    await settle();
    for (const at of [two, one, two])
      expect((await at.send(body, { ...signed(body), "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" })).status).toBe(200);
    await taken(two);
    await taken(one);
    expect(repliesTo(asked)).toBe(1);
    expect(await total("duplicates")).toBe(3);
  });

  it("what is delivered to both at the same time is answered by one of them", async () => {
    const asked = Array.from({ length: 10 }, () => mention(QUESTION));
    await Promise.all(
      asked.flatMap((event) => {
        const body = JSON.stringify(eventBody(event));
        return [one.send(body), two.send(body)];
      }),
    );
    await settle();
    expect(asked.map(repliesTo)).toEqual(asked.map(() => 1));
  });

  it.each([
    ["is found in a direct message", direct, 1, 0],
    ["is counted elsewhere", mention, 2, 1],
  ] as const)(
    "a reply that arrived while the other instance had the work %s, though this one knows that its own did not arrive",
    async (__, ask, replies, counted) => {
      const limited = { status: 429, headers: { "retry-after": "1" }, body: { ok: false, error: "ratelimited" } };
      fake.on("chat.postMessage", (args, times) => {
        if (times === 1) return limited;
        if (times > 2) return undefined;
        // it arrived, and the answer to it got lost
        fake.posted.set(`${args.channel}:7.7`, { channel: args.channel, ts: "7.7", args });
        return { status: 502, body: "<html>bad gateway</html>" };
      });
      const asked = ask(QUESTION);
      await one.event(asked);
      await taken(two);
      const before = await total("possibleSeconds");
      await taken(one);
      await settle();
      expect(repliesTo(asked)).toBe(replies);
      expect((await total("possibleSeconds")) - before).toBe(counted);
      expect(await stores.store.inbox.waiting()).toBe(0);
    },
  );

  it.each([mention, direct])("an edit that comes to the other instance while the first answers changes that answer", async (ask) => {
    let free = (): void => undefined;
    const held = new Promise<undefined>((resolve) => {
      free = () => resolve(undefined);
    });
    fake.on("chat.postMessage", (_, times) => (times === 1 ? held : undefined));
    const asked = ask(QUESTION);
    await one.event(asked);
    while (fake.of("chat.postMessage").length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    const edited = { user: asked.user, ts: "9000000.000100" };
    const text = asked.text.replace(QUESTION, "har IGC et sekretariat?");
    const changed = { type: "message", user: asked.user, text, ts: asked.ts, edited };
    const { channel, channel_type } = asked;
    await two.event(
      ask === mention
        ? { ...asked, text, edited }
        : { type: "message", subtype: "message_changed", channel, channel_type, ts: "9.1", message: changed },
    );
    await two.idle();
    free();
    await taken(two);
    expect(repliesTo(asked)).toBe(1);
    expect(fake.of("chat.update").map(({ blocks }) => JSON.stringify(blocks))).toEqual([expect.stringContaining("Genève")]);
    expect(await stores.store.inbox.waiting()).toBe(0);
  });

  it("Slack's Web API hangs, then fails, then takes what it doesn't confirm, for some minutes: every question is answered", async () => {
    const hung = new Set<unknown>();
    let away = true;
    fake.on("chat.postMessage", (args) => {
      if (!away) return undefined;
      if (hung.has(args.thread_ts)) return { status: 503, body: "" };
      hung.add(args.thread_ts);
      return hung.size % 2 === 0 ? "hang" : { status: 500, body: "oops" };
    });
    const mentions = Array.from({ length: 8 }, (__, i) => mention(QUESTION, { user: `UA${i}` }));
    const directs = Array.from({ length: 8 }, (__, i) => direct(QUESTION, { user: `UB${i}`, channel: `DUB${i}` }));
    for (const [i, event] of [...mentions, ...directs].entries()) expect((await [one, two][i % 2]?.event(event))?.status).toBe(200);
    await taken(two);
    await taken(one);
    away = false;
    await taken(two);
    await settle();
    expect(directs.map(repliesTo)).toEqual(directs.map(() => 1));
    const seconds = mentions.map((event) => repliesTo(event) - 1);
    expect(Math.min(...seconds)).toBe(0);
    expect(seconds.reduce((sum, more) => sum + more, 0)).toBeLessThanOrEqual(await total("possibleSeconds"));
    expect(await stores.store.inbox.waiting()).toBe(0);
  });
});
