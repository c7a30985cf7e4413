// Settings: what turns a platform on, and that everything wrong is told at once, without a secret in the message.
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.js";

const GUID = "11111111-2222-3333-4444-555555555555";
const HTTP = { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" };
const SOCKET = { SLACK_APP_TOKEN: "xapp-1", SLACK_BOT_TOKEN: "xoxb-1" };
const OAUTH = {
  SLACK_SIGNING_SECRET: "s",
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "c",
  SLACK_STATE_SECRET: "t",
  PUBLIC_URL: "https://bot.example",
};
const TEAMS = { MicrosoftAppType: "SingleTenant", MicrosoftAppId: GUID, MicrosoftAppPassword: "p", MicrosoftAppTenantId: GUID };

function problems(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems;
  }
  return [];
}

describe("without any setting", () => {
  const config = readConfig({});

  it("the playground is on, on this machine only, and no platform", () => {
    expect(config).toMatchObject({ host: "127.0.0.1", port: 3000, playground: true, slack: { on: false }, teams: { on: false } });
  });

  it("the database is a file, and the limits are those of the documentation", () => {
    expect(config).toMatchObject({
      database: { kind: "sqlite", path: "var/forumbot.db" },
      limits: { person: 30, workspace: 1000 },
      retentionDays: 90,
      slackCommand: "/forum",
      slackHistory: false,
      logLevel: "info",
    });
  });

  it("says what is missing for each platform", () => {
    expect(config.slack).toMatchObject({ missing: expect.stringContaining("SLACK_APP_TOKEN") });
    expect(config.teams).toMatchObject({ missing: expect.stringContaining("MicrosoftAppId") });
  });
});

describe("a platform is on when one of its sets is complete", () => {
  it.each([
    ["http", HTTP],
    ["socket", SOCKET],
    ["oauth", OAUTH],
  ])("Slack: %s", (mode, environment) => {
    const config = readConfig(environment);
    expect(config.slack).toMatchObject({ on: true, value: { mode } });
    expect(config.playground).toBe(false);
  });

  it("Teams", () => {
    expect(readConfig(TEAMS).teams).toMatchObject({ on: true, value: { type: "SingleTenant", appId: GUID } });
  });

  it("the playground is on beside it where it is asked for", () => {
    expect(readConfig({ ...HTTP, PLAYGROUND: "on" }).playground).toBe(true);
    expect(readConfig({ PLAYGROUND: "off" }).playground).toBe(false);
  });
});

describe("the start is stopped by", () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ["half a set for Slack", { SLACK_BOT_TOKEN: "xoxb-1" }, /missing SLACK_SIGNING_SECRET/],
    ["an app token alone", { SLACK_APP_TOKEN: "xapp-1" }, /missing SLACK_BOT_TOKEN/],
    ["half a set for OAuth", { ...OAUTH, PUBLIC_URL: "" }, /missing PUBLIC_URL/],
    ["two sets for Slack", { ...HTTP, ...SOCKET }, /one set of settings, found two/],
    ["a token beside OAuth", { ...OAUTH, SLACK_BOT_TOKEN: "xoxb-1" }, /one set of settings, found two/],
    ["half a set for Teams", { MicrosoftAppId: GUID }, /missing MicrosoftAppPassword, MicrosoftAppTenantId/],
    ["Teams without a token check on a public address", { TEAMS_ANONYMOUS: "1", HOST: "0.0.0.0" }, /HOST/],
    ["Teams without a token check beside credentials", { TEAMS_ANONYMOUS: "1", ...TEAMS }, /alone/],
    ["PostgreSQL without keys", { DATABASE_URL: "postgres://h/d" }, /SECRET_KEYS: required/],
    ["another database", { DATABASE_URL: "mysql://h/d" }, /DATABASE_URL: expected sqlite:PATH or postgres/],
    ["a port that is none", { PORT: "99999" }, /PORT: expected/],
    ["short keys", { SECRET_KEYS: "short" }, /SECRET_KEYS: expected/],
    ["a command without a slash", { SLACK_COMMAND: "forum" }, /SLACK_COMMAND/],
    ["a limit that is no number", { RATE_LIMIT_PER_PERSON: "-1" }, /RATE_LIMIT_PER_PERSON/],
  ])("%s", (_, environment, message) => {
    expect(problems(environment).join("\n")).toMatch(message);
  });

  it("all that is wrong at once, and no secret in the message", () => {
    const found = problems({ PORT: "x", SLACK_APP_TOKEN: "hunter2", LOG_LEVEL: "loud" });
    expect(found).toHaveLength(4);
    expect(found.join()).not.toContain("hunter2");
  });
});
