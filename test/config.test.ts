// Settings: what turns a platform on, and that every problem is reported at once, without secrets
// in the message.
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.js";
import { readEnvFile } from "../src/envfile.js";
import { folder } from "./store/harness.js";

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
    ["a socket that isn't named by its whole path", { PORT: "forumbot.sock" }, /PORT: expected/],
    [
      "Teams without a token check on a pipe, behind which anybody may be",
      { TEAMS_ANONYMOUS: "1", PORT: "/run/f.sock" },
      /PORT to be a number/,
    ],
    ["proxies that are no number", { TRUSTED_PROXIES: "yes" }, /TRUSTED_PROXIES: expected/],
    ["a dash of a word processor in a token", { ...HTTP, SLACK_BOT_TOKEN: "xoxb-1–2" }, /SLACK_BOT_TOKEN: character 7 of 8 is U\+2013/],
    ["two lines in a secret", { ...HTTP, SLACK_SIGNING_SECRET: "a\nb" }, /SLACK_SIGNING_SECRET: character 2 of 3 is U\+000A/],
    ["a token that was copied with what follows it", { ...HTTP, SLACK_BOT_TOKEN: "xoxb-1 b" }, /SLACK_BOT_TOKEN: character 7 of 8/],
    ["a password that can't be one", { ...TEAMS, MicrosoftAppPassword: "hem…" }, /MicrosoftAppPassword: character 4 of 4 is U\+2026/],
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

describe("a value is read as it was meant", () => {
  it.each([
    ["a line end behind it", (text: string) => `${text}\n`],
    ["Windows' line end behind it", (text: string) => `${text}\r\n`],
    ["blanks around it", (text: string) => ` ${text}\t`],
    ["a byte order mark before it", (text: string) => `\ufeff${text}`],
    ["quotes around it", (text: string) => `"${text}"`],
    ["other quotes and blanks around it", (text: string) => ` '${text} ' \n`],
  ])("with %s", (_, wrap) => {
    const wrapped = Object.fromEntries(Object.entries({ ...HTTP, ...TEAMS, PORT: "8080" }).map(([name, value]) => [name, wrap(value)]));
    expect(readConfig(wrapped)).toEqual(readConfig({ ...HTTP, ...TEAMS, PORT: "8080" }));
  });

  it("of keys in quotes each for itself", () => {
    expect(readConfig({ SECRET_KEYS: `"${"a".repeat(16)}", "${"b".repeat(16)}"` }).secretKeys).toEqual(["a".repeat(16), "b".repeat(16)]);
  });

  it("and nothing but blanks and quotes is no value", () => expect(readConfig({ PORT: ' "" \n', SLACK_BOT_TOKEN: "''" }).port).toBe(3000));

  it.each([
    ["\\\\.\\pipe\\7d1c2f0a-0000", "\\\\.\\pipe\\7d1c2f0a-0000"],
    ["/run/forumbot.sock", "/run/forumbot.sock"],
    ["unix:/run/forumbot.sock", "/run/forumbot.sock"],
    ["@forumbot", "\0forumbot"],
    ["0", 0],
  ])("the port %s", (given, port) => expect(readConfig({ PORT: given }).port).toBe(port));
});

describe("the address of a PostgreSQL database", () => {
  const KEYS = { SECRET_KEYS: "0123456789abcdef" };

  it.each([
    "postgres://fb:hem%23melig@127.0.0.1:5432/fb",
    "postgresql://fb:hem:m@elig@db.example.no/fb?sslmode=require",
    "postgres://fb:100%@h/d",
    "postgres://fb:p@/fb?host=/run/postgresql",
    "postgres://fb:p@%2Frun%2Fpostgresql/fb",
    "postgres:///fb",
    "postgres://h",
  ])("may be %s", (url) => expect(readConfig({ ...KEYS, DATABASE_URL: url }).database).toEqual({ kind: "postgres", url }));

  it.each([
    "postgres://fb:hemmelig#1@127.0.0.1:5432/fb",
    "postgres://fb:hem/melig@127.0.0.1:5432/fb",
    "postgres://fb:hem?melig@127.0.0.1:5432/fb",
    "postgres://fb:5#hemmelig@h/fb",
    "postgres://fb:5/hemmelig@h/fb",
    "postgres://fb:5?hemmelig@h/fb",
    "postgres://fb:%abhemmelig@h/fb",
    "postgres://h:port/fb",
    "postgres://fb:hemmelig@h/fb#1",
    "postgresql://",
    "postgres:/h/fb",
    "POSTGRES://fb:hemmelig@h/fb",
    "jdbc:postgresql://h/fb",
    "sqlite:",
  ])("can't be %s, which is told with what to write, and without the password", (url) => {
    const [problem = "", ...others] = problems({ ...KEYS, DATABASE_URL: url });
    expect(others).toEqual([]);
    expect(problem).toContain("write # as %23");
    expect(problem).not.toContain("melig");
  });
});

describe("a file .env", () => {
  const { path, remove } = folder();
  afterAll(remove);
  const file = join(path, ".env");
  const read = (content: string | Buffer): Readonly<Record<string, string>> => {
    writeFileSync(file, content);
    return readEnvFile(file, ["SECRET_KEYS", "DATABASE_URL", "HOST"]);
  };
  const failure = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return (error as Error).message;
    }
    return "";
  };
  const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

  it.each<[string, string | Buffer]>([
    ["as it should be", "HOST=h\nPORT=1\n"],
    ["with a byte order mark", "\ufeffHOST=h\nPORT=1\n"],
    ["with Windows' line ends", "HOST=h\r\nPORT=1\r\n"],
    ["with both, and quotes", "\ufeffHOST=\"h\"\r\nPORT='1'\r\n"],
    ["in UTF-16, as PowerShell writes it", Buffer.from("\ufeffHOST=h\r\nPORT=1\r\n", "utf16le")],
    ["in UTF-16 the other way round", utf16be("\ufeffHOST=h\nPORT=1\n")],
    ["with comments and exports", "# all\nexport HOST=h # mine\nPORT=1\n"],
  ])("is read %s", (_, content) => expect(read(content)).toEqual({ HOST: "h", PORT: "1" }));

  it.each([
    ["SECRET_KEYS=0123456789abcdef,new#key0123456789", /SECRET_KEYS.*line 1.*quotes/],
    ["\nDATABASE_URL=postgres://fb:hem#melig@h/d", /DATABASE_URL.*line 2.*quotes/],
    ["HOST=#h", /HOST/],
  ])("is told of where # would cut %j, without the value", (content, message) => {
    const told = failure(() => read(content));
    expect(told).toMatch(message);
    expect(told).not.toMatch(/melig|0123/);
  });

  it.each([
    ["HOST: h", /HOST: expected a = behind the name.*line 1/],
    ["PORT=1\nexport SECRET_KEYS : 0123456789abcdef", /SECRET_KEYS: expected a = behind the name.*line 2/],
  ])("is told of what is written as in YAML, %j, without the value", (content, message) => {
    const told = failure(() => read(content));
    expect(told).toMatch(message);
    expect(told).not.toMatch(/0123/);
  });

  it("may have a colon in a value, in a comment, and in settings that are another program's", () => {
    expect(read("HOST=a:b\n# HOST: c\nOTHER: x\nPORT='1:\n2'\n")).toMatchObject({ HOST: "a:b" });
  });

  it("may have # in quotes, before comments, and in settings that are another program's", () => {
    expect(read("SECRET_KEYS=\"a#b\"\nHOST=h #c#d\n#HOST=x#y\nOTHER=a#b\nDATABASE_URL='a\nHOST=x#y'\n")).toMatchObject({
      SECRET_KEYS: "a#b",
      HOST: "h",
    });
  });

  it("need not be there", () => expect(readEnvFile(join(path, "none"), [])).toEqual({}));

  it("is told of in a line where it is a folder, no text, or another user's", () => {
    mkdirSync(join(path, "folder"));
    expect(failure(() => readEnvFile(join(path, "folder"), []))).toMatch(/folder is a folder: expected a file$/);
    expect(failure(() => read(Buffer.from("HOST=h\n", "utf16le")))).toMatch(/expected UTF-8$/);
    chmodSync(file, 0);
    // root reads what it likes
    if (process.getuid?.() !== 0) expect(failure(() => readEnvFile(file, []))).toMatch(/permission denied$/);
  });
});
