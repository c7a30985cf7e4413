// A request's headers and raw body → whether Slack sent it just now. Bolt's own check accepts time stamps in the future.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { SKEW } from "./limits.js";

export type Refusal = "unsigned" | "stale" | "future" | "signature";

/** Undefined if it is Slack's. `now`: milliseconds since 1970. */
export function refuse(secret: string, headers: IncomingHttpHeaders, body: Buffer, now: number): Refusal | undefined {
  const stamp = headers["x-slack-request-timestamp"];
  const signature = headers["x-slack-signature"];
  if (typeof stamp !== "string" || typeof signature !== "string" || !/^\d{1,12}$/.test(stamp)) return "unsigned";
  const age = now / 1000 - Number(stamp);
  if (age > SKEW) return "stale";
  if (age < -SKEW) return "future";
  const expected = Buffer.from(`v0=${createHmac("sha256", secret).update(`v0:${stamp}:`).update(body).digest("hex")}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? undefined : "signature";
}
