// Environment → Config. The only reader of the environment; reports everything that is wrong with it in one message.
import { z } from "zod";
import { type DatabaseConfig, sqlitePath } from "./database-url.js";
import { createDay, ZONE } from "./day.js";
import { readEnvFile } from "./envfile.js";
import { address, ConfigError, cleaned, count, guid, isPostgresUrl, keys, POSTGRES_FORM, port, strangeCharacter } from "./forms.js";
import { WATCH_FORMS, type WatchConfig, watchOf } from "./watch-config.js";

export { ConfigError } from "./forms.js";

export type SlackConfig =
  | { readonly mode: "http"; readonly signingSecret: string; readonly botToken: string }
  | { readonly mode: "socket"; readonly appToken: string; readonly botToken: string }
  | {
      readonly mode: "oauth";
      readonly signingSecret: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      readonly publicUrl: string;
    };

export interface TeamsConfig {
  readonly type: "SingleTenant" | "MultiTenant" | "UserAssignedMSI" | "anonymous";
  readonly appId: string;
  readonly password: string;
  readonly tenantId: string;
}

/** The settings of a platform, or what is missing to turn it on. */
export type Setting<T> = { readonly on: true; readonly value: T } | { readonly on: false; readonly missing: string };

export interface Config {
  readonly host: string;
  /** A port number, or the path of a pipe or a socket. */
  readonly port: number | string;
  readonly publicUrl: string | undefined;
  /** The number of proxies in front of the server, which is how many entries at the end of `X-Forwarded-For` can be trusted. */
  readonly trustedProxies: number;
  /** Newest first. If empty, one is made and kept beside the database. */
  readonly secretKeys: readonly string[];
  readonly slack: Setting<SlackConfig>;
  readonly slackApiUrl: string | undefined;
  readonly slackCommand: string;
  /** Whether replies are looked for in channels too before they are sent again. */
  readonly slackHistory: boolean;
  readonly teams: Setting<TeamsConfig>;
  readonly database: DatabaseConfig;
  /** The most connections to PostgreSQL. */
  readonly connections: number;
  /** Whether SQLite waits for the disk at every write (`FULL`) or at checkpoints (`NORMAL`). */
  readonly synchronous: "NORMAL" | "FULL";
  readonly playground: boolean;
  readonly watch: WatchConfig;
  /** Questions per minute; 0 for no limit. */
  readonly limits: { readonly person: number; readonly workspace: number };
  readonly retentionDays: number;
  /** The time zone in which the report counts days: a name of the time zone database. */
  readonly timeZone: string;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

/** The process's environment, completed by the file `.env` in the working directory. Throws a `ConfigError`. */
export function environment(): Readonly<Record<string, string | undefined>> {
  // into the process's own environment: drivers and Node read their settings there
  for (const [name, value] of Object.entries(readEnvFile(".env", Object.keys(FORMS)))) process.env[name] ??= value;
  return process.env;
}

function isZone(name: string): boolean {
  try {
    return createDay(name) !== undefined;
  } catch {
    return false;
  }
}

export const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** One entry per setting: [its schema, what was expected]. */
const FORMS = {
  PORT: [port, "a port number from 0 to 65535, or the path of a pipe or socket"],
  HOST: [z.string().min(1).default("127.0.0.1"), "a host name or an address"],
  PUBLIC_URL: [address.optional(), "an address that begins with https:// or http://"],
  TRUSTED_PROXIES: [count(0, 10, 0), "the number of proxies before the server, from 0 to 10"],
  SECRET_KEYS: [keys, "keys of at least 16 characters each, newest first, with commas between them"],
  SLACK_SIGNING_SECRET: [z.string().optional(), "a string"],
  SLACK_BOT_TOKEN: [z.string().startsWith("xoxb-").optional(), "a token that begins with xoxb-"],
  SLACK_APP_TOKEN: [z.string().startsWith("xapp-").optional(), "a token that begins with xapp-"],
  SLACK_CLIENT_ID: [z.string().optional(), "a string"],
  SLACK_CLIENT_SECRET: [z.string().optional(), "a string"],
  SLACK_STATE_SECRET: [z.string().optional(), "a string"],
  SLACK_API_URL: [z.url({ protocol: /^https?$/ }).optional(), "an address that begins with https:// or http://"],
  SLACK_COMMAND: [
    z
      .string()
      .regex(/^\/[^\s/]{1,31}$/)
      .default("/forum"),
    "a slash and at most 31 characters without a space",
  ],
  SLACK_HISTORY: [z.enum(["on", "off"]).default("off"), "on or off"],
  MicrosoftAppType: [z.enum(["SingleTenant", "MultiTenant", "UserAssignedMSI"]).optional(), "SingleTenant, MultiTenant or UserAssignedMSI"],
  MicrosoftAppId: [guid.optional(), "an id like 00000000-0000-0000-0000-000000000000"],
  MicrosoftAppPassword: [z.string().optional(), "a string"],
  MicrosoftAppTenantId: [guid.optional(), "an id like 00000000-0000-0000-0000-000000000000"],
  TEAMS_ANONYMOUS: [z.enum(["0", "1"]).default("0"), "0 or 1"],
  DATABASE_URL: [
    z
      .string()
      .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/)
      .default("sqlite:var/forumbot.db"),
    POSTGRES_FORM,
  ],
  DATABASE_CONNECTIONS: [count(1, 1000, 10), "a whole number from 1 to 1000"],
  SQLITE_SYNCHRONOUS: [z.enum(["NORMAL", "FULL"]).default("NORMAL"), "NORMAL or FULL"],
  DATA_DIR: [z.string().optional(), "a folder"],
  INTENTS_DIR: [z.string().optional(), "a folder"],
  PLAYGROUND: [z.enum(["on", "off"]).optional(), "on or off"],
  ...WATCH_FORMS,
  RATE_LIMIT_PER_PERSON: [count(0, 1e6, 30), "a whole number, 0 for no limit"],
  RATE_LIMIT_PER_WORKSPACE: [count(0, 1e6, 1000), "a whole number, 0 for no limit"],
  RETENTION_DAYS: [count(1, 3650, 90), "a whole number of days from 1 to 3650"],
  TIME_ZONE: [z.string().refine(isZone).default(ZONE), "a time zone like Europe/Oslo"],
  LOG_LEVEL: [
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    "fatal, error, warn, info, debug, trace or silent",
  ],
} as const;

type Values = { readonly [Name in keyof typeof FORMS]: z.output<(typeof FORMS)[Name][0]> };

/** Throws a `ConfigError`. An empty value counts as missing. Secrets are never part of a message. */
export function readConfig(given: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const environment: Readonly<Record<string, string>> = Object.fromEntries(Object.keys(FORMS).map((name) => [name, cleaned(given[name])]));
  const read = Object.entries(FORMS).map(([name, [form, expected]]) => {
    const value = environment[name] === "" ? undefined : environment[name];
    const parsed = form.safeParse(value);
    const strange = strangeCharacter(name, value ?? "");
    if (strange !== undefined) problems.push(`${name}: ${strange}`);
    else if (!parsed.success) problems.push(`${name}: expected ${expected}`);
    return [name, parsed.data] as const;
  });
  const values = Object.fromEntries(read) as unknown as Values;
  // a value of the wrong form is not missing: only its form is reported
  const has = (name: keyof Values): boolean => (environment[name] ?? "") !== "";
  const slack = slackOf(values, has, problems);
  const teams = teamsOf(values, has, problems);
  const database = databaseOf(values.DATABASE_URL ?? "", problems);
  const told = problems.some((problem) => problem.startsWith("DATABASE_URL: "));
  if (database.kind === "postgres" && !told && !isPostgresUrl(database.url)) problems.push(`DATABASE_URL: expected ${POSTGRES_FORM}`);
  if (database.kind === "postgres" && !has("SECRET_KEYS")) problems.push("SECRET_KEYS: required with PostgreSQL");
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.TRUSTED_PROXIES,
    secretKeys: values.SECRET_KEYS,
    slack,
    slackApiUrl: values.SLACK_API_URL,
    slackCommand: values.SLACK_COMMAND,
    slackHistory: values.SLACK_HISTORY === "on",
    teams,
    database,
    connections: values.DATABASE_CONNECTIONS,
    synchronous: values.SQLITE_SYNCHRONOUS,
    playground: values.PLAYGROUND === undefined ? !slack.on && !teams.on : values.PLAYGROUND === "on",
    watch: watchOf(values),
    limits: { person: values.RATE_LIMIT_PER_PERSON, workspace: values.RATE_LIMIT_PER_WORKSPACE },
    retentionDays: values.RETENTION_DAYS,
    timeZone: values.TIME_ZONE,
    logLevel: values.LOG_LEVEL,
  };
}

type Has = (name: keyof Values) => boolean;
const missing = (names: readonly (keyof Values)[], has: Has): string => names.filter((name) => !has(name)).join(", ");

const SLACK_SETS = {
  http: ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"],
  socket: ["SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"],
  oauth: ["SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET", "PUBLIC_URL"],
} as const;
/** Settings that only one way of connecting uses: with those of several it isn't clear which is meant. */
const OWN = { socket: ["SLACK_APP_TOKEN"], oauth: ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"] } as const;

function slackOf(values: Values, has: Has, problems: string[]): Setting<SlackConfig> {
  const [socket, oauth] = [OWN.socket.some(has), OWN.oauth.some(has)];
  const any = [...SLACK_SETS.http, ...OWN.socket, ...OWN.oauth].some(has);
  if (!any) return { on: false, missing: `${SLACK_SETS.socket.join(" and ")}, or ${SLACK_SETS.http.join(" and ")}` };
  const both =
    (socket && (oauth || has("SLACK_SIGNING_SECRET"))) || (oauth && has("SLACK_BOT_TOKEN"))
      ? "expected one set of settings, found two"
      : "";
  const mode = socket ? "socket" : oauth ? "oauth" : "http";
  const lacks = missing(SLACK_SETS[mode], has);
  if (both)
    problems.push(
      `Slack: ${both} (${Object.values(SLACK_SETS)
        .map((set) => set.join(" + "))
        .join("; ")})`,
    );
  else if (lacks) problems.push(`Slack: half a set of settings, missing ${lacks}`);
  const { SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET } = values;
  const [signingSecret, botToken] = [SLACK_SIGNING_SECRET ?? "", SLACK_BOT_TOKEN ?? ""];
  if (mode === "socket") return { on: true, value: { mode, appToken: SLACK_APP_TOKEN ?? "", botToken } };
  if (mode === "http") return { on: true, value: { mode, signingSecret, botToken } };
  const [clientId, clientSecret, stateSecret] = [SLACK_CLIENT_ID ?? "", SLACK_CLIENT_SECRET ?? "", SLACK_STATE_SECRET ?? ""];
  return { on: true, value: { mode, signingSecret, clientId, clientSecret, stateSecret, publicUrl: values.PUBLIC_URL ?? "" } };
}

const TEAMS = ["MicrosoftAppType", "MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId"] as const;

function teamsOf(values: Values, has: Has, problems: string[]): Setting<TeamsConfig> {
  const set = TEAMS.some(has);
  if (values.TEAMS_ANONYMOUS === "1") {
    if (set) problems.push("TEAMS_ANONYMOUS: expected it alone, without MicrosoftApp… settings");
    if (typeof values.PORT === "string" || !LOOPBACK.includes(values.HOST))
      problems.push(`TEAMS_ANONYMOUS: expected HOST to be one of ${LOOPBACK.join(", ")}, and PORT to be a number: anybody could ask`);
    return { on: true, value: { type: "anonymous", appId: "", password: "", tenantId: "" } };
  }
  if (!set) return { on: false, missing: TEAMS.join(", ") };
  const type = values.MicrosoftAppType ?? "SingleTenant";
  // a managed identity has no password; a multi-tenant bot has no tenant of its own
  const needed = TEAMS.filter(
    (name) =>
      !(type === "UserAssignedMSI" && name === "MicrosoftAppPassword") &&
      !(type === "MultiTenant" && name === "MicrosoftAppTenantId") &&
      name !== "MicrosoftAppType",
  );
  const lacks = missing(needed, has);
  if (lacks) problems.push(`Teams: half a set of settings, missing ${lacks}`);
  return {
    on: true,
    value: {
      type,
      appId: values.MicrosoftAppId ?? "",
      password: values.MicrosoftAppPassword ?? "",
      tenantId: values.MicrosoftAppTenantId ?? "",
    },
  };
}

function databaseOf(url: string, problems: string[]): DatabaseConfig {
  if (!url.startsWith("sqlite:")) return { kind: "postgres", url };
  const { path, problem } = sqlitePath(url.slice("sqlite:".length));
  if (problem !== undefined) problems.push(`DATABASE_URL: ${problem}`);
  return { kind: "sqlite", path: path ?? "" };
}
