// The built page → routes that serve it from memory: compressed at build, with ETag, hashed files for ever.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Route } from "../../platform.js";
import { ROOT } from "../../root.js";
import { TRUSTED } from "./trusted.js";

export const PAGE = join(ROOT, "dist", "page");

/**
 * Nothing from elsewhere, no inline script, no inline style: what the renderers of Slack's and Microsoft's messages style, they
 * style through the object model, which is no markup. Markup as text is refused but for the policies of Microsoft's renderer.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED.join(" ")}`,
].join("; ");

export const HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
} as const;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

export interface Stored {
  readonly type: string;
  readonly cache: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** For what is made at start: a quick compression instead of the smallest. */
export function store(text: string, type: string, cache = "no-cache"): Stored {
  const plain = Buffer.from(text);
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
  return { type, cache, etag: etagOf(plain), plain, br, gzip: gzipSync(plain) };
}

const etagOf = (bytes: Buffer): string => `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;

export function send(request: IncomingMessage, response: ServerResponse, { type, cache, etag, ...bodies }: Stored): void {
  const accepted = String(request.headers["accept-encoding"] ?? "")
    .split(",")
    .filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one))
    .map((one) => one.split(";")[0]?.trim());
  const encoding = accepted.includes("br") ? "br" : accepted.includes("gzip") ? "gzip" : "plain";
  const headers = { ...HEADERS, etag, "cache-control": cache, vary: "accept-encoding" };
  const known = String(request.headers["if-none-match"] ?? "").split(/\s*,\s*/);
  if (known.includes(etag) || known.includes(`W/${etag}`)) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = bodies[encoding];
  const how = encoding === "plain" ? {} : { "content-encoding": encoding };
  response.writeHead(200, { ...headers, ...how, "content-type": type, "content-length": body.length }).end(body);
}

/** Undefined where the page was not built. */
export function pageRoutes(folder = PAGE): Route[] | undefined {
  if (!existsSync(join(folder, "index.html"))) return undefined;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  return files
    .filter((file) => extname(file) in TYPES)
    .map((file): Route => {
      const html = file === "index.html";
      const [plain, br, gzip] = ["", ".br", ".gz"].map((end) => readFileSync(join(folder, `${file}${end}`))) as [Buffer, Buffer, Buffer];
      const cache = html ? "no-cache" : "public, max-age=31536000, immutable";
      const stored = { type: TYPES[extname(file)] as string, cache, etag: etagOf(plain), plain, br, gzip };
      return { method: "GET", path: html ? "/" : `/${file}`, handle: (request, response) => send(request, response, stored) };
    });
}
