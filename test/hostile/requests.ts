// A seed → requests that nobody should send: broken, oversized, with wrong types, deeply nested.
// For any route, signed or not.
import type { Random } from "../chaos/random.js";
import { pick } from "../chaos/random.js";

export interface HostileRequest {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Target {
  readonly paths: readonly string[];
  /** Honest bodies, to be spoilt. */
  readonly samples: readonly unknown[];
  /** Headers that make a body pass as the platform's own. */
  readonly sign?: ((body: Buffer) => Readonly<Record<string, string>>) | undefined;
}

const NUMBERS = ["1e999", "-1e999", "1e308", "-0", "123456789012345678901234567890", "0.1e-400", "NaN", "00", "0x10"];
const STRINGS = [
  "",
  "\u0000",
  "\ud800",
  "\u202e\u2066",
  "__proto__",
  "<script>",
  "$" + "{7*7}",
  "'; drop table work; --",
  "../../etc/passwd",
  "%00",
  "x".repeat(5_000),
];
const TYPES = [
  "application/json",
  "application/json; charset=utf-8",
  "application/x-www-form-urlencoded",
  "text/plain",
  "multipart/form-data",
  "",
  "\u00e6",
];
const KINDS = [
  "empty",
  "bytes",
  "cut",
  "spoilt",
  "types",
  "deep",
  "prototype",
  "numbers",
  "strings",
  "form",
  "path",
  "method",
  "large",
] as const;

export function createHostile(random: Random, { paths, samples, sign }: Target): () => HostileRequest {
  const whole = (below: number): number => Math.floor(random() * below);
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => whole(256)));
  const sample = (): string => JSON.stringify(pick(random, samples));

  function value(): unknown {
    return pick<unknown>(random, [null, true, -1, 2 ** 53, [], {}, [[]], { a: { b: [] } }, pick(random, STRINGS), Array(500).fill(0)]);
  }

  /** One leaf or branch of an honest body is something else. */
  function wrong(from: unknown): unknown {
    if (typeof from !== "object" || from === null || random() < 0.2) return value();
    const keys = Object.keys(from);
    const key = pick(random, keys);
    if (key === undefined) return value();
    const changed: Record<string, unknown> = Array.isArray(from) ? (Object.assign([], from) as never) : { ...from };
    if (random() < 0.2) delete changed[key];
    else changed[key] = wrong((from as Record<string, unknown>)[key]);
    return changed;
  }

  function spoil(text: string): Buffer {
    const body = Buffer.from(text);
    for (let i = 0; i <= whole(5); i += 1) body[whole(body.length)] = whole(256);
    return body;
  }

  function bodyOf(kind: (typeof KINDS)[number]): Buffer | string {
    switch (kind) {
      case "empty":
        return "";
      case "bytes":
        return bytes(whole(2_000));
      case "cut":
        return sample().slice(0, whole(sample().length));
      case "spoilt":
        return spoil(sample());
      case "deep": {
        const depth = 1_000 + whole(20_000);
        return pick(random, ["[".repeat(depth) + "]".repeat(depth), `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`, "[".repeat(depth)]);
      }
      case "prototype":
        return `{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}},${sample().slice(1)}`;
      case "numbers":
        return sample().replace(/"[^"]*"(?=[,}\]])|\d+/g, (old) => (random() < 0.3 ? pick(random, NUMBERS) : old));
      case "strings":
        return sample().replace(/"[^"]*"(?=[,}\]])/g, (old) => (random() < 0.4 ? JSON.stringify(pick(random, STRINGS)) : old));
      case "form":
        return pick(random, [
          `payload=${encodeURIComponent(sample())}`,
          `payload=${sample()}&payload=1`,
          "payload=%",
          "a[b][c]=1&a=2",
          "=&=&",
          "command=%2Fx&text=%E6",
        ]);
      case "large":
        return Buffer.alloc(pick(random, [70_000, 1_100_000, 5_000_000]), pick(random, ["a", "[", "{", "\u0000"]));
      default:
        return JSON.stringify(wrong(pick(random, samples)));
    }
  }

  return () => {
    // what is large takes its time: one in a hundred
    const kind = random() < 0.01 ? "large" : pick(random, KINDS.slice(0, -1));
    const body = Buffer.from(bodyOf(kind) as string);
    const path = pick(random, paths);
    const odd = [
      `${path}/`,
      `${path}?x=${"y".repeat(whole(3_000))}`,
      `/${bytes(20).toString("hex")}`,
      "/../..",
      `//${path}`,
      "/%00",
      "/%",
      "*",
    ];
    return {
      kind,
      method: kind === "method" ? pick(random, ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND"]) : "POST",
      path: kind === "path" ? pick(random, odd) : path,
      headers: { "content-type": random() < 0.8 ? (TYPES[0] as string) : encodeURI(pick(random, TYPES)), ...sign?.(body) },
      body,
    };
  };
}
