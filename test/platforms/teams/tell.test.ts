// The owner of a document is told in Teams of what became of its page: in the conversation that is set, as text that does nothing.
import { afterEach, expect, it } from "vitest";
import { APP, createWorld, TENANT, type World } from "./peer.js";

const SETTINGS = { MicrosoftAppType: "SingleTenant", MicrosoftAppId: APP, MicrosoftAppPassword: "secret", MicrosoftAppTenantId: TENANT };
let world: World;
afterEach(() => world.close());

const notice = {
  title: "Siden «A *b*» er endret.",
  url: "https://example.no/a_b",
  lines: ["• a.b: «[x](https://evil.example)» <at>all</at>", "To."],
};

it("in one message with its own token, in which nothing of the page's text acts", async () => {
  world = await createWorld({ environment: { ...SETTINGS, WATCH_TEAMS_CHANNEL: "19:editors@thread.tacv2" } });
  await world.platform.tell?.(notice);
  expect(world.connector.calls).toMatchObject([
    {
      method: "POST",
      url: "/v3/conversations/19:editors@thread.tacv2/activities",
      authorization: "Bearer outbound",
      body: { type: "message", textFormat: "markdown", conversation: { id: "19:editors@thread.tacv2" } },
    },
  ]);
  expect(world.connector.calls[0]?.body.text).toBe(
    "**Siden «A \\*b\\*» er endret.**\n\nhttps://example.no/a\\_b\n\n• a.b: «\\[x\\](https://evil.example)» &lt;at&gt;all&lt;/at&gt;\n\nTo.",
  );
});

it("throws where Teams doesn't take it, so that it is tried again; without a conversation there is nobody to tell", async () => {
  world = await createWorld({ environment: { ...SETTINGS, WATCH_TEAMS_CHANNEL: "19:editors@thread.tacv2" } });
  world.connector.answers.push({ status: 403 });
  await expect(world.platform.tell?.(notice)).rejects.toThrow("Teams answered 403");
  await world.close();
  world = await createWorld({ environment: SETTINGS });
  expect(world.platform.tell).toBeUndefined();
});
