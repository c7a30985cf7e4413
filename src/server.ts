// Routes → one HTTP server. Exact method and path only, every dispatch in a try with await: what a request does, it does to itself alone.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Log } from "./log.js";
import type { Metrics } from "./metrics.js";
import type { Route } from "./platform.js";

/** A slow client is cut off: headers within 10 s, the whole request within 20 s, a connection on which nothing moves after 75 s. */
const HEADERS = 10_000;
const REQUEST = 20_000;
const IDLE = 75_000;
/** Longer than proxies keep a connection that is not in use (60 s): who closes it first must not be who is written to. */
const KEEP = 65_000;
/** How often that is looked at, in milliseconds; Node's own is 30 s, which would add to each of them. */
const LOOK = 1_000;
/** No platform sends as much: Bolt takes 4 MiB at most, and a Teams activity has less than 256 KiB. */
const BODY = 4 * 1024 * 1024;

export function createHttp(routes: readonly Route[], { log, metrics }: { log: Log; metrics: Metrics }): Server {
  const table = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const paths = new Set(routes.map(({ path }) => path));

  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!server.listening) return refuseStopping(response);
    inOriginForm(request);
    const path = (request.url ?? "/").split("?", 1)[0] as string;
    const method = request.method === "HEAD" ? "GET" : request.method;
    const route = table.get(`${method} ${path}`);
    const id = requestId(request);
    response.setHeader("x-request-id", id);
    const refused = route === undefined ? (paths.has(path) ? 405 : 404) : Number(request.headers["content-length"] ?? 0) > BODY ? 413 : 0;
    if (route === undefined || refused > 0) {
      metrics.refused.inc({ platform: "http", reason: `${refused}` });
      // what else it sends isn't read
      response.setHeader("connection", "close");
      end(response, refused);
      return;
    }
    try {
      await route.handle(request, response);
      log.debug({ request: id, path, status: response.statusCode }, "a request");
    } catch (error) {
      if (error instanceof TooLarge) {
        metrics.refused.inc({ platform: "http", reason: "413" });
        response.setHeader("connection", "close");
        end(response, 413);
        return;
      }
      // a client that went away while it was read is nobody's error
      if (request.destroyed && !request.complete) return;
      metrics.errors.inc({ place: "http" });
      log.error({ err: error, request: id, path }, "a request failed");
      end(response, 500);
    }
  }

  function refuseStopping(response: ServerResponse): void {
    metrics.refused.inc({ platform: "http", reason: "stopping" });
    response.setHeader("connection", "close");
    end(response, 503);
  }

  const responses = new Set<ServerResponse>();
  const server = createServer({ connectionsCheckingInterval: LOOK }, (request, response) => {
    responses.add(response);
    response.once("close", () => {
      responses.delete(response);
      // its connection was kept, and is idle only now
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
    void dispatch(request, response);
  });
  underWay.set(server, responses);
  boundQuiet(server);
  server.headersTimeout = HEADERS;
  server.requestTimeout = REQUEST;
  server.keepAliveTimeout = KEEP;
  server.setTimeout(IDLE);
  return server;
}

/** `GET http://host/path` means the same as `GET /path` with that host (RFC 9112, 3.2.2): all that reads the request sees the latter. */
function inOriginForm(request: IncomingMessage): void {
  const [, host, path] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(request.url ?? "") ?? [];
  if (host === undefined) return;
  request.url = path?.startsWith("/") ? path : `/${path ?? ""}`;
  request.headers.host = host;
}

/** So many connections may stand open on which no whole request has come: a quarter to a half of the files that a process may open. */
const QUIET = 500;

/** Where more stand open, that which has been quiet longest is cut: who sends a request gets through among thousands who don't. */
function boundQuiet(server: Server): void {
  // in the order in which they fell quiet
  const quiet = new Set<Socket>();
  const fallQuiet = (socket: Socket): void => {
    quiet.delete(socket);
    if (socket.destroyed) return;
    quiet.add(socket);
    if (quiet.size > QUIET) quiet.values().next().value?.destroy();
  };
  server.on("connection", (socket) => {
    fallQuiet(socket);
    socket.once("close", () => quiet.delete(socket));
  });
  server.on("request", (request, response) => {
    const { socket } = request;
    const whole = request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined;
    if (whole) quiet.delete(socket);
    else request.once("end", () => response.closed || quiet.delete(socket));
    response.once("close", () => fallQuiet(socket));
  });
}

const underWay = new WeakMap<Server, ReadonlySet<ServerResponse>>();

/**
 * From here on nothing more is taken, neither by new connections nor by those that are kept: Node's own `close` goes on taking
 * requests on every connection that isn't idle just then. What is being answered is finished.
 */
export function stopTaking(server: Server): void {
  for (const response of underWay.get(server) ?? []) if (!response.headersSent) response.setHeader("connection", "close");
  server.close();
  server.closeIdleConnections();
}

const ID = Symbol("request id");

/** The same for a request wherever it is asked: in the header of the response, and for log lines. */
export function requestId(request: IncomingMessage & { [ID]?: string }): string {
  request[ID] ??= randomUUID();
  return request[ID];
}

function end(response: ServerResponse, status: number): void {
  if (response.writableEnded) return;
  if (!response.headersSent) response.writeHead(status);
  response.end();
}

/** Thrown where a body is larger than allowed. */
export class TooLarge extends Error {
  constructor(readonly limit: number) {
    super(`the body is larger than ${limit} bytes`);
    this.name = "TooLarge";
  }
}

/** The whole body; throws `TooLarge` as soon as it is known to be too large. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw new TooLarge(limit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.removeAllListeners("data").resume();
        reject(new TooLarge(limit));
      } else chunks.push(chunk);
    });
    request.once("end", () => resolve(Buffer.concat(chunks, size)));
    request.once("error", reject);
    // comes after every request: an error, with its stack, is made only where one is missing something
    request.once("close", () => request.complete || reject(new Error("the request was broken off")));
  });
}

/** Deeper than anything that a platform sends: reading such a body, or keeping it, would run out of stack. */
const DEEP = 100;
const codeOf = (sign: string): number => sign.charCodeAt(0);
const [QUOTE, ESCAPE, OPEN, CLOSE, BEGIN, END] = [codeOf('"'), codeOf("\\"), codeOf("["), codeOf("]"), codeOf("{"), codeOf("}")];

/** Whether JSON, or a form's field `payload` with JSON in it, nests that deep. What stands in quotes doesn't count. */
export function isDeep(body: Buffer): boolean {
  const form = body.subarray(0, 8).toString() === "payload=";
  const json = form ? Buffer.from(new URLSearchParams(body.toString()).get("payload") ?? "") : body;
  let [depth, quoted] = [0, false];
  for (let i = 0; i < json.length; i++) {
    const sign = json[i];
    if (sign === QUOTE) quoted = !quoted;
    else if (sign === ESCAPE) i++;
    else if (quoted) continue;
    else if (sign === OPEN || sign === BEGIN) {
      if (++depth > DEEP) return true;
    } else if (sign === CLOSE || sign === END) depth--;
  }
  return false;
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}
