// The manifest: valid by Slack's schema, with nothing that isn't used, and in step with the code.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "../../../src/open.js";
import { EVENTS } from "../../../src/platforms/slack/listeners.js";
import { checkManifest, manifest, variant } from "../../../src/platforms/slack/manifest.js";
import { SCOPES } from "../../../src/platforms/slack/scopes.js";

const https = z.url({ protocol: /^https$/ });
/** github.com/slackapi/manifest-schema, version 2: the parts that are used, closed as there. */
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean() }),
    agent_view: z.strictObject({ agent_description: z.string().min(1).max(300) }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(["message", "global"]),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/\S{1,31}$/),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.literal(true),
          url: https.optional(),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(https).min(1).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()).min(1) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: https.optional(), bot_events: z.array(z.string()).min(1) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: https.optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const made = (wanted: Parameters<typeof variant>[0]) => {
  const found = variant(wanted);
  if (typeof found === "string") throw new Error(found);
  return schema.parse(JSON.parse(JSON.stringify(manifest(found))));
};
const URL = "https://forum.example.no";

describe("the manifest", () => {
  it("at the top level is the one for Socket Mode, without rotation and without a whole organisation", () => {
    const kept = schema.parse(JSON.parse(readFileSync(join(ROOT, "manifest.json"), "utf8")));
    expect(kept).toEqual(made({}));
    expect(kept.settings).toMatchObject({ socket_mode_enabled: true, token_rotation_enabled: false, org_deploy_enabled: false });
    expect(checkManifest(ROOT)).toEqual([]);
  });

  it("for HTTP has its address in every place, and for OAuth where to come back to", () => {
    const http = made({ url: `${URL}/` });
    const address = `${URL}/slack/events`;
    expect([
      http.settings.event_subscriptions.request_url,
      http.settings.interactivity.request_url,
      http.features.slash_commands[0]?.url,
    ]).toEqual([address, address, address]);
    expect(http.settings).toMatchObject({ socket_mode_enabled: false, token_rotation_enabled: false, org_deploy_enabled: false });
    expect(http.oauth_config.redirect_urls).toBeUndefined();
    const oauth = made({ url: URL, oauth: true });
    expect(oauth.oauth_config.redirect_urls).toEqual([`${URL}/slack/oauth_redirect`]);
    expect(oauth.settings).toMatchObject({ org_deploy_enabled: true, token_rotation_enabled: false });
    expect(made({ url: URL, rotation: true }).settings.token_rotation_enabled).toBe(true);
    expect(made({ command: "/spør" }).features.slash_commands[0]?.command).toBe("/spør");
  });

  it.each([
    [{ url: "http://forum.example.no" }, "--url"],
    [{ url: "nowhere" }, "--url"],
    [{ oauth: true }, "--url"],
    [{ command: "forum" }, "SLACK_COMMAND"],
  ])("of %j is refused with a plain word", (wanted, said) => expect(variant(wanted)).toContain(said));

  it("asks for the history of channels only where replies are to be looked for in them", () => {
    const history = ["channels:history", "groups:history", "mpim:history"];
    const scopes = (wanted: Parameters<typeof variant>[0]): string[] => made(wanted).oauth_config.scopes.bot;
    expect(scopes({}).filter((scope) => history.includes(scope))).toEqual([]);
    expect(scopes({ history: true })).toEqual([...scopes({}), ...history].sort());
    expect(made({ history: true }).settings.event_subscriptions).toEqual(made({}).settings.event_subscriptions);
  });

  it("that differs from the code is told of, place by place", () => {
    expect(checkManifest(join(ROOT, "src"))[0]).toContain("slack:manifest");
  });

  it("asks for the permissions that the calls in the code need, and no others", () => {
    const folder = join(ROOT, "src/platforms/slack");
    const code = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
    const needed: Readonly<Record<string, string | null>> = {
      "auth.test": null,
      "chat.postMessage": "chat:write",
      "chat.postEphemeral": "chat:write",
      "chat.update": "chat:write",
      "chat.delete": "chat:write",
      "conversations.replies": "im:history",
      "users.info": "users:read",
      "views.open": null,
      "views.update": null,
      "views.publish": null,
      "assistant.threads.setSuggestedPrompts": "assistant:write",
    };
    const called = new Set([...code.matchAll(/\bclient\.((?:[a-z]\w*\.)+[a-z]\w*)\(/g)].map(([, method]) => method as string));
    expect([...called].sort()).toEqual(Object.keys(needed).sort());
    const events: Readonly<Record<string, string>> = { app_mention: "app_mentions:read", message: "im:history" };
    const all = new Set(
      [...Object.values(needed), ...Object.keys(EVENTS).map((event) => events[event] ?? null), "commands"].filter(Boolean),
    );
    expect([...all].sort()).toEqual([...SCOPES].sort());
  });
});
