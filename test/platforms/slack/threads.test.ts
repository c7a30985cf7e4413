// Where an answer appears: in the thread of the question, visible to the person who asked.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buttons, direct, mention, press, type Slack, stamp, startSlack, textIn } from "./app.js";
import { type Args, error, type Fake, startFake } from "./fake.js";

let fake: Fake;
let slack: Slack;
beforeAll(async () => {
  fake = await startFake();
});
beforeEach(async () => {
  fake.reset();
  slack = await startSlack(fake);
});
afterAll(() => fake.close());

const Q = "hvor ofte møtes NSHF?";
const ROOT = "1700000390.000100";
const shortcut = (message: Args): Args => ({
  type: "message_action",
  callback_id: "ask_this",
  trigger_id: "1",
  response_url: fake.respondAt("shortcut"),
  user: { id: "U1" },
  team: { id: "T1" },
  channel: { id: "C9", name: "x" },
  message_ts: message.ts,
  message: { type: "message", user: "U5", text: Q, ...message },
});

describe("in a thread", () => {
  it("the shortcut answers there, as do its suggestions, and what is shared of it", async () => {
    await slack.interact(shortcut({ ts: "1700000400.000200", thread_ts: ROOT }));
    const said = await fake.nth("/respond/shortcut");
    expect(said).toMatchObject({ response_type: "ephemeral", thread_ts: ROOT });
    const [suggestion, share] = [buttons(said.blocks, "ask")[0], buttons(said.blocks, "share")[0]] as [Args, Args];
    const place = { ephemeral: true, channel: "C9", ts: "1700000401.000100", thread: ROOT };
    const { action_id, value } = suggestion;
    await slack.interact(press({ action_id, value }, place, fake));
    expect(await fake.nth("/respond/press")).toMatchObject({ response_type: "ephemeral", thread_ts: ROOT });
    await slack.interact(press({ action_id: share.action_id, value: share.value }, place, fake));
    expect(await fake.nth("/respond/press", 2)).toMatchObject({ response_type: "in_channel", thread_ts: ROOT });
    await fake.nth("/respond/press", 3);
  });

  it("so does a press of which Slack tells the thread beside the message only, or without an address to answer to", async () => {
    const { json } = await slack.command(Q);
    const { action_id, value } = buttons(json.blocks, "share")[0] as Args;
    const pressed = press({ action_id, value }, { ephemeral: true, channel: "C9" }, fake);
    await slack.interact({ ...pressed, container: { ...pressed.container, thread_ts: ROOT } });
    expect(await fake.nth("/respond/press")).toMatchObject({ thread_ts: ROOT });
    await slack.idle();
    await slack.interact(press({ action_id, value }, { ephemeral: true, channel: "C9", thread: ROOT, respond: null }, fake));
    expect(await fake.nth("chat.postMessage")).toMatchObject({ channel: "C9", thread_ts: ROOT });
  });

  it("what is for one person alone is shown there too", async () => {
    await slack.event(mention("personvern", { thread_ts: ROOT }));
    expect(await fake.nth("chat.postEphemeral")).toMatchObject({ thread_ts: ROOT });
    fake.on("chat.postMessage", ({ channel }) => (channel === "C1" ? error("restricted_action_thread_only_channel") : undefined));
    await slack.event(mention(Q, { thread_ts: ROOT }));
    expect(await fake.nth("chat.postEphemeral", 2)).toMatchObject({ thread_ts: ROOT });
  });
});

describe("in a channel, without a thread", () => {
  it("the shortcut answers in the channel, also on a message that others answered", async () => {
    for (const message of [{ ts: "3.1" }, { ts: "3.1", thread_ts: "3.1" }]) await slack.interact(shortcut(message));
    for (const said of [await fake.nth("/respond/shortcut"), await fake.nth("/respond/shortcut", 2)])
      expect(said).not.toHaveProperty("thread_ts");
  });

  it.each(["slett", "personvern", "språk nynorsk", "privacy"])(
    "the private reply to '%s' is seen: a thread of nobody's would hide it",
    async (text) => {
      await slack.event(mention(text));
      const said = await fake.nth("chat.postEphemeral");
      expect(said).toMatchObject({ channel: "C1", user: "U1" });
      expect(said).not.toHaveProperty("thread_ts");
    },
  );

  it("an answer that may only be private is seen", async () => {
    fake.on("chat.postMessage", () => error("restricted_action_non_threadable_channel"));
    await slack.event(mention(Q));
    const said = await fake.nth("chat.postEphemeral");
    expect(said).not.toHaveProperty("thread_ts");
    // pressed on an answer that somebody shared: that begins no thread
    await slack.interact(press({ action_id: "ask:0", value: Q }, { channel: "C1", ts: stamp() }, fake));
    expect(await fake.nth("chat.postEphemeral", 2)).not.toHaveProperty("thread_ts");
  });

  it("thanks for a verdict are seen, in a direct message too", async () => {
    await slack.event(direct(Q));
    const answer = await fake.nth("chat.postMessage");
    const { action_id, positive_button } = buttons(answer.blocks, "feedback")[0] as Args;
    const judged = { type: "feedback_buttons", action_id, value: positive_button.value };
    for (const channel of ["C1", "D1"]) await slack.interact(press(judged, { channel }, fake));
    expect(await fake.nth("chat.postEphemeral")).not.toHaveProperty("thread_ts");
    expect(await fake.nth("chat.postEphemeral", 2)).not.toHaveProperty("thread_ts");
    expect(textIn(answer.blocks)).toContain("NSHF møtes to ganger i året");
  });
});
