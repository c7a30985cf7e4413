// The whole platform with the real bot and Bolt, between a signed sender and a fake Slack.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Config, readConfig } from "../../../src/config.js";
import { createDesk } from "../../../src/desk.js";
import { createGuide } from "../../../src/guide.js";
import { createLog } from "../../../src/log.js";
import { createMetrics } from "../../../src/metrics.js";
import type { Platform } from "../../../src/platform.js";
import { connect } from "../../../src/platforms/slack/index.js";
import { createHttp } from "../../../src/server.js";
import { createMemoryStore } from "../../../src/store/memory.js";
import type { Limit, Store } from "../../../src/store/store.js";
import { bot, knowledge } from "../../bot.js";
import type { Args, Fake } from "./fake.js";
import { signed as sign } from "./sign.js";

export const SECRET = "a signing secret";
export const guide = createGuide(knowledge);

export interface Options {
  readonly settings?: Readonly<Record<string, string>>;
  readonly store?: Store;
  readonly limit?: Limit;
  readonly now?: () => number;
}

export interface Slack {
  readonly platform: Platform;
  readonly store: Store;
  readonly config: Config;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly address: string;
  readonly send: (body: string, headers?: Record<string, string>, type?: string) => Promise<Answered>;
  readonly event: (event: Args, rest?: Args) => Promise<Answered>;
  readonly command: (text: string, rest?: Record<string, string>) => Promise<Answered>;
  readonly interact: (payload: Args) => Promise<Answered>;
  /** Works that are due are taken up, as the server does every two seconds. */
  readonly sweep: () => Promise<number>;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: Args;
}

const HTTP = { SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: "xoxb-1" };
let count = 0;

export async function startSlack(
  fake: Fake,
  { settings = HTTP, store = createMemoryStore(), limit, now = Date.now }: Options = {},
): Promise<Slack> {
  const config = readConfig({ ...settings, SLACK_API_URL: fake.url, LOG_LEVEL: "silent" });
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  const desk = createDesk({ bot, guide, store, limit: limit ?? (async () => ({ allowed: true })), metrics, log });
  const platform = await connect({ config, desk, store, metrics, log, now });
  const server: Server = createHttp(platform.routes, { log, metrics });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await platform.start();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send: Slack["send"] = async (body, headers = signed(body, now()), type = "application/json") => {
    const response = await fetch(`${address}/slack/events`, { method: "POST", body, headers: { "content-type": type, ...headers } });
    const text = await response.text();
    return { status: response.status, text, json: text.startsWith("{") ? JSON.parse(text) : {} };
  };
  const form = (fields: Record<string, string>): Promise<Answered> => {
    const body = new URLSearchParams(fields).toString();
    return send(body, signed(body, now()), "application/x-www-form-urlencoded");
  };
  return {
    platform,
    store,
    config,
    metrics,
    address,
    send,
    event: (event, rest = {}) => send(JSON.stringify(eventBody(event, rest))),
    command: (text, rest = {}) => form({ ...commandBody(text, fake), ...rest }),
    interact: (payload) => form({ payload: JSON.stringify(payload) }),
    sweep: async () => {
      const works = await store.inbox.take(20);
      await Promise.all(works.map((work) => platform.resume(work)));
      return works.length;
    },
    idle: () => platform.stop(),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await platform.stop();
    },
  };
}

export const signed = (body: string, at = Date.now(), secret = SECRET): Record<string, string> => sign(body, at, secret);

export function eventBody(event: Args, rest: Args = {}): Args {
  count++;
  return {
    type: "event_callback",
    event_id: `Ev${count}`,
    event_time: Math.floor(Date.now() / 1000),
    team_id: "T1",
    api_app_id: "A1",
    authorizations: [{ team_id: "T1", enterprise_id: null, user_id: "UBOT", is_bot: true, is_enterprise_install: false }],
    event,
    ...rest,
  };
}

export const commandBody = (text: string, fake: Fake): Record<string, string> => ({
  command: "/forum",
  text,
  user_id: "U1",
  user_name: "kari",
  channel_id: "C1",
  channel_name: "general",
  team_id: "T1",
  team_domain: "x",
  api_app_id: "A1",
  trigger_id: "1.2.3",
  response_url: fake.respondAt("command"),
});

let clock = 1000;
/** A time stamp that no other message has. */
export const stamp = (): string => `${++clock}.000200`;

export const mention = (text: string, rest: Args = {}): Args => {
  const ts = stamp();
  return { type: "app_mention", user: "U1", text: `<@UBOT> ${text}`, ts, event_ts: ts, channel: "C1", ...rest };
};
export const direct = (text: string, rest: Args = {}): Args => {
  const ts = stamp();
  return { type: "message", channel_type: "im", user: "U1", text, ts, event_ts: ts, channel: "D1", ...rest };
};

export interface Pressing {
  readonly user?: string;
  readonly channel?: string;
  readonly ephemeral?: boolean;
  readonly ts?: string;
  readonly thread?: string;
  readonly view?: "home" | "modal";
  readonly respond?: string | null;
}

/** A press of a button as Slack tells of it. */
export function press(
  action: Args,
  { user = "U1", channel = "C1", ephemeral = false, ts = "5.1", thread, view, respond }: Pressing,
  fake: Fake,
): Args {
  const where = view
    ? { container: { type: "view", view_id: "V1" }, view: { id: "V1", type: view, blocks: [] } }
    : {
        container: { type: "message", message_ts: ts, channel_id: channel, is_ephemeral: ephemeral },
        channel: { id: channel, name: "x" },
        message: { ts, type: "message", user: "UBOT", ...(thread && { thread_ts: thread }) },
        ...(respond === null ? {} : { response_url: respond ?? fake.respondAt("press") }),
      };
  const pressed = { type: "button", block_id: "b", action_ts: stamp(), ...action };
  return {
    type: "block_actions",
    user: { id: user, team_id: "T1" },
    team: { id: "T1", domain: "x" },
    api_app_id: "A1",
    trigger_id: "9.9.9",
    ...where,
    actions: [pressed],
  };
}

/** Every element of blocks with this action id, or that begins with it. */
export function buttons(blocks: unknown, id: string): Args[] {
  if (Array.isArray(blocks)) return blocks.flatMap((one) => buttons(one, id));
  if (typeof blocks !== "object" || blocks === null) return [];
  const inside = Object.values(blocks).flatMap((one) => buttons(one, id));
  const own = (blocks as Args).action_id;
  return typeof own === "string" && (own === id || own.startsWith(`${id}:`)) ? [blocks as Args, ...inside] : inside;
}

/** All that a reader sees of blocks, as one text. */
export function textIn(blocks: unknown): string {
  if (typeof blocks === "string") return blocks;
  if (Array.isArray(blocks)) return blocks.map(textIn).filter(Boolean).join("\n");
  if (typeof blocks !== "object" || blocks === null) return "";
  return Object.entries(blocks)
    .filter(([key]) =>
      ["text", "elements", "fields", "blocks", "accessory", "options", "title", "positive_button", "negative_button"].includes(key),
    )
    .map(([, value]) => textIn(value))
    .filter(Boolean)
    .join("\n");
}
