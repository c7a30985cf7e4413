// A page's address → its bytes, or that they are as they were, or gone: politely, within limits, and never from inside the own network.
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { Agent, type Dispatcher, ProxyAgent, request } from "undici";
import type { BotFile } from "../knowledge/identity.js";
import { proxyFor } from "../proxy.js";
import { createGuard, type Guard, type Resolve } from "./addresses.js";
import { SourceError } from "./error.js";
import type { Validators } from "./status.js";

/** A page as it was sent. */
export interface Page extends Validators {
  readonly kind: "page";
  readonly bytes: Buffer;
  /** `text/html; charset=utf-8` */
  readonly type: string;
}

export type Fetched = (Page | { readonly kind: "unchanged" } | { readonly kind: "gone"; readonly status: number }) & {
  /** Where it stands for good, if that is another address. */
  readonly movedTo?: string | undefined;
};

export interface Fetching {
  /** What the page was when it was last read: it is sent again only if it is another one. */
  readonly validators?: Validators | undefined;
  readonly language?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type FetchPage = (url: string, fetching?: Fetching) => Promise<Fetched>;

export const LIMITS = { redirects: 5, time: 30_000, bytes: 20 * 1024 * 1024 } as const;

interface Settings {
  /** Host names that may lead to private addresses. */
  readonly hosts: readonly string[];
  /** Whom the publisher may write to or read about: part of the user agent. */
  readonly contact: string;
  readonly resolve?: Resolve | undefined;
  readonly limits?: { readonly redirects: number; readonly time: number; readonly bytes: number };
}

/** Whom publishers are told to turn to: as it is set, or whoever answers for the bot. */
export const contactOf = (set: string | undefined, { contact }: Pick<BotFile, "contact">): string =>
  set ?? contact?.email ?? contact?.url ?? contact?.name ?? "no contact is set";

const REDIRECTS = [301, 302, 303, 307, 308];
const PERMANENT = [301, 308];
const GONE = [404, 410];
const ACCEPT = "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5";

export function createFetchPage({ hosts, contact, resolve, limits = LIMITS }: Settings): FetchPage {
  const guard = createGuard(hosts, resolve);
  const agent = `Forumbot/1 (${contact.replace(/[^ -~]/g, "?")})`;
  return async (address, { validators, language, signal } = {}) => {
    const ending = AbortSignal.any([AbortSignal.timeout(limits.time), ...(signal === undefined ? [] : [signal])]);
    const headers = {
      "user-agent": agent,
      accept: ACCEPT,
      "accept-encoding": "gzip, deflate, br",
      ...(language && { "accept-language": language }),
      ...(validators?.etag && { "if-none-match": validators.etag }),
      ...(validators?.modified && { "if-modified-since": validators.modified }),
    };
    const connections = connectionsBy(guard);
    try {
      return await follow(address, { headers, ending, guard, connections, limits });
    } catch (error) {
      throw readable(error, ending, limits.time);
    } finally {
      await connections.close();
    }
  };
}

interface Going {
  readonly headers: Readonly<Record<string, string>>;
  readonly ending: AbortSignal;
  readonly guard: Guard;
  readonly connections: Connections;
  readonly limits: NonNullable<Settings["limits"]>;
}

async function follow(address: string, { headers, ending, guard, connections, limits }: Going): Promise<Fetched> {
  let url = parsed(address);
  let movedTo: string | undefined;
  for (let hops = 0; ; hops++) {
    guard.check(url);
    const dispatcher = await connections.to(url);
    const { statusCode, headers: answered, body } = await request(url, { headers, signal: ending, dispatcher });
    // what is left unread ends with an error, which nobody waits for
    body.on("error", () => undefined);
    const header = (name: string): string | undefined => [answered[name] ?? []].flat()[0];
    if (!REDIRECTS.includes(statusCode)) {
      const fetched = await readAnswer(statusCode, header, body, limits.bytes);
      return movedTo === undefined ? fetched : { ...fetched, movedTo };
    }
    body.destroy();
    if (hops === limits.redirects) throw new SourceError(`more than ${limits.redirects} redirects`);
    const next = parsed(header("location") ?? "", url);
    // only what leads on for good from the address itself is a move
    if (PERMANENT.includes(statusCode) && (hops === 0 || movedTo === url.href)) movedTo = next.href;
    url = next;
  }
}

function parsed(address: string, base?: URL): URL {
  if (address !== "" && URL.canParse(address, base?.href)) return new URL(address, base);
  throw new SourceError(base === undefined ? `'${address}' is no address` : `redirected to '${address}', which is no address`);
}

type Header = (name: string) => string | undefined;

async function readAnswer(status: number, header: Header, body: Readable, most: number): Promise<Fetched> {
  if (status === 200) {
    if (Number(header("content-length") ?? 0) > most) {
      body.destroy();
      throw tooLarge(most);
    }
    const bytes = await readWhole(body, header("content-encoding") ?? "", most);
    return { kind: "page", bytes, type: header("content-type") ?? "", etag: header("etag"), modified: header("last-modified") };
  }
  body.destroy();
  if (status === 304) return { kind: "unchanged" };
  if (GONE.includes(status)) return { kind: "gone", status };
  throw new SourceError(`the server answered ${status}`, { retryAfter: delayOf(header("retry-after")) });
}

const tooLarge = (most: number): SourceError => new SourceError(`larger than ${Math.round(most / 1024 / 1024)} MB`);

/** Seconds, or a date. */
function delayOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const delay = /^\d+$/.test(given.trim()) ? Number(given) * 1000 : Date.parse(given) - Date.now();
  return Number.isFinite(delay) && delay > 0 ? delay : undefined;
}

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** Counted as it comes out of decompression: a few bytes may become very many. */
async function readWhole(body: Readable, encodings: string, most: number): Promise<Buffer> {
  const names = encodings
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  const unknown = names.length > 2 ? encodings : names.find((name) => !Object.hasOwn(DECODERS, name));
  if (unknown !== undefined) {
    body.destroy();
    throw new SourceError(`compressed as '${unknown}': expected gzip, deflate or br`);
  }
  const decoders = names.reverse().map((name) => (DECODERS[name] as () => NodeJS.ReadWriteStream)());
  const stream = decoders.length === 0 ? body : (pipeline([body, ...decoders], () => undefined) as unknown as Readable);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) {
      body.destroy();
      throw tooLarge(most);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

interface Connections {
  to(url: URL): Promise<Dispatcher>;
  close(): Promise<void>;
}

/** Straight to checked addresses; by the proxy that the environment names, where it names one: it resolves names itself then. */
function connectionsBy(guard: Guard): Connections {
  const straight = new Agent({ connect: { lookup: guard.lookup }, maxHeaderSize: 32_768 });
  const proxies: Dispatcher[] = [];
  return {
    to: async (url) => {
      const proxy = proxyFor(url.href);
      if (proxy === "") return straight;
      await guard.checkName(url.hostname);
      const by = new ProxyAgent(proxy);
      proxies.push(by);
      return by;
    },
    close: async () => {
      await Promise.all([straight, ...proxies].map((one) => one.destroy()));
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "its name can't be looked up now",
  ECONNREFUSED: "nothing answers there",
  ECONNRESET: "the connection was broken off",
  UND_ERR_SOCKET: "the connection was broken off",
  UND_ERR_ABORTED: "the connection was broken off",
  Z_DATA_ERROR: "its compression is broken",
  Z_BUF_ERROR: "its compression is broken",
};

/** What went wrong in one line, whoever noticed it. */
function readable(error: unknown, ending: AbortSignal, time: number): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof SourceError) return error;
  if (error.cause instanceof SourceError) return error.cause;
  if (ending.aborted) return new SourceError(`no whole answer within ${Math.round(time / 1000)} s`, { cause: error });
  const { code = "" } = error as NodeJS.ErrnoException;
  return new SourceError(REASONS[code] ?? `can't be reached (${code || error.message})`, { cause: error });
}
