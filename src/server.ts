// Routes → one HTTP server. Exact method and path only, every dispatch in an awaited try: a failing request affects no other.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Log } from "./log.js";
import type { Metrics } from "./metrics.js";
import type { Route } from "./platform.js";

/** Limits for slow clients: headers within 10 s, the whole request within 20 s, idle connections for 75 s. */
const HEADERS = 10_000;
const REQUEST = 20_000;
const IDLE = 75_000;
/** Longer than proxies keep idle connections (60 s), so that the proxy closes first and never writes to a closed one. */
const KEEP = 65_000;
/** How often these are checked, in milliseconds; Node's default of 30 s would add to each. */
const LOOK = 1_000;
/** More than any platform sends: Bolt accepts 4 MiB at most, and a Teams activity is below 256 KiB. */
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
      // the rest of it isn't read
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
      // a client that went away in the meantime is not an error
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
      // a kept-alive connection that only now is idle
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

/** `GET http://host/path` means `GET /path` with that host (RFC 9112, 3.2.2); handlers see the latter. */
function inOriginForm(request: IncomingMessage): void {
  const [, host, path] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(request.url ?? "") ?? [];
  if (host === undefined) return;
  request.url = path?.startsWith("/") ? path : `/${path ?? ""}`;
  request.headers.host = host;
}

/** The most open connections without a complete request: a quarter to a half of the files a process may open. */
const QUIET = 500;

/** Beyond that the one idle longest is closed, so that a real request gets through among thousands of idle connections. */
function boundQuiet(server: Server): void {
  // in the order in which they became idle
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
 * Stops accepting requests, on new and on kept-alive connections: Node's own `close` keeps accepting them on every
 * connection that isn't idle at that moment. Requests in progress are finished.
 */
export function stopTaking(server: Server): void {
  for (const response of underWay.get(server) ?? []) if (!response.headersSent) response.setHeader("connection", "close");
  server.close();
  server.closeIdleConnections();
}

const ID = Symbol("request id");

/** The id of a request: the same in the response's header and in log lines. */
export function requestId(request: IncomingMessage & { [ID]?: string }): string {
  request[ID] ??= randomUUID();
  return request[ID];
}

function end(response: ServerResponse, status: number): void {
  if (response.writableEnded) return;
  if (!response.headersSent) response.writeHead(status);
  response.end();
}

/** Thrown if a body is larger than allowed. */
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
    // also emitted after a complete request: only an incomplete one is an error
    request.once("close", () => request.complete || reject(new Error("the request was broken off")));
  });
}

/** Deeper than anything a platform sends: parsing or storing such a body could exhaust the stack. */
const DEEP = 100;
const codeOf = (sign: string): number => sign.charCodeAt(0);
const [QUOTE, ESCAPE, OPEN, CLOSE, BEGIN, END] = [codeOf('"'), codeOf("\\"), codeOf("["), codeOf("]"), codeOf("{"), codeOf("}")];

/** Whether JSON, or the JSON in a form's field `payload`, nests that deep, ignoring strings. */
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
