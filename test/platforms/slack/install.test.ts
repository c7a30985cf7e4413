// Several workspaces: installed, reinstalled, for a whole organisation, removed; tokens renewed
// once.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMemoryStore } from "../../../src/store/memory.js";
import type { Store } from "../../../src/store/store.js";
import { mention, press, SECRET, type Slack, startSlack, textIn } from "./app.js";
import { type Args, error, type Fake, ok, startFake } from "./fake.js";

const SETTINGS = {
  SLACK_SIGNING_SECRET: SECRET,
  SLACK_CLIENT_ID: "1.1",
  SLACK_CLIENT_SECRET: "cs",
  SLACK_STATE_SECRET: "a state secret",
  PUBLIC_URL: "https://forum.example.no",
};
let fake: Fake;
let slack: Slack;
let store: Store;
let skipped = 0;
beforeAll(async () => {
  fake = await startFake();
});
beforeEach(async () => {
  fake.reset();
  skipped = 0;
  store = createMemoryStore(() => Date.now() + skipped);
  slack = await startSlack(fake, { settings: SETTINGS, store });
});
afterAll(() => fake.close());

const access = (rest: Args = {}): Args => ({
  access_token: "xoxb-first",
  token_type: "bot",
  scope: "chat:write,commands",
  bot_user_id: "UBOT",
  app_id: "A1",
  team: { id: "T1", name: "T" },
  enterprise: null,
  authed_user: { id: "U1" },
  is_enterprise_install: false,
  ...rest,
});

async function install(rest: Args = {}, headers: Record<string, string> = {}): Promise<Response> {
  fake.on("oauth.v2.access", () => ok(access(rest)));
  const begun = await fetch(`${slack.address}/slack/install`, { redirect: "manual" });
  expect(begun.status).toBe(302);
  const state = new URL(begun.headers.get("location") as string).searchParams.get("state");
  const cookie = (begun.headers.get("set-cookie") as string).split(";")[0] as string;
  return fetch(`${slack.address}/slack/oauth_redirect?code=abc&state=${state}`, { headers: { cookie, ...headers } });
}

const token = (method: string): (string | undefined)[] => fake.calls.filter((call) => call.method === method).map((call) => call.token);
const asked = (rest: Args = {}) => slack.event(mention("hvor ofte møtes NSHF?"), rest);

it("a press in a window that is open in another organisation's workspace is the installation's that opened it", async () => {
  await install();
  const pressed = press({ action_id: "ask:0", value: "Hvor ofte møtes NSHF?" }, { user: "UEXT", view: "modal" }, fake);
  const view = { ...pressed.view, team_id: "T2", app_installed_team_id: "T1" };
  const theirs = { ...pressed, user: { id: "UEXT", team_id: "T2" }, team: { id: "T2" }, view };
  expect((await slack.interact(theirs)).status).toBe(200);
  expect(textIn((await fake.nth("views.update")).view.blocks)).toContain("NSHF møtes to ganger i året");
  expect(token("views.update")).toEqual(["xoxb-first"]);
  expect(await store.kept({ platform: "slack", workspace: "T1", user: "UEXT" })).toMatchObject({ answers: 1 });
});

it("a command after the app was taken out isn't answered, whoever gives it", async () => {
  await install();
  expect(textIn((await slack.command("hjelp")).json.blocks)).toContain("Kommandoer");
  await slack.event({ type: "app_uninstalled" });
  await slack.idle();
  expect((await slack.command("hjelp")).text).not.toContain("Kommandoer");
});

describe("an installation", () => {
  it("asks for just the manifest's permissions, and sends the browser back to us", async () => {
    const begun = await fetch(`${slack.address}/slack/install`, { redirect: "manual" });
    const { searchParams } = new URL(begun.headers.get("location") as string);
    expect(searchParams.get("scope")?.split(",").sort()).toEqual([
      "app_mentions:read",
      "assistant:write",
      "chat:write",
      "commands",
      "im:history",
      "users:read",
    ]);
    expect(searchParams.get("redirect_uri")).toBe("https://forum.example.no/slack/oauth_redirect");
    expect(begun.headers.get("set-cookie")).toMatch(/Secure; HttpOnly/);
  });

  it("answers with the workspace's own token, after a restart too", async () => {
    const done = await install({}, { "accept-language": "nn-NO,nn;q=0.9" });
    expect(done.status).toBe(200);
    expect(await done.text()).toContain("Forumbot er installert. Du kan lukke dette vindauget");
    slack = await startSlack(fake, { settings: SETTINGS, store });
    await asked();
    expect(textIn((await fake.nth("chat.postMessage")).blocks)).toContain("NSHF møtes to ganger i året");
    expect(token("chat.postMessage")).toEqual(["xoxb-first"]);
  });

  it("made again replaces the first", async () => {
    await install();
    await install({ access_token: "xoxb-second" });
    await asked();
    await fake.nth("chat.postMessage");
    expect(token("chat.postMessage")).toEqual(["xoxb-second"]);
  });

  it("is refused with a plain page: another browser's, cancelled, not given by Slack", async () => {
    const begun = await fetch(`${slack.address}/slack/install`, { redirect: "manual" });
    const state = new URL(begun.headers.get("location") as string).searchParams.get("state");
    const other = await fetch(`${slack.address}/slack/oauth_redirect?code=abc&state=${state}`, { headers: { "accept-language": "en" } });
    expect([other.status, await other.text()]).toEqual([400, expect.stringContaining("Forumbot was not installed.")]);
    expect((await fetch(`${slack.address}/slack/oauth_redirect?error=access_denied`)).status).toBe(400);
    fake.on("oauth.v2.access", () => error("invalid_code"));
    expect((await fetch(`${slack.address}/slack/oauth_redirect?code=%3Cscript%3E`)).status).toBe(400);
    await asked();
    await slack.idle();
    expect(fake.of("chat.postMessage")).toEqual([]);
  });

  it("of a whole organisation serves each of its workspaces", async () => {
    await install({ team: null, enterprise: { id: "E1", name: "E" }, is_enterprise_install: true, access_token: "xoxb-all" });
    const authorizations = [{ team_id: "T5", enterprise_id: "E1", is_enterprise_install: true }];
    await asked({ team_id: "T5", authorizations });
    const said = await fake.nth("chat.postMessage");
    expect(said.team_id).toBe("T5");
    expect(token("chat.postMessage")).toEqual(["xoxb-all"]);
    await slack.event({ type: "app_uninstalled" }, { team_id: "T5", enterprise_id: "E1", authorizations });
    await slack.idle();
    expect(await store.installation("slack:organisation:E1")).toBeUndefined();
  });

  it("is forgotten when the app is taken out, and answers nobody any more", async () => {
    await install();
    await slack.event({ type: "app_uninstalled" }, { authorizations: [] });
    await slack.idle();
    expect(await store.installation("slack:workspace:T1")).toBeUndefined();
    expect((await asked()).status).toBe(200);
    await slack.idle();
    expect(fake.of("chat.postMessage")).toEqual([]);
  });

  it("that there isn't is waited for a little, not for days", async () => {
    await asked();
    await slack.idle();
    expect(await store.inbox.waiting()).toBe(1);
    for (let i = 0; i < 5; i++) {
      skipped += 600_000;
      await slack.sweep();
    }
    expect(await store.inbox.waiting()).toBe(0);
    expect(fake.of("chat.postMessage")).toEqual([]);
  });

  it("is forgotten when its bot token is revoked, not when a person's is", async () => {
    await install();
    await slack.event({ type: "tokens_revoked", tokens: { oauth: ["U1"], bot: [] } });
    await slack.idle();
    expect(await store.installation("slack:workspace:T1")).toBeDefined();
    await slack.event({ type: "tokens_revoked", tokens: { bot: ["UBOT"] } });
    await slack.idle();
    expect(await store.installation("slack:workspace:T1")).toBeUndefined();
  });

  it("that was made after the app was taken out stays, though word of that comes late", async () => {
    await install();
    await slack.event({ type: "app_uninstalled" }, { event_time: Math.floor(Date.now() / 1000) - 60 });
    await slack.idle();
    expect(await store.installation("slack:workspace:T1")).toBeDefined();
  });
});

describe("a token that expires", () => {
  const expiring = { access_token: "xoxe.xoxb-1", refresh_token: "xoxe-1", expires_in: 60 };

  it("is renewed once, however many ask at once, and in every instance", async () => {
    await install(expiring);
    fake.on("oauth.v2.access", (args, times) =>
      args.refresh_token === "xoxe-1" && times === 1
        ? ok(access({ access_token: "xoxe.xoxb-2", refresh_token: "xoxe-2", expires_in: 43_200 }))
        : error("invalid_refresh_token"),
    );
    const second = await startSlack(fake, { settings: SETTINGS, store });
    await Promise.all([asked(), asked(), second.event(mention("hva er IGC?")), second.event(mention("hva er NSHF?"))]);
    await fake.nth("chat.postMessage", 4);
    expect(fake.of("oauth.v2.access").filter(({ grant_type }) => grant_type === "refresh_token")).toHaveLength(1);
    expect(new Set(token("chat.postMessage"))).toEqual(new Set(["xoxe.xoxb-2"]));
  });

  it("that can't be renewed now still serves while it holds", async () => {
    await install(expiring);
    fake.on("oauth.v2.access", () => ({ status: 500, body: "" }));
    await asked();
    await fake.nth("chat.postMessage");
    expect(token("chat.postMessage")).toEqual(["xoxe.xoxb-1"]);
  });
});

describe("a store of installations that fails", () => {
  it("loses no question: it is asked again when the store is back", async () => {
    await install();
    let down = true;
    const flaky: Store = {
      ...store,
      installation: async (key) => {
        if (down) throw new Error("gone");
        return store.installation(key);
      },
    };
    slack = await startSlack(fake, { settings: SETTINGS, store: flaky });
    expect((await asked()).status).toBe(200);
    await slack.idle();
    expect(await store.inbox.waiting()).toBe(1);
    down = false;
    skipped += 600_000;
    await slack.sweep();
    await fake.nth("chat.postMessage");
    down = true;
    // whoever gives a command is answered all the same, known or not
    for (const user_id of ["U1", "U2"])
      expect((await slack.command("hvor ofte møtes nshf", { user_id })).text).toContain("NSHF møtes to ganger i året");
  });
});
