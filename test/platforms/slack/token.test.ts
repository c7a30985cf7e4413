// A token revoked while the server runs: the server reports that it isn't ready, and is ready again
// when Slack accepts the token.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Slack, startSlack } from "./app.js";
import { error, type Fake, ok, startFake } from "./fake.js";

let fake: Fake;
let slack: Slack;
let time: number;
beforeEach(async () => {
  fake = await startFake();
  time = Date.now();
  slack = await startSlack(fake, { now: () => time });
});
afterEach(async () => {
  await slack.stop();
  await fake.close();
});

const MINUTE = 60_000;
const asked = (): number => fake.of("auth.test").length;

describe("readiness", () => {
  it("asks Slack again each minute, and no more often", async () => {
    const before = asked();
    await slack.platform.ready();
    expect(asked()).toBe(before);
    time += MINUTE;
    await Promise.all([slack.platform.ready(), slack.platform.ready()]);
    await slack.platform.ready();
    expect(asked()).toBe(before + 1);
  });

  it.each(["token_revoked", "account_inactive", "invalid_auth"])("is gone where Slack says %s, and comes back", async (code) => {
    await slack.platform.ready();
    fake.on("auth.test", () => error(code));
    time += MINUTE;
    await expect(slack.platform.ready()).rejects.toThrow(code);
    fake.on("auth.test", () => undefined);
    time += MINUTE;
    await slack.platform.ready();
  });

  it("is looked at anew as soon as any call is refused for the token", async () => {
    await slack.platform.ready();
    for (const method of ["auth.test", "chat.postMessage"]) fake.on(method, () => error("token_revoked"));
    await slack.event({ type: "app_mention", channel: "C1", user: "U1", ts: "1.1", text: "<@UBOT> hva er NSHF" });
    await fake.nth("chat.postMessage");
    await slack.idle();
    await expect(slack.platform.ready()).rejects.toThrow("token_revoked");
  });

  it("stays while Slack is out of reach, or a call lacks a right", async () => {
    await slack.platform.ready();
    fake.on("auth.test", () => ({ status: 503, body: "busy" }));
    time += MINUTE;
    await slack.platform.ready();
    fake.on("auth.test", () => ok({ user_id: "UBOT" }));
    fake.on("chat.postMessage", () => error("missing_scope"));
    await slack.event({ type: "app_mention", channel: "C1", user: "U1", ts: "1.2", text: "<@UBOT> hva er NSHF" });
    await fake.nth("chat.postMessage");
    await slack.idle();
    await slack.platform.ready();
  });
});
