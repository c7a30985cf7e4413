// The owner of a document is told in Slack of what became of its page: in the channel that is set, and with nothing in it that acts.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { SECRET, startSlack, textIn } from "./app.js";
import { error, type Fake, startFake } from "./fake.js";

let fake: Fake;
beforeAll(async () => {
  fake = await startFake();
});
beforeEach(() => fake.reset());
afterAll(() => fake.close());

const SETTINGS = { SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: "xoxb-1", WATCH_SLACK_CHANNEL: "C0EDITORS" };
const notice = {
  title: "Siden «A *b* <c>» er endret.",
  url: "https://example.no/?a=1&b=<script>|x",
  lines: ["• a.b: «<!channel> &» er blitt «<https://evil.example|click>»", "æ".repeat(4000)],
};

it("in one message, escaped and cut to what Slack takes, without a preview of the page", async () => {
  const slack = await startSlack(fake, { settings: SETTINGS });
  await slack.platform.tell?.(notice);
  const calls = fake.calls.filter(({ method }) => method === "chat.postMessage");
  expect(calls).toHaveLength(1);
  const { args } = calls[0] as (typeof calls)[number];
  expect(args).toMatchObject({ channel: "C0EDITORS", unfurl_links: "false", unfurl_media: "false" });
  const shown = textIn(args.blocks);
  expect(shown).toContain("«&lt;!channel&gt; &amp;» er blitt «&lt;https://evil.example|click&gt;»");
  expect(shown).toContain("https://example.no/?a=1&amp;b=&lt;script&gt;|x");
  expect(`${args.text}${shown}`).not.toMatch(/<[!@#h]/);
  for (const { text } of args.blocks) expect(text.text.length).toBeLessThanOrEqual(3000);
  await slack.stop();
});

it("throws where Slack doesn't take it, so that it is tried again; without a channel there is nobody to tell", async () => {
  fake.on("chat.postMessage", () => error("not_in_channel"));
  const slack = await startSlack(fake, { settings: SETTINGS });
  await expect(slack.platform.tell?.(notice)).rejects.toThrow("not_in_channel");
  await slack.stop();
  const { WATCH_SLACK_CHANNEL: _, ...none } = SETTINGS;
  const quiet = await startSlack(fake, { settings: none });
  expect(quiet.platform.tell).toBeUndefined();
  await quiet.stop();
});
