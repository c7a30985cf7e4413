// A fake Microsoft on 127.0.0.1: the token issuer, the connector that receives our messages, and
// the activities that Teams sends.
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readConfig } from "../../../src/config.js";
import { createDesk } from "../../../src/desk.js";
import { createGuide } from "../../../src/guide.js";
import { createLog, type Log } from "../../../src/log.js";
import { createMetrics, type Metrics } from "../../../src/metrics.js";
import type { Parts, Platform } from "../../../src/platform.js";
import type { Outgoing } from "../../../src/platforms/teams/card.js";
import { createTeams, type Edges } from "../../../src/platforms/teams/index.js";
import { createHttp } from "../../../src/server.js";
import { createMemoryStore } from "../../../src/store/memory.js";
import type { Limit, Store } from "../../../src/store/store.js";
import { bot, knowledge } from "../../bot.js";

export const APP = "22222222-2222-4222-8222-222222222222";
export const TENANT = "33333333-3333-4333-8333-333333333333";
export const ISSUER = "https://api.botframework.com";

const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const base64 = (value: unknown): string => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

export async function listen(handle: Parameters<typeof createServer>[1]): Promise<{ server: Server; url: string }> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Signs tokens, and says by OpenID which keys are its own. */
export async function createIssuer() {
  const ours = pair();
  const another = pair();
  const jwk = ours.publicKey.export({ format: "jwk" });
  const asked: string[] = [];
  const state = { down: false, ids: ["k1"], endorsements: ["msteams"] };
  const { server, url } = await listen((request, response) => {
    asked.push(request.url ?? "");
    if (state.down) return void request.socket.destroy();
    response.setHeader("content-type", "application/json");
    const keys = { keys: state.ids.map((kid) => ({ ...jwk, use: "sig", kid, x5t: kid, endorsements: state.endorsements })) };
    const about = { issuer: ISSUER, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ["RS256"] };
    response.end(JSON.stringify(request.url === "/keys" ? keys : about));
  });
  const sign = (claims: object, header: object = {}, key: KeyObject = ours.privateKey): string => {
    const now = Math.floor(Date.now() / 1000);
    const head = base64({ alg: "RS256", typ: "JWT", kid: "k1", ...header });
    const body = base64({ iss: ISSUER, aud: APP, nbf: now - 10, exp: now + 3600, ...claims });
    return `Bearer ${head}.${body}.${createSign("RSA-SHA256").update(`${head}.${body}`).sign(key).toString("base64url")}`;
  };
  /** Signed with the public key as if it were a secret. */
  const confuse = (claims: object): string => {
    const head = base64({ alg: "HS256", typ: "JWT", kid: "k1" });
    const body = base64({ iss: ISSUER, aud: APP, exp: 9e9, ...claims });
    const secret = ours.publicKey.export({ type: "spki", format: "pem" });
    return `Bearer ${head}.${body}.${createHmac("sha256", secret).update(`${head}.${body}`).digest("base64url")}`;
  };
  return { server, url, asked, state, metadata: `${url}/.well-known/openidconfiguration`, sign, confuse, another: another.privateKey };
}

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: Outgoing & Record<string, unknown>;
}

/** Takes what we send, and answers as it is told to. */
export async function createConnectorPeer() {
  const calls: Call[] = [];
  const answers: { status: number; body?: object; headers?: Record<string, string> }[] = [];
  let sent = 0;
  const { server, url } = await listen((request, response) => {
    void textOf(request).then((body) => {
      const { method = "", url: path = "", headers } = request;
      calls.push({
        method,
        url: decodeURIComponent(path),
        authorization: headers.authorization,
        body: body === "" ? ({} as never) : JSON.parse(body),
      });
      const {
        status,
        body: answer,
        headers: extra,
      } = answers.shift() ?? { status: method === "POST" ? 201 : 200, body: { id: `reply-${++sent}` } };
      response.writeHead(status, { "content-type": "application/json", ...extra });
      response.end(answer === undefined ? "" : JSON.stringify(answer));
    });
  });
  const until = async (count: number): Promise<readonly Call[]> => {
    for (let i = 0; i < 500 && calls.length < count; i++) await new Promise((go) => setTimeout(go, 5));
    if (calls.length < count) throw new Error(`expected ${count} calls of the connector, saw ${calls.length}`);
    return calls;
  };
  return { server, url: `${url}/`, calls, answers, until };
}

export interface World {
  /** Where activities are sent to. */
  readonly url: string;
  readonly platform: Platform;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly connector: Awaited<ReturnType<typeof createConnectorPeer>>;
  readonly issuer: Awaited<ReturnType<typeof createIssuer>>;
  readonly waits: number[];
  readonly logged: string[];
  post(activity: unknown, authorization?: string | null): Promise<Response>;
  /** Sends a message, and waits for what we say to it. */
  say(text: string, rest?: object): Promise<Outgoing>;
  /** What everything under way has come to. */
  settled(): Promise<void>;
  /** What is due is taken up, as the server does every second. */
  sweep(): Promise<void>;
  activity(rest?: object): Record<string, unknown>;
  close(): Promise<void>;
}

interface Options {
  readonly environment?: Record<string, string>;
  readonly store?: (store: Store) => Store;
  readonly now?: () => number;
  readonly log?: (lines: string[]) => Log;
  readonly wait?: Edges["wait"];
  readonly token?: Edges["token"];
  readonly limit?: Limit;
}

const SETTINGS = { MicrosoftAppType: "SingleTenant", MicrosoftAppId: APP, MicrosoftAppPassword: "secret", MicrosoftAppTenantId: TENANT };

export async function createWorld({
  environment = SETTINGS,
  store: change = (store) => store,
  now = Date.now,
  log: logs,
  wait,
  token: outbound = async () => "Bearer outbound",
  limit = async () => ({ allowed: true }),
}: Options = {}): Promise<World> {
  const issuer = await createIssuer();
  const connector = await createConnectorPeer();
  const waits: number[] = [];
  const logged: string[] = [];
  const metrics = createMetrics();
  const log = logs?.(logged) ?? createLog("silent");
  const store = change(createMemoryStore(now));
  const config = readConfig({ DATABASE_URL: "sqlite::memory:", ...environment });
  const desk = createDesk({ bot, guide: createGuide(knowledge), store, limit, metrics, log });
  const parts: Parts = { config, desk, store, metrics, log, now };
  const platform = createTeams(parts, {
    issuer: () => ({ name: ISSUER, metadata: issuer.metadata }),
    token: outbound,
    wait: wait ?? (async (milliseconds) => waits.push(milliseconds)),
    service: connector.url,
  });
  const server = createHttp(platform.routes, { log, metrics });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  let number = 0;

  const activity = (rest: object = {}): Record<string, unknown> => ({
    type: "message",
    id: `a${++number}`,
    timestamp: "2026-11-22T12:00:00Z",
    channelId: "msteams",
    serviceUrl: connector.url,
    from: { id: "29:user", name: "Kari Nordmann", aadObjectId: "44444444-4444-4444-8444-444444444444" },
    recipient: { id: `28:${APP}`, name: "Forumbot" },
    conversation: { id: "a:personal", conversationType: "personal", tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    locale: "nb-NO",
    ...rest,
  });
  const token = issuer.sign({ serviceurl: connector.url });
  const post = (body: unknown, authorization: string | null = token): Promise<Response> =>
    fetch(url, {
      method: "POST",
      body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) },
    });
  const settled = async (): Promise<void> => {
    for (let i = 0; i < 500 && (await store.inbox.waiting()) > 0; i++) await new Promise((go) => setTimeout(go, 5));
  };
  return {
    url,
    platform,
    store,
    metrics,
    connector,
    issuer,
    waits,
    logged,
    post,
    activity,
    settled,
    sweep: async () => {
      const works = await store.inbox.take(1000);
      await Promise.all(works.map((work) => platform.resume(work)));
    },
    say: async (text, rest = {}) => {
      const before = connector.calls.length;
      const response = await post(activity({ text, ...rest }));
      if (response.status !== 200) throw new Error(`refused with ${response.status}`);
      const said = (await connector.until(before + 1))[before]?.body as Outgoing;
      await settled();
      return said;
    },
    close: async () => {
      await platform.stop();
      await Promise.all([close(server), close(connector.server), close(issuer.server)]);
    },
  };
}

/** A message in a channel or a group, with mentions as Teams writes them. */
export const mentioning = (text: string, where: "channel" | "groupChat", mentions: number = 1): object => ({
  text: `${"<at>Forumbot</at>&nbsp;".repeat(mentions)}${text}`,
  textFormat: "plain",
  conversation:
    where === "channel"
      ? { id: "19:team@thread.tacv2;messageid=1700000000000", conversationType: "channel", isGroup: true, tenantId: TENANT }
      : { id: "19:group@thread.v2", conversationType: "groupChat", isGroup: true, tenantId: TENANT },
  entities: [
    ...Array.from({ length: mentions }, () => ({
      type: "mention",
      text: "<at>Forumbot</at>",
      mentioned: { id: `28:${APP}`, name: "Forumbot" },
    })),
    { type: "clientInfo", locale: "nb-NO", country: "NO" },
  ],
});

export const cardOf = (message: Outgoing) => message.attachments?.[0]?.content;

/** Everything that people can read in a value. */
export const wordsIn = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(wordsIn).join(" ");
  if (typeof value !== "object" || value === null) return "";
  const { text, title, inlines, body, items, columns, rows, cells, content, attachments, actions, card } = value as Record<string, unknown>;
  const own = [text, title].filter((one) => typeof one === "string").join(" ");
  return [own, ...[inlines, body, items, columns, rows, cells, content, attachments, actions, card].map(wordsIn)].filter(Boolean).join(" ");
};
