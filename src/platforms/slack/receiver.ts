// Requests from Slack → Bolt's events: read bounded, verified and parsed once, answered by the acknowledgement or at once.
// Bolt's own HTTPReceiver takes time stamps from the future, and leaves unknown payloads hanging for three seconds.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ReceiverEvent } from "@slack/bolt";
import type { Log } from "../../log.js";
import type { Metrics } from "../../metrics.js";
import { isDeep, readBody, TooLarge } from "../../server.js";
import { turn } from "../../turn.js";
import { createComplaint } from "./complaint.js";
import { readEnvelope } from "./envelope.js";
import { BODY } from "./limits.js";
import { refuse } from "./verify.js";

export interface ReceiverParts {
  readonly signingSecret: string;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Rejects where the delivery was not taken: Slack is to deliver it again. */
  readonly deliver: (event: ReceiverEvent) => Promise<void>;
}

export function createReceiver({ signingSecret, now, log, metrics, deliver }: ReceiverParts) {
  const complain = createComplaint(log);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = (status: number, reason: string): void => {
      metrics.refused.inc({ platform: "slack", reason });
      end(response, status);
    };
    let raw: Buffer;
    try {
      raw = await readBody(request, BODY);
    } catch (error) {
      if (!(error instanceof TooLarge)) return;
      response.setHeader("connection", "close");
      return refused(413, "large");
    }
    const refusal = refuse(signingSecret, request.headers, raw, now());
    if (refusal !== undefined) {
      if (isCheck(request, raw)) return end(response, 200);
      complain(refusal, request.headers, now());
      return refused(401, refusal);
    }
    complain.over();
    if (isDeep(raw)) return refused(400, "deep");
    const envelope = readEnvelope(request.headers["content-type"], raw.toString());
    if (envelope === undefined) return refused(400, "form");
    if (envelope.kind === "other") return end(response, 200);
    if (envelope.kind === "verification") return end(response, 200, { challenge: envelope.challenge });
    try {
      await deliver({
        body: envelope.body,
        ack: async (said) => {
          await turn();
          end(response, 200, said);
        },
      });
      end(response, 200);
    } catch (error) {
      metrics.errors.inc({ place: "slack" });
      log.error({ err: error, kind: envelope.kind }, "a delivery from Slack failed");
      end(response, 503);
    }
  };
}

/** Slack's check of the certificate: unsigned, and nothing of it is used. It is small: whoever may send anything isn't read far. */
const CHECK = 500;
function isCheck({ headers }: IncomingMessage, raw: Buffer): boolean {
  const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  return Boolean(form) && raw.length <= CHECK && new URLSearchParams(raw.toString()).get("ssl_check") === "1";
}

/** The first one counts. */
function end(response: ServerResponse, status: number, said?: unknown): void {
  if (response.headersSent || response.writableEnded) return;
  response.statusCode = status;
  if (said !== undefined && typeof said !== "string") response.setHeader("content-type", "application/json; charset=utf-8");
  // without `writeHead`: Node then knows the length, and writes head and body as one, not in chunks
  response.end(typeof said === "string" ? said : said === undefined ? undefined : JSON.stringify(said));
}
