// One message gets one answer, however often, in whichever order and from wherever Slack reports
// it.
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMemoryStore } from "../../../src/store/memory.js";
import { direct, eventBody, mention, type Slack, stamp, startSlack, textIn } from "./app.js";
import { type Args, type Fake, startFake } from "./fake.js";

let fake: Fake;
let slack: Slack;
let skipped = 0;
const now = (): number => Date.now() + skipped;
beforeAll(async () => {
  fake = await startFake();
});
beforeEach(async () => {
  fake.reset();
  slack = await startSlack(fake, { store: createMemoryStore(now), now });
});
afterAll(() => fake.close());

const WORDS = { first: "hvor ofte møtes NSHF?", second: "har IGC et sekretariat?", third: "hva er OECD?" };
const SAYS = { first: "to ganger", second: "Genève", third: "OECD" };
type Version = keyof typeof WORDS;

let messages = 0;
/** One message as Slack tells of it: for the first time, edited, in the other workspace of a shared channel, sent again. */
function message(where: "channel" | "direct") {
  messages += 1;
  const client_msg_id = `11111111-2222-4333-8444-${String(messages).padStart(12, "0")}`;
  const channel = where === "channel" ? `C${messages}` : `D${messages}`;
  const [original, resent] = [stamp(), stamp()];
  const event = (version: Version, ts: string, rest: Args = {}): Args => {
    const ask = where === "channel" ? mention : direct;
    return { ...ask(WORDS[version], { channel, client_msg_id, ts, event_ts: ts }), ...rest };
  };
  const asked = eventBody(event("first", original));
  function edit(version: Version, at: number): Args {
    const edited = { user: "U1", ts: `${9_000_000 + at}.000000` };
    if (where === "channel") return event(version, original, { edited });
    const changed = { type: "message", user: "U1", text: WORDS[version], ts: original, client_msg_id, edited };
    return {
      type: "message",
      subtype: "message_changed",
      channel,
      channel_type: "im",
      ts: edited.ts,
      event_ts: edited.ts,
      message: changed,
    };
  }
  const elsewhere = { team_id: "T2", context_team_id: "T2", is_ext_shared_channel: true };
  return {
    channel,
    told: {
      asked: () => asked,
      "asked, in the other workspace": () => eventBody(event("first", original), elsewhere),
      "asked, delivered again": () => asked,
      "sent again by the client": () => eventBody(event("first", resent)),
      "edited once": () => eventBody(edit("second", 1)),
      "edited once, in the other workspace": () => eventBody(edit("second", 1), elsewhere),
      "edited twice": () => eventBody(edit("third", 2)),
      "edited without other words": () => eventBody(edit("first", 0)),
    },
  };
}
type Told = keyof ReturnType<typeof message>["told"];
const send = async (body: Args): Promise<void> => expect((await slack.send(JSON.stringify(body))).status).toBe(200);
const standing = (channel: string): string[] =>
  [...fake.posted.values()].filter((one) => one.channel === channel).map(({ args }) => textIn(args.blocks));

describe.each(["channel", "direct"] as const)("a message in a %s", (where) => {
  it.each([
    ["that Slack tells of in two workspaces", ["asked", "asked, in the other workspace"]],
    ["that the client sent twice", ["asked", "sent again by the client"]],
    ["that the client sent twice, and of which the second is told of first", ["sent again by the client", "asked"]],
    ["that is edited without other words", ["asked", "edited without other words"]],
  ] as [string, Told[]][])("%s is answered once, and the answer isn't touched", async (_, tellings) => {
    const { channel, told } = message(where);
    for (const telling of tellings) {
      await send(told[telling]());
      await slack.idle();
    }
    expect(standing(channel)).toEqual([expect.stringContaining(SAYS.first)]);
    expect(fake.of("chat.update")).toEqual([]);
  });

  it("that is edited has the answer that stands changed, once for each edit", async () => {
    const { channel, told } = message(where);
    for (const telling of ["asked", "edited once", "edited once, in the other workspace", "edited twice"] as const) {
      await send(told[telling]());
      await slack.idle();
    }
    expect(standing(channel)).toEqual([expect.stringContaining(SAYS.third)]);
    expect(fake.of("chat.update").map(({ blocks }) => textIn(blocks))).toEqual([
      expect.stringContaining(SAYS.second),
      expect.stringContaining(SAYS.third),
    ]);
  });

  it("that is edited while its answer is on its way has that changed, and gets no second one", async () => {
    const { channel, told } = message(where);
    let free = (): void => undefined;
    const held = new Promise<undefined>((resolve) => {
      free = () => resolve(undefined);
    });
    fake.on("chat.postMessage", (_, times) => (times === 1 ? held : undefined));
    await send(told.asked());
    while (fake.of("chat.postMessage").length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await send(told["edited once"]());
    free();
    await slack.idle();
    expect(standing(channel)).toEqual([expect.stringContaining(SAYS.second)]);
    expect(fake.of("chat.postMessage")).toHaveLength(1);
  });

  it("that is edited twice in the same second, which Slack doesn't tell apart, says what was asked last", async () => {
    const { channel, told } = message(where);
    const second = JSON.stringify(told["edited once"]());
    await send(told.asked());
    for (const body of [second, second.replaceAll(WORDS.second, WORDS.third)]) {
      await send({ ...JSON.parse(body), event_id: `EvSame${body.length}` });
      await slack.idle();
    }
    expect(standing(channel)).toEqual([expect.stringContaining(SAYS.third)]);
  });

  it("whose edits are told of in the wrong order says what the last of them asked", async () => {
    const { channel, told } = message(where);
    for (const telling of ["edited twice", "edited once", "asked"] as const) {
      await send(told[telling]());
      await slack.idle();
    }
    expect(standing(channel)).toEqual([expect.stringContaining(SAYS.third)]);
  });

  it("has one reply, to its last words, in whichever order all of that is told, and whatever is put off meanwhile", async () => {
    const all = Object.keys(message(where).told) as Told[];
    const order = fc.shuffledSubarray(all, { minLength: 2 });
    const run = async (tellings: Told[], waits: boolean[], limited: number): Promise<void> => {
      fake.reset();
      const { channel, told } = message(where);
      const busy = { status: 429, headers: { "retry-after": "1" }, body: { ok: false, error: "ratelimited" } };
      for (const method of ["chat.postMessage", "chat.update"]) fake.on(method, (_, times) => (times <= limited ? busy : undefined));
      const sent: Promise<void>[] = [];
      for (const [i, telling] of tellings.entries()) {
        sent.push(send(told[telling]()));
        if (waits[i]) await sent.at(-1)?.then(() => slack.idle());
      }
      await Promise.all(sent);
      do {
        await slack.idle();
        skipped += 600_000;
      } while ((await slack.sweep()) > 0 || (await slack.store.inbox.waiting()) > 0);
      await slack.idle();
      const last = tellings.includes("edited twice") ? "third" : tellings.some((one) => one.startsWith("edited once")) ? "second" : "first";
      expect(standing(channel)).toEqual([expect.stringContaining(SAYS[last])]);
    };
    const times = fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length });
    await fc.assert(fc.asyncProperty(order, times, fc.integer({ min: 0, max: 2 }), run), { seed: 20261129, numRuns: 60 });
  });
});

describe("a deletion in a direct message", () => {
  it("takes the reply away, told of by whichever workspace, and what is told of the message later changes nothing", async () => {
    const { channel, told } = message("direct");
    const { event } = told.asked() as { event: Args };
    await send(told.asked());
    await slack.idle();
    const gone = { type: "message", subtype: "message_deleted", channel, channel_type: "im", ts: stamp(), deleted_ts: event.ts };
    const deleted = { ...gone, previous_message: { user: "U1", ts: event.ts } };
    await send(eventBody(deleted));
    await send(eventBody(deleted, { team_id: "T2" }));
    await slack.idle();
    for (const telling of ["asked, in the other workspace", "edited once"] as const) await send(told[telling]());
    await slack.idle();
    expect(standing(channel)).toEqual([]);
    expect(fake.of("chat.delete")).toHaveLength(1);
  });
});

describe("a message that is edited while nobody knows whether its answer arrived", () => {
  it("has no second reply that isn't counted as possible", async () => {
    const { channel, told } = message("channel");
    fake.on("chat.postMessage", (args, times) => {
      if (times > 1) return undefined;
      fake.posted.set(`${channel}:7.7`, { channel, ts: "7.7", args });
      return { status: 502, body: "<html>bad gateway</html>" };
    });
    await send(told.asked());
    await slack.idle();
    await send(told["edited once"]());
    while ((await slack.store.inbox.waiting()) > 0) {
      await slack.idle();
      skipped += 600_000;
      await slack.sweep();
    }
    await slack.idle();
    const { values } = await slack.metrics.possibleSeconds.get();
    expect(values.map(({ value }) => value)).toEqual([1]);
    expect(standing(channel)).toEqual([expect.stringContaining(SAYS.first), expect.stringContaining(SAYS.second)]);
  });
});

describe("a message that was answered by a version that kept its place under the workspace", () => {
  const answered = async (ask: typeof mention, channel: string): Promise<Args> => {
    const asked = ask(WORDS.first, { channel });
    fake.posted.set(`${channel}:7.7`, { channel, ts: "7.7", args: { blocks: [] } });
    await slack.store.setPlace(`slack:T1:${channel}:${asked.ts}`, JSON.stringify({ channel, ts: "7.7" }));
    return asked;
  };

  it("has that answer changed by an edit", async () => {
    const asked = await answered(mention, "C77");
    await slack.event({ ...asked, text: `<@UBOT> ${WORDS.second}`, edited: { user: "U1", ts: "9000000.000001" } });
    await slack.idle();
    expect(standing("C77")).toEqual([expect.stringContaining(SAYS.second)]);
  });

  it("has it taken away when it is deleted", async () => {
    const { ts } = await answered(direct, "D77");
    const previous_message = { user: "U1", ts };
    await slack.event({
      type: "message",
      subtype: "message_deleted",
      channel: "D77",
      channel_type: "im",
      deleted_ts: ts,
      previous_message,
    });
    await slack.idle();
    expect(standing("D77")).toEqual([]);
  });
});

describe("messages that only look alike", () => {
  it("are each answered: the same words again, the same id of a client in another channel or of another person", async () => {
    const client_msg_id = "22222222-2222-4333-8444-000000000000";
    const all = [
      mention(WORDS.first),
      mention(WORDS.first),
      mention(WORDS.first, { client_msg_id }),
      mention(WORDS.first, { client_msg_id, channel: "C2" }),
      mention(WORDS.first, { client_msg_id, user: "U2" }),
    ];
    for (const event of all) await slack.event(event);
    await slack.idle();
    expect(
      fake
        .of("chat.postMessage")
        .map(({ thread_ts }) => thread_ts)
        .sort(),
    ).toEqual(all.map(({ ts }) => ts).sort());
  });
});
