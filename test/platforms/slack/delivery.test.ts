// What can go wrong between Slack and the bot: signatures, duplicates, closed channels, limits,
// crashes. Never silent, never twice, never lost.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config.js";
import { PATIENCE } from "../../../src/delivery/retry.js";
import { createLog } from "../../../src/log.js";
import { createMetrics } from "../../../src/metrics.js";
import { openStore } from "../../../src/store/index.js";
import { createMemoryStore } from "../../../src/store/memory.js";
import type { Store, Work } from "../../../src/store/store.js";
import { buttons, commandBody, direct, eventBody, mention, press, SECRET, type Slack, signed, startSlack, textIn } from "./app.js";
import { type Args, error, type Fake, startFake } from "./fake.js";
import { messageOf } from "./limits.js";

let fake: Fake;
let slack: Slack;
let skipped = 0;
const now = (): number => Date.now() + skipped;
beforeAll(async () => {
  fake = await startFake();
});
beforeEach(async () => {
  fake.reset();
  skipped = 0;
  slack = await startSlack(fake, { store: createMemoryStore(now), now });
});
afterAll(() => fake.close());

const FACT = "NSHF møtes to ganger i året";
/** Ten minutes later: whatever was put off is due. */
async function later(): Promise<void> {
  await slack.idle();
  skipped += 600_000;
  await slack.sweep();
}
const count = async (name: "deliveries" | "possibleSeconds" | "duplicates" | "refused", labels: Args = {}): Promise<number> => {
  const { values } = await slack.metrics[name].get();
  return values
    .filter((one) => Object.entries(labels).every(([key, value]) => one.labels[key as never] === value))
    .reduce((sum, one) => sum + one.value, 0);
};

describe("a request", () => {
  const body = JSON.stringify(eventBody(mention("hva er NSHF?")));
  it.each([
    ["unsigned", () => ({})],
    ["signed with another secret", () => signed(body, Date.now(), "no")],
    ["signed for another body", () => signed(`${body} `)],
    ["six minutes old", () => signed(body, Date.now() - 360_000)],
    ["from six minutes ahead", () => signed(body, Date.now() + 360_000)],
    ["with a time stamp that is none", () => ({ ...signed(body), "x-slack-request-timestamp": "soon" })],
    ["with half a signature", () => ({ ...signed(body), "x-slack-signature": "v0=00" })],
  ])("%s is refused, and nothing is done", async (_, headers) => {
    expect(await slack.send(body, headers())).toMatchObject({ status: 401, text: "" });
    await slack.idle();
    expect(fake.of("chat.postMessage")).toEqual([]);
    expect(await count("refused")).toBe(1);
  });

  it("that verifies the address is answered with the challenge, if it is signed", async () => {
    const challenge = JSON.stringify({ type: "url_verification", challenge: "abc" });
    expect((await slack.send(challenge)).json).toEqual({ challenge: "abc" });
    expect((await slack.send(challenge, {})).status).toBe(401);
  });

  it("that checks the certificate gets 200 and nothing else happens", async () => {
    const form = new URLSearchParams({ ...commandBody("slett", fake), ssl_check: "1" }).toString();
    expect(await slack.send(form, {}, "application/x-www-form-urlencoded")).toMatchObject({ status: 200, text: "" });
  });

  it.each([
    ["{", 400],
    ["", 400],
    ["[]", 400],
    ['"x"', 400],
    ["null", 400],
    ['{"type":5}', 200],
    ['{"type":"event_callback"}', 400],
    ['{"type":"event_callback","event_id":"E","event":null}', 400],
    ['{"type":"event_callback","event_id":"E","event":{"type":"reaction_added","item":null}}', 200],
    ['{"type":"event_callback","event_id":"E1","event":{"type":"message","channel":5}}', 200],
    ['{"type":"event_callback","event_id":"E2","event":{"type":"app_mention","user":{},"text":{}}}', 200],
    ['{"type":"block_actions","actions":[{}]}', 400],
    ['{"type":"block_actions","user":{"id":"U"},"actions":[{"type":"button","action_id":"unheard of"}]}', 200],
    ['{"type":"view_submission","view":{}}', 200],
    ['{"type":"app_rate_limited"}', 200],
    ['{"type":"shortcut","callback_id":"x","user":{"id":"U1"}}', 200],
  ])("that is signed junk (%s) is answered at once", async (junk, status) => {
    expect((await slack.send(junk)).status).toBe(status);
    expect(fake.of("chat.postMessage")).toEqual([]);
  });

  it("that looks like such a check and is large isn't read for it, nor is one that isn't a form", async () => {
    const large = `ssl_check=1&x=${"+".repeat(1_000)}`;
    expect((await slack.send(large, {}, "application/x-www-form-urlencoded")).status).toBe(401);
    expect((await slack.send("ssl_check=1", {}, "text/plain")).status).toBe(401);
    expect((await slack.send("ssl_check=0&x=ssl_check=1", {}, "application/x-www-form-urlencoded")).status).toBe(401);
  });

  it.each([
    ["of an event", (deep: string) => `{"type":"event_callback","event_id":"Edeep","event":{"type":"app_mention","x":${deep}}}`],
    ["of a press", (deep: string) => `payload=${encodeURIComponent(`{"type":"block_actions","user":{"id":"U"},"x":${deep}}`)}`],
  ])("that nests deeper than a hundred is refused, not delivered again: the body %s", async (_, made) => {
    const type = (body: string): string => (body.startsWith("payload") ? "application/x-www-form-urlencoded" : "application/json");
    for (const deep of ["[".repeat(10_000) + "]".repeat(10_000), `${'{"a":'.repeat(150)}1${"}".repeat(150)}`]) {
      const body = made(deep);
      expect((await slack.send(body, signed(body), type(body))).status).toBe(400);
    }
    const quoted = made(`"${"[".repeat(1_000)}\\""`);
    expect((await slack.send(quoted, signed(quoted), type(quoted))).status).not.toBe(503);
  });

  it("as a form with a charset is read all the same; one of a megabyte isn't", async () => {
    const form = new URLSearchParams(commandBody("hjelp", fake)).toString();
    expect((await slack.send(form, signed(form), "application/x-www-form-urlencoded; charset=utf-8")).json.response_type).toBe("ephemeral");
    const huge = "x".repeat(1_000_001);
    expect((await slack.send(huge, signed(huge))).status).toBe(413);
  });

  it("as a form with a field that comes twice is refused", async () => {
    const form = new URLSearchParams(commandBody("hjelp", fake)).toString();
    for (const more of ["&text=x", "&enterprise_id=E1&enterprise_id=E2", "&payload=%7B%22a%22%3A%5B1&payload=2%5D%7D"]) {
      const twice = form + more;
      expect((await slack.send(twice, signed(twice), "application/x-www-form-urlencoded")).status).toBe(400);
    }
  });
});

describe("a delivery", () => {
  it("that comes four times is answered once", async () => {
    const body = JSON.stringify(eventBody(mention("hvor ofte møtes NSHF?")));
    for (let retry = 0; retry < 4; retry++)
      expect((await slack.send(body, { ...signed(body), ...(retry > 0 && { "x-slack-retry-num": String(retry) }) })).status).toBe(200);
    await slack.idle();
    expect(fake.of("chat.postMessage")).toHaveLength(1);
    expect(await count("duplicates")).toBe(3);
  });

  it("that can't be accepted durably isn't acknowledged: Slack's next one is answered", async () => {
    const store = createMemoryStore(now);
    let down = true;
    const accept: Store["inbox"]["accept"] = async (work, person) => {
      if (down) throw new Error("the disk is full");
      return store.inbox.accept(work, person);
    };
    slack = await startSlack(fake, { store: { ...store, inbox: { ...store.inbox, accept } } });
    const body = JSON.stringify(eventBody(mention("hvor ofte møtes NSHF?")));
    expect((await slack.send(body)).status).toBe(503);
    down = false;
    expect((await slack.send(body)).status).toBe(200);
    expect(textIn((await fake.nth("chat.postMessage")).blocks)).toContain(FACT);
  });

  it("that can't be accepted in time is given back before Slack stops waiting, and kept once when it comes again", async () => {
    const store = createMemoryStore(now);
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const accept: Store["inbox"]["accept"] = (work, person) => held.then(() => store.inbox.accept(work, person));
    slack = await startSlack(fake, { store: { ...store, inbox: { ...store.inbox, accept } } });
    const body = JSON.stringify(eventBody(mention("hvor ofte møtes NSHF?")));
    expect((await slack.send(body)).status).toBe(503);
    goOn();
    expect((await slack.send(body)).status).toBe(200);
    await slack.idle();
    expect(fake.of("chat.postMessage")).toHaveLength(1);
  });

  it("is acknowledged after it was accepted and before it is answered", async () => {
    fake.on("chat.postMessage", () => "hang");
    const asked = mention("hvor ofte møtes NSHF?");
    expect((await slack.event(asked)).status).toBe(200);
    expect(await slack.store.inbox.waiting()).toBe(1);
    await fake.nth("chat.postMessage");
  });

  it("that was accepted by an instance that died is answered by the next", async () => {
    const body = eventBody(mention("hvor ofte møtes NSHF?"));
    await slack.store.inbox.accept({ key: `slack:${body.event_id}`, platform: "slack", body });
    await later();
    expect(textIn((await fake.nth("chat.postMessage")).blocks)).toContain(FACT);
    await later();
    expect(fake.of("chat.postMessage")).toHaveLength(1);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });
});

describe("Slack's Web API", () => {
  it("that asks to wait is waited for, as long as it says", async () => {
    fake.on("chat.postMessage", (_, times) =>
      times === 1 ? { status: 429, headers: { "retry-after": "40" }, body: { ok: false, error: "ratelimited" } } : undefined,
    );
    await slack.event(mention("hvor ofte møtes NSHF?"));
    await slack.idle();
    skipped += 39_000;
    expect(await slack.sweep()).toBe(0);
    skipped += 2_000;
    expect(await slack.sweep()).toBe(1);
    expect(fake.posted.size).toBe(1);
    expect(await count("possibleSeconds")).toBe(0);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });

  it.each(["2592000", "10000000000000000000000"])(
    "that asks to wait for %s seconds is asked again after a quarter of an hour",
    async (seconds) => {
      fake.on("chat.postMessage", (_, times) =>
        times === 1 ? { status: 429, headers: { "retry-after": seconds }, body: { ok: false, error: "ratelimited" } } : undefined,
      );
      await slack.event(mention("hvor ofte møtes NSHF?"));
      await slack.idle();
      skipped += 14 * 60_000;
      expect(await slack.sweep()).toBe(0);
      skipped += 2 * 60_000;
      expect(await slack.sweep()).toBe(1);
      expect(fake.posted.size).toBe(1);
    },
  );

  it.each([mention, direct])(
    "that answers with an error nobody has heard of is asked again, and a lasting one costs nobody their answer",
    async (ask) => {
      for (const method of ["chat.postMessage", "chat.postEphemeral"])
        fake.on(method, (_, times) => (times <= 3 ? error("storage_rebalancing") : undefined));
      await slack.event(ask("hvor ofte møtes NSHF?"));
      await slack.idle();
      expect(await slack.store.inbox.waiting()).toBe(1);
      for (let i = 0; i < 3; i++) await later();
      expect(await slack.store.inbox.waiting()).toBe(0);
      expect(await count("deliveries", { outcome: "failed" })).toBe(0);
      expect(await count("deliveries")).toBe(1);
    },
  );

  it("that doesn't let us write for a reason nobody has heard of lets us answer privately at once", async () => {
    fake.on("chat.postMessage", ({ channel }) => (channel === "C1" ? error("channel_is_asleep") : undefined));
    await slack.event(mention("hvor ofte møtes NSHF?"));
    expect(textIn((await fake.nth("chat.postEphemeral")).blocks)).toContain(FACT);
    await slack.idle();
    expect(await slack.store.inbox.waiting()).toBe(0);
  });

  it("that can't change a reply for a reason nobody has heard of is asked again, and no second one is posted", async () => {
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    await slack.idle();
    fake.on("chat.update", (_, times) => (times === 1 ? error("storage_rebalancing") : undefined));
    const message = { type: "message", user: "U1", text: "har IGC et sekretariat?", ts: asked.ts, edited: { user: "U1", ts: "9999.2" } };
    await slack.event({ type: "message", subtype: "message_changed", channel: "D1", channel_type: "im", ts: "9999.2", message });
    await later();
    expect([...fake.posted.values()].map(({ args }) => textIn(args.blocks))).toEqual([expect.stringContaining("Genève")]);
  });

  it("that fails in a channel is asked again, and that a second reply was possible is counted", async () => {
    fake.on("chat.postMessage", (_, times) => (times <= 2 ? { status: 500, body: "oops" } : undefined));
    await slack.event(mention("hvor ofte møtes NSHF?"));
    await later();
    await later();
    expect(fake.posted.size).toBe(1);
    expect(textIn([...fake.posted.values()][0]?.args.blocks)).toContain(FACT);
    expect(await count("possibleSeconds")).toBe(2);
  });

  it("that did it in a direct message and didn't say so is not asked again: the reply is found", async () => {
    let lost = true;
    fake.on("chat.postMessage", (args) => {
      if (!lost) return undefined;
      lost = false;
      // it arrived, and the answer to it got lost
      fake.posted.set("D1:7.7", { channel: "D1", ts: "7.7", args });
      return { status: 502, body: "<html>bad gateway</html>" };
    });
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    await later();
    expect(fake.of("chat.postMessage")).toHaveLength(1);
    expect(await slack.store.inbox.waiting()).toBe(0);
    // and it is known where it stands
    await slack.event({
      type: "message",
      subtype: "message_deleted",
      channel: "D1",
      channel_type: "im",
      ts: "9.1",
      deleted_ts: asked.ts,
      previous_message: { user: "U1", ts: asked.ts },
    });
    expect(await fake.nth("chat.delete")).toMatchObject({ channel: "D1", ts: "7.7" });
  });

  it("that did nothing in a direct message is asked again", async () => {
    fake.on("chat.postMessage", (_, times) => (times === 1 ? error("internal_error") : undefined));
    await slack.event(direct("hvor ofte møtes NSHF?"));
    await later();
    expect(fake.of("conversations.replies")).toHaveLength(1);
    expect(fake.posted.size).toBe(1);
    expect(await count("possibleSeconds")).toBe(0);
  });

  describe("that took a reply in a channel and couldn't say so, where channels may be read", () => {
    const HISTORY = { SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: "xoxb-1", SLACK_HISTORY: "on" };
    const arrives = (): void =>
      fake.on("chat.postMessage", (args, times) => {
        if (times > 1) return undefined;
        fake.posted.set("C1:7.7", { channel: "C1", ts: "7.7", args });
        return { status: 502, body: "<html>bad gateway</html>" };
      });
    beforeEach(async () => {
      slack = await startSlack(fake, { settings: HISTORY, store: createMemoryStore(now), now });
      arrives();
    });

    it("is not asked again: the reply is found by the key that it carries, and is changed by an edit", async () => {
      const asked = mention("hvor ofte møtes NSHF?");
      await slack.event(asked);
      await later();
      expect(fake.of("chat.postMessage")).toHaveLength(1);
      expect(fake.of("conversations.replies")).toEqual([expect.objectContaining({ channel: "C1", ts: asked.ts })]);
      expect(await count("possibleSeconds")).toBe(0);
      expect(await slack.store.inbox.waiting()).toBe(0);
      await slack.event({ ...asked, text: "<@UBOT> har IGC et sekretariat?", edited: { user: "U1", ts: "9999.2" } });
      expect(await fake.nth("chat.update")).toMatchObject({ channel: "C1", ts: "7.7" });
    });

    it("is found in the edit of what may have been answered, too", async () => {
      const asked = mention("hvor ofte møtes NSHF?");
      await slack.event(asked);
      await slack.idle();
      await slack.event({ ...asked, text: "<@UBOT> har IGC et sekretariat?", edited: { user: "U1", ts: "9999.2" } });
      await later();
      expect(fake.of("chat.postMessage")).toHaveLength(1);
      expect([...fake.posted.values()].map(({ args }) => textIn(args.blocks))).toEqual([expect.stringContaining("Genève")]);
    });

    it("is waited for where it wants to be left alone", async () => {
      fake.on("conversations.replies", (_, times) =>
        times === 1 ? { status: 429, headers: { "retry-after": "60" }, body: { ok: false, error: "ratelimited" } } : undefined,
      );
      await slack.event(mention("hvor ofte møtes NSHF?"));
      await later();
      expect(await slack.store.inbox.waiting()).toBe(1);
      await later();
      expect(fake.of("chat.postMessage")).toHaveLength(1);
      expect(await slack.store.inbox.waiting()).toBe(0);
    });

    it("is asked again, and that is counted, where it doesn't let us look", async () => {
      fake.on("conversations.replies", () => error("missing_scope"));
      await slack.event(mention("hvor ofte møtes NSHF?"));
      await later();
      expect(fake.of("chat.postMessage")).toHaveLength(2);
      expect(await count("possibleSeconds")).toBe(1);
      expect(await slack.store.inbox.waiting()).toBe(0);
    });
  });

  it("gets no key in channels where they can't be read", async () => {
    await slack.event(mention("hvor ofte møtes NSHF?"));
    expect((await fake.nth("chat.postMessage")).metadata).toBeUndefined();
  });

  it("has its answer noted in the very turn in which that comes: who is killed then would send again", async () => {
    const store = createMemoryStore();
    let turns = -1;
    const noted: number[] = [];
    const come = (told: unknown): void => {
      if (!(told as { request: { path: string } }).request.path.endsWith("chat.postMessage")) return;
      turns = 0;
      setImmediate(() => {
        turns += 1;
      });
    };
    const finish: Store["inbox"]["finish"] = async (...of) => {
      noted.push(turns);
      return store.inbox.finish(...of);
    };
    slack = await startSlack(fake, { store: { ...store, inbox: { ...store.inbox, finish } } });
    subscribe("undici:request:trailers", come);
    await slack.event(mention("hvor ofte møtes NSHF?"));
    await fake.nth("chat.postMessage");
    await slack.idle();
    unsubscribe("undici:request:trailers", come);
    expect(noted).toEqual([0]);
  });

  it("that never answers is given up waiting for, and asked again", async () => {
    fake.on("chat.postMessage", (_, times) => (times === 1 ? { status: 200, headers: { "content-length": "999" }, body: "{" } : undefined));
    await slack.event(direct("hvor ofte møtes NSHF?"));
    await fake.nth("chat.postMessage");
    await later();
    await fake.nth("chat.postMessage", 2);
    await slack.idle();
    expect(fake.posted.size).toBe(1);
  });

  it("that fails for long is given up at last, and counted", async () => {
    fake.on("chat.postMessage", () => ({ status: 503, body: "" }));
    await slack.event(mention("hvor ofte møtes NSHF?"));
    for (let i = 0; i < 12; i++) await later();
    expect(await slack.store.inbox.waiting()).toBe(1);
    skipped += 600_000;
    // as if it had been tried for two days
    const [work] = await slack.store.inbox.take(1);
    await slack.platform.resume({ ...(work as Work), age: PATIENCE });
    expect(await count("deliveries", { outcome: "failed" })).toBe(1);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });

  it.each(["channel_not_found", "not_in_channel", "is_archived", "restricted_action", "cannot_reply_to_message"])(
    "that doesn't let us write (%s) lets us answer privately",
    async (code) => {
      fake.on("chat.postMessage", ({ channel }) => (channel === "C1" ? error(code) : undefined));
      await slack.event(mention("hvor ofte møtes NSHF?"));
      const said = await fake.nth("chat.postEphemeral");
      expect(said).toMatchObject({ channel: "C1", user: "U1" });
      // in the channel: nobody would see it in a thread that isn't there yet
      expect(said.thread_ts).toBeUndefined();
      messageOf(said);
      expect(textIn(said.blocks)).toContain("Jeg får ikke skrive der du spurte");
      expect(textIn(said.blocks)).toContain(FACT);
      await slack.idle();
      expect(await count("deliveries", { outcome: "private" })).toBe(1);
      expect(await slack.store.inbox.waiting()).toBe(0);
    },
  );

  it("that lets us do neither lets us answer directly; and where even that is closed it is counted", async () => {
    fake.on("chat.postEphemeral", () => error("is_archived"));
    fake.on("chat.postMessage", ({ channel }) => (channel === "U1" ? undefined : error("is_archived")));
    await slack.event(mention("hvor ofte møtes NSHF?"));
    await slack.idle();
    const direct = fake.of("chat.postMessage").at(-1) as Args;
    expect(direct.channel).toBe("U1");
    expect(direct.thread_ts).toBeUndefined();
    expect(textIn(direct.blocks)).toContain(FACT);
    expect(await count("deliveries", { outcome: "direct" })).toBe(1);
    await slack.event(mention("hvor ofte møtes NSHF?", { user: "U2" }));
    await slack.idle();
    expect(await count("deliveries", { outcome: "failed" })).toBe(1);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });

  it("that doesn't take the blocks gets the text alone", async () => {
    fake.on("chat.postMessage", ({ blocks }) => (blocks === undefined ? undefined : error("invalid_blocks")));
    await slack.event(mention("hvor ofte møtes NSHF?"));
    await slack.idle();
    expect([...fake.posted.values()][0]?.args.text).toContain(FACT);
  });

  it("that takes the token back ends the tries", async () => {
    fake.on("chat.postMessage", () => error("token_revoked"));
    await slack.event(mention("hvor ofte møtes NSHF?"));
    await slack.idle();
    expect(await count("deliveries", { outcome: "failed" })).toBe(1);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });

  it("that is away for what nobody waits for disturbs nothing", async () => {
    for (const method of ["views.publish", "views.open", "assistant.threads.setSuggestedPrompts", "users.info"])
      fake.on(method, () => ({ status: 500, body: "" }));
    expect((await slack.event({ type: "app_home_opened", user: "U1", channel: "D1", tab: "home" })).status).toBe(200);
    expect((await slack.event({ type: "app_home_opened", user: "U1", channel: "D1", tab: "messages" })).status).toBe(200);
    expect((await slack.interact(press({ action_id: "ask:0", value: "Hva er NSHF?" }, { view: "home" }, fake))).status).toBe(200);
    expect((await slack.command("hvor ofte møtes nshf")).text).toContain(FACT);
  });
});

describe("the conversation", () => {
  it("retried keeps its answer: a follow-up isn't asked twice of what it changed", async () => {
    const first = direct("hvor ofte møtes NSHF?");
    await slack.event(first);
    await fake.nth("chat.postMessage");
    fake.on("chat.postMessage", (_, times) => (times === 1 ? { status: 429, headers: { "retry-after": "1" }, body: "{}" } : undefined));
    await slack.event(direct("og IGC?", { thread_ts: first.ts }));
    await later();
    expect(textIn([...fake.posted.values()].at(-1)?.args.blocks)).toContain("IGC");
    expect(await slack.store.inbox.waiting()).toBe(0);
  });

  it("a question that is deleted while it waits is not answered any more", async () => {
    fake.on("chat.postMessage", (_, times) => (times === 1 ? { status: 429, headers: { "retry-after": "1" }, body: "{}" } : undefined));
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    await slack.event({
      type: "message",
      subtype: "message_deleted",
      channel: "D1",
      channel_type: "im",
      ts: "9.1",
      deleted_ts: asked.ts,
      previous_message: { user: "U1", ts: asked.ts },
    });
    await later();
    expect(fake.posted.size).toBe(0);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });

  it("a question that is edited while it waits is answered once, as it was edited", async () => {
    fake.on("chat.postMessage", (_, times) => (times === 1 ? { status: 429, headers: { "retry-after": "1" }, body: "{}" } : undefined));
    const asked = direct("hvor ofte møtes NSHF?");
    await slack.event(asked);
    const message = { type: "message", user: "U1", text: "har IGC et sekretariat?", ts: asked.ts, edited: { user: "U1", ts: "9.2" } };
    await slack.event({ type: "message", subtype: "message_changed", channel: "D1", channel_type: "im", ts: "9.2", message });
    await later();
    expect([...fake.posted.values()].map(({ args }) => textIn(args.blocks)).join()).toContain("Genève");
    expect(fake.posted.size).toBe(1);
  });
});

describe("the store, failing", () => {
  it("leaves no command without an answer", async () => {
    const store = createMemoryStore();
    const broken = async (): Promise<never> => {
      throw new Error("gone");
    };
    slack = await startSlack(fake, {
      store: {
        ...store,
        language: broken,
        setLanguage: broken,
        kept: broken,
        forget: broken,
        conversation: broken,
        remember: broken,
        turn: broken,
      },
    });
    expect((await slack.command("hvor ofte møtes nshf")).text).toContain(FACT);
    for (const text of ["personvern", "slett", "språk nynorsk", "hvorfor"])
      expect((await slack.command(text)).text).toContain("Noe gikk galt.");
    const { json } = await slack.command("hjelp");
    const { value, action_id } = buttons(json.blocks, "ask")[0] as Args;
    await slack.interact(press({ action_id, value }, { ephemeral: true }, fake));
    expect((await fake.nth("/respond/press")).text).toContain("Kilde");
    await slack.interact(press({ type: "button", action_id: "forget", value: "nb" }, { ephemeral: true }, fake));
    expect((await fake.nth("/respond/press", 2)).text).toContain("Noe gikk galt.");
  });
});

describe("the store, failing after a reply was sent", () => {
  it("doesn't make us send it again", async () => {
    const store = createMemoryStore(now);
    let down = true;
    const finish: Store["inbox"]["finish"] = async (key, reply) => {
      if (down) throw new Error("the disk is full");
      return store.inbox.finish(key, reply);
    };
    slack = await startSlack(fake, { store: { ...store, inbox: { ...store.inbox, finish } }, now });
    await slack.event(mention("hvor ofte møtes NSHF?"));
    await later();
    down = false;
    await later();
    expect(fake.posted.size).toBe(1);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });
});

describe("over the limit", () => {
  it("a question is told so, and stays a message that Slack takes", async () => {
    slack = await startSlack(fake, { limit: async () => ({ allowed: false, retryAfter: 7000 }) });
    const { json } = await slack.command("hvor ofte møtes nshf");
    messageOf(json);
    expect(json.text).toContain("7 sekunder");
  });

  it("whoever goes on asking is told nothing more: no post, a bare acknowledgement, and nothing is left to do", async () => {
    slack = await startSlack(fake, { limit: async () => ({ allowed: false, retryAfter: 7000, again: true }) });
    expect(await slack.command("hvor ofte møtes nshf")).toMatchObject({ status: 200, text: "" });
    await slack.event(mention("hvor ofte møtes nshf"));
    await slack.event(direct("hvor ofte møtes nshf"));
    await slack.idle();
    for (const method of ["chat.postMessage", "chat.postEphemeral"]) expect(fake.of(method)).toEqual([]);
    expect(await slack.store.inbox.waiting()).toBe(0);
  });
});

describe("on the database that ships", () => {
  it("a message is answered once, edited, judged, explained and taken away, across a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "forumbot-slack-"));
    const settings = { SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: "xoxb-1" };
    const config = readConfig({
      ...settings,
      DATABASE_URL: `sqlite:${join(folder, "forumbot.db")}`,
      SECRET_KEYS: "a secret key that is long enough",
    });
    const parts = { log: createLog("silent"), metrics: createMetrics() };
    let opened = await openStore(config, parts);
    slack = await startSlack(fake, { settings, store: opened.store });
    const asked = direct("hvor ofte møtes NSHF?");
    const body = JSON.stringify(eventBody(asked));
    for (let i = 0; i < 2; i++) expect((await slack.send(body)).status).toBe(200);
    await fake.nth("chat.postMessage");
    await slack.stop();
    await opened.store.close();

    opened = await openStore(config, parts);
    slack = await startSlack(fake, { settings, store: opened.store });
    expect((await slack.send(body)).status).toBe(200);
    const message = { type: "message", user: "U1", text: "har IGC et sekretariat?", ts: asked.ts, edited: { user: "U1", ts: "9.2" } };
    await slack.event({ type: "message", subtype: "message_changed", channel: "D1", channel_type: "im", ts: "9.2", message });
    const update = await fake.nth("chat.update");
    expect(textIn(update.blocks)).toContain("Genève");
    const { positive_button, action_id } = buttons(update.blocks, "feedback")[0] as Args;
    await slack.interact(press({ type: "feedback_buttons", action_id, value: positive_button.value }, { channel: "D1" }, fake));
    expect((await fake.nth("chat.postEphemeral")).text).toBe("Takk for tilbakemeldingen!");
    await slack.event(direct("hvorfor", { thread_ts: asked.ts }));
    expect(textIn((await fake.nth("chat.postMessage", 2)).blocks)).toContain("har IGC et sekretariat?");
    await slack.event({
      type: "message",
      subtype: "message_deleted",
      channel: "D1",
      channel_type: "im",
      ts: "9.3",
      deleted_ts: asked.ts,
      previous_message: { user: "U1", ts: asked.ts },
    });
    await fake.nth("chat.delete");
    await slack.idle();
    expect(fake.of("chat.postMessage")).toHaveLength(2);
    expect(await opened.store.inbox.waiting()).toBe(0);
    await slack.stop();
    await opened.store.close();
    rmSync(folder, { recursive: true });
  });
});
