// A body → the headers by which Slack signs it.
import { createHmac } from "node:crypto";

export function signed(body: string, at: number, secret: string): Record<string, string> {
  const stamp = String(Math.floor(at / 1000));
  const signature = `v0=${createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex")}`;
  return { "x-slack-request-timestamp": stamp, "x-slack-signature": signature };
}
