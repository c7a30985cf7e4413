// Request → the client's address, which limits count, and the host name it used, which keeps foreign pages out.
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP, isIPv6 } from "node:net";
import { type Config, LOOPBACK } from "./config.js";
import type { Route } from "./platform.js";
import { sendJson } from "./server.js";

/** The client's address for counting: for IPv6 the network, since one client owns all of its addresses. */
export function addressOf({ socket, headers }: IncomingMessage, { trustedProxies }: Pick<Config, "trustedProxies">): string {
  const own = socket.remoteAddress ?? "";
  const told = String(headers["x-forwarded-for"] ?? "").split(",");
  // each trusted proxy appends its caller's address; anybody can forge the entries before those
  const address = trustedProxies === 0 ? undefined : withoutPort((told.at(-trustedProxies) ?? "").trim());
  return networkOf(address !== undefined && isIP(address) > 0 ? address : own);
}

const withoutPort = (text: string): string => /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, "$1");

function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = (plain.split("%")[0] as string).toLowerCase().split("::");
  const [first, last] = [head, tail ?? ""].map((part) => part.split(":").filter(Boolean)) as [string[], string[]];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(zeros).fill("0"), ...last].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}

type Binding = Pick<Config, "host" | "port" | "publicUrl">;

/**
 * While listening on this machine only, the server answers to this machine's names, any IP address, and `PUBLIC_URL`'s name:
 * a foreign page whose name was made to resolve to here (DNS rebinding) reads nothing.
 */
export function byOwnName({ handle, ...route }: Route, config: Binding): Route {
  if (typeof config.port === "string" || !LOOPBACK.includes(config.host)) return { handle, ...route };
  const named = config.publicUrl === undefined ? undefined : new URL(config.publicUrl).hostname;
  const guarded = (request: IncomingMessage, response: ServerResponse): void | Promise<void> => {
    const name = hostOf(request.headers.host);
    if (name === undefined || isOwn(name) || name === named) return handle(request, response);
    sendJson(response, 403, { error: { message: "this name is not the server's: set PUBLIC_URL" } });
  };
  return { ...route, handle: guarded };
}

const isOwn = (name: string): boolean => isIP(name.replace(/^\[|\]$/g, "")) > 0 || /^(.+\.)?localhost\.?$/.test(name);

/** Undefined if the request has no Host header, which every browser sends; empty if it is malformed. */
function hostOf(header: string | undefined): string | undefined {
  if (header === undefined || header === "") return undefined;
  return URL.canParse(`http://${header}`) ? new URL(`http://${header}`).hostname : "";
}
