// Requests from Slack → Bolt's HTTPReceiver, which responds when its listeners are done: 200, or 503 if one of them failed.
// In front of it are checks that it lacks: time stamps in the future, endless bodies, and forms on which it hangs.
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import type { Log } from "../../log.js";
import type { Metrics } from "../../metrics.js";
import type { Route } from "../../platform.js";
import { isDeep, readBody, TooLarge } from "../../server.js";
import { createComplaint } from "./complaint.js";
import { isForm, readEnvelope } from "./envelope.js";
import { ACKNOWLEDGED, BODY } from "./limits.js";
import type { BoltLog } from "./log.js";
import { refuse } from "./verify.js";

export interface ReceiverParts {
  readonly signingSecret: string;
  readonly now: () => number;
  readonly log: Log;
  readonly boltLog: BoltLog;
  readonly metrics: Metrics;
}

/** `receiver` for Bolt's app; `handle` for our server. */
export function createReceiver({ signingSecret, now, log, boltLog, metrics }: ReceiverParts) {
  const receiver = new HTTPReceiver({
    signingSecret,
    processBeforeResponse: true,
    logger: boltLog,
    bodyLimit: BODY,
    processEventErrorHandler: async ({ error, response }) => {
      if (response.headersSent) return true;
      metrics.errors.inc({ place: "slack" });
      log.error({ err: error }, "a delivery from Slack failed");
      end(response, 503);
      return true;
    },
    // Slack waits three seconds, then delivers again
    unhandledRequestTimeoutMillis: ACKNOWLEDGED,
    unhandledRequestHandler: ({ response }) => {
      metrics.errors.inc({ place: "slack" });
      log.error("a delivery from Slack took too long");
      end(response, 503);
    },
  });
  const check = createCheck({ signingSecret, now, log, metrics });
  const handle: Route["handle"] = async (request, response) => {
    const raw = await check(request, response);
    if (raw === undefined) return;
    // Bolt accepts only this exact content type for forms
    request.headers["content-type"] = isForm(request.headers["content-type"]) ? FORM : "application/json";
    receiver.requestListener(Object.assign(request, { rawBody: raw }), response);
    if (!response.closed) await once(response, "close");
  };
  return { receiver, handle };
}

const FORM = "application/x-www-form-urlencoded";

/** The body, if Bolt is to respond; undefined if the response was sent here. */
function createCheck({ signingSecret, now, log, metrics }: Omit<ReceiverParts, "boltLog">) {
  const complain = createComplaint(log);
  return async (request: IncomingMessage, response: ServerResponse): Promise<Buffer | undefined> => {
    const refused = (status: number, reason: string): undefined => {
      metrics.refused.inc({ platform: "slack", reason });
      end(response, status);
    };
    let raw: Buffer;
    try {
      raw = await readBody(request, BODY);
    } catch (error) {
      if (!(error instanceof TooLarge)) return undefined;
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
    return envelope.kind === "other" ? end(response, 200) : raw;
  };
}

/** Slack's check of the certificate: unsigned, and nothing of it is used. It is small: whoever may send anything isn't read far. */
const CHECK = 500;
function isCheck({ headers }: IncomingMessage, raw: Buffer): boolean {
  return isForm(headers["content-type"]) && raw.length <= CHECK && new URLSearchParams(raw.toString()).get("ssl_check") === "1";
}

/** The first one counts. */
function end(response: ServerResponse, status: number): undefined {
  if (!response.headersSent) response.writeHead(status).end();
}
