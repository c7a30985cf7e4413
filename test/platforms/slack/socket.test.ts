// Socket Mode: the same answers over a socket, and a connection that is kept.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBoltLog } from "../../../src/platforms/slack/log.js";
import { createSocket } from "../../../src/platforms/slack/socket.js";
import { createMemoryStore } from "../../../src/store/memory.js";
import { commandBody, direct, eventBody, mention, press, type Slack, startSlack, textIn } from "./app.js";
import { type Args, error, type Fake, startFake } from "./fake.js";
import { messageOf } from "./limits.js";

const SETTINGS = { SLACK_APP_TOKEN: "xapp-1", SLACK_BOT_TOKEN: "xoxb-1" };
let fake: Fake;
let slack: Slack;
let count = 0;
beforeAll(async () => {
  fake = await startFake();
});
beforeEach(async () => {
  fake.reset();
  slack = await startSlack(fake, { settings: SETTINGS });
});
afterEach(() => slack.stop());
afterAll(() => fake.close());

async function push(type: string, payload: Args): Promise<Args> {
  const envelope_id = `e${++count}`;
  fake.push({ envelope_id, type, payload, accepts_response_payload: true, retry_attempt: 0, retry_reason: "" });
  await fake.until(`an acknowledgement of ${type}`, () => fake.received.some((one) => one.envelope_id === envelope_id));
  return fake.received.find((one) => one.envelope_id === envelope_id)?.payload;
}

describe("over a socket", () => {
  it("there is no address to post to", async () => {
    expect((await fetch(`${slack.address}/slack/events`, { method: "POST" })).status).toBe(404);
  });

  it("a command is answered in the acknowledgement", async () => {
    const said = await push("slash_commands", commandBody("hvor ofte møtes nshf", fake));
    messageOf(said);
    expect(said.response_type).toBe("ephemeral");
    expect(textIn(said.blocks)).toContain("NSHF møtes to ganger i året");
  });

  it("mentions and direct messages are answered, each once", async () => {
    const body = eventBody(mention("hvor ofte møtes NSHF?"));
    expect(await push("events_api", body)).toEqual({});
    await push("events_api", body);
    await push("events_api", eventBody(direct("har IGC et sekretariat?")));
    await slack.idle();
    expect(fake.of("chat.postMessage").map(({ channel }) => channel)).toEqual(["C1", "D1"]);
  });

  it("presses and the home tab work as over HTTP", async () => {
    await push("interactive", press({ action_id: "ask:0", value: "Hva er NSHF?" }, { ephemeral: true }, fake));
    expect(textIn((await fake.nth("/respond/press")).blocks)).toContain("informasjonsforum");
    await push("events_api", eventBody({ type: "app_home_opened", user: "U1", channel: "D1", tab: "home" }));
    await fake.nth("views.publish");
  });

  it("junk is acknowledged and nothing comes of it", async () => {
    for (const payload of [{}, { type: "event_callback", event: {} }, { type: "block_actions" }]) await push("interactive", payload);
    expect(fake.of("chat.postMessage")).toEqual([]);
  });

  it("what can't be accepted isn't acknowledged", async () => {
    await slack.stop();
    const store = createMemoryStore();
    let refused = 0;
    const accept = async (): Promise<never> => {
      refused++;
      throw new Error("the disk is full");
    };
    slack = await startSlack(fake, { settings: SETTINGS, store: { ...store, inbox: { ...store.inbox, accept } } });
    fake.push({ envelope_id: "lost", type: "events_api", payload: eventBody(mention("hva er NSHF?")) });
    await push("slash_commands", commandBody("hjelp", fake));
    expect(refused).toBe(1);
    expect(fake.received.map(({ envelope_id }) => envelope_id)).not.toContain("lost");
  });
});

describe("a frame", () => {
  it.each([
    "null",
    "7",
    '"x"',
    "[]",
    "{}",
    '{"type":null}',
    '{"type":"events_api"}',
    '{"type":"events_api","envelope_id":"e","payload":null}',
    '{"type":"events_api","envelope_id":"e","payload":{"event":{}}}',
    '{"type":"interactive","payload":5}',
    '{"type":"close"}',
    '{"type":"error"}',
    '{"type":"disconnected"}',
    "lists as deep as a stack",
    "{",
  ])("of another form than Slack's ends nothing: %s", async (written) => {
    const deep = `{"type":"interactive","envelope_id":"e","payload":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    const junk = written.startsWith("lists") ? deep : written;
    for (const socket of fake.sockets) socket.send(junk);
    for (const socket of fake.sockets) socket.send(Buffer.from(junk));
    await push("slash_commands", commandBody("hjelp", fake));
    await slack.platform.ready();
    expect(fake.of("apps.connections.open")).toHaveLength(1);
  });

  it("of a form that Bolt doesn't expect inside is acknowledged or passed over, and the next is answered", async () => {
    for (const payload of [null, 7, [], "x"]) fake.push({ envelope_id: `p${count++}`, type: "interactive", payload });
    await push("slash_commands", commandBody("hjelp", fake));
  });
});

describe("the connection", () => {
  it("that is ended at once each time is made anew after a pause that grows, and the log says why", async () => {
    await slack.stop();
    fake.reset();
    const lines: { message: string; pause?: number; reason?: string }[] = [];
    const warn = (values: object | string, message = String(values)): void => void lines.push({ ...(values as object), message });
    const log = { warn, error: warn, info: warn, debug: warn } as never;
    let ends = true;
    fake.greet((socket) => {
      if (ends) socket.send(JSON.stringify({ type: "disconnect", reason: "link_disabled" }));
    });
    const socket = createSocket({ appToken: "xapp-1", apiUrl: fake.url, log, boltLog: createBoltLog(log) });
    await socket.start();
    const pauses = (): number[] => lines.flatMap(({ pause }) => pause ?? []);
    await expect.poll(pauses, { timeout: 20_000 }).toEqual([1000, 2000, 4000]);
    expect(fake.of("apps.connections.open")).toHaveLength(4);
    ends = false;
    expect(lines.find(({ pause }) => pause !== undefined)).toMatchObject({
      reason: "link_disabled",
      message: expect.stringContaining("Socket Mode is off"),
    });
    await fake.until("a socket that stays", () => fake.sockets.size === 1);
    await socket.stop();
    fake.greet(undefined);
    slack = await startSlack(fake, { settings: SETTINGS });
  });

  it("that Slack puts off for hours is tried within a quarter of an hour, and that is logged", async () => {
    await slack.stop();
    const lines: { pause?: number; askedToWait?: number }[] = [];
    const warn = (values: object): void => void lines.push(values);
    const log = { warn, error: warn, info: warn, debug: warn } as never;
    fake.on("apps.connections.open", () => ({ status: 429, headers: { "retry-after": "3600" }, body: "" }));
    const socket = createSocket({ appToken: "xapp-1", apiUrl: fake.url, log, boltLog: createBoltLog(log) });
    await socket.start();
    await expect.poll(() => lines.map(({ pause }) => pause), { timeout: 20_000 }).toContain(15 * 60_000);
    expect(lines.map(({ askedToWait }) => askedToWait)).toContain(3_600_000);
    expect(socket.connected()).toBe(false);
    await socket.stop();
    fake.reset();
    slack = await startSlack(fake, { settings: SETTINGS });
  });

  it("is made anew at once when Slack ends it", async () => {
    await slack.platform.ready();
    fake.push({ type: "disconnect", reason: "refresh_requested" });
    await fake.nth("apps.connections.open", 2);
    await fake.until("a new socket", () => fake.sockets.size === 1);
    await push("slash_commands", commandBody("hjelp", fake));
    await slack.platform.ready();
  });

  it("is tried again where Slack can't be reached, and the process lives on", async () => {
    fake.on("apps.connections.open", (_, times) => (times === 1 ? { status: 500, body: "" } : undefined));
    for (const socket of fake.sockets) socket.terminate();
    await fake.nth("apps.connections.open", 3);
    await fake.until("a new socket", () => fake.sockets.size === 1);
    await push("slash_commands", commandBody("hjelp", fake));
  });

  it("that is refused stops the start with a plain word", async () => {
    fake.on("apps.connections.open", () => error("invalid_auth"));
    await expect(startSlack(fake, { settings: SETTINGS })).rejects.toThrow("Slack doesn't take SLACK_APP_TOKEN (invalid_auth)");
  });

  it("isn't ready while it is down", async () => {
    await slack.stop();
    await expect(slack.platform.ready()).rejects.toThrow("not connected to Slack");
    slack = await startSlack(fake, { settings: SETTINGS });
  });
});
