// Settings → Microsoft Teams: activities come in by one route, are kept before they are acknowledged, and answered outside of the request.
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Connect, Parts, Platform } from "../../platform.js";
import { readBody, sendJson, TooLarge } from "../../server.js";
import { aboutPage, sendPage } from "./about.js";
import { createGate, type Gate, type Issuer, publicIssuer } from "./auth.js";
import { createConnector } from "./connector.js";
import { invoke } from "./invoke.js";
import { BODY_BYTES } from "./limits.js";
import { type Activity, dialogueOf, kindOf, parseJson, personOf, ratedKey, readActivity, wordsOf, workKey } from "./read.js";
import { createRepeats } from "./repeats.js";
import type { Showing } from "./showing.js";
import { createToken, type Token } from "./token.js";
import { createPerform } from "./work.js";

/** What of the world outside can be another's: who signs what comes in, who signs what goes out, and how long a while is. */
export interface Edges {
  readonly issuer: () => Issuer;
  readonly token: Token;
  readonly wait: (milliseconds: number, until: AbortSignal) => Promise<unknown>;
}

export const connect: Connect = async (parts) => {
  const { teams } = parts.config;
  if (!teams.on) return createTeams(parts, undefined);
  return createTeams(parts, {
    issuer: () => publicIssuer,
    token: createToken(teams.value),
    wait: (ms, signal) => pause(ms, undefined, { signal }),
  });
};

/** Without edges: off, without routes. */
export function createTeams(parts: Parts, edges: Edges | undefined): Platform {
  const { config, desk, store, metrics, log, now } = parts;
  const under = new Set<Promise<void>>();
  const ending = new AbortController();
  const platform = { name: "teams", start: async () => undefined, ready: async () => undefined };
  if (edges === undefined || !config.teams.on)
    return { ...platform, routes: [], resume: async () => undefined, stop: async () => undefined };

  const gate: Gate = createGate(config.teams.value, edges.issuer, { now, log });
  const showing = (): Showing => ({ guide: desk.guide, today: new Date(now()).toISOString().slice(0, 10) });
  const around = { desk, showing, command: config.slackCommand, retentionDays: config.retentionDays };
  const repeats = createRepeats(now);
  const connector = createConnector(edges.token, (ms) => edges.wait(ms, ending.signal));
  const perform = createPerform({ ...around, store, connector, metrics, log, repeats });
  const failed = (error: unknown): void => {
    metrics.errors.inc({ place: "teams" });
    log.error({ err: error }, "an invoke failed");
  };
  const answerOf = (activity: Activity, message: string) => store.place(ratedKey(activity, message));

  const run = (key: string, activity: Activity, attempt: number): Promise<void> => {
    const done = perform(key, activity, attempt).finally(() => under.delete(done));
    under.add(done);
    return done;
  };

  /** 200 only when it can't be lost any more. */
  async function accept(activity: Activity): Promise<200 | 503> {
    const kind = kindOf(activity);
    if (kind === undefined) return 200;
    const key = workKey(activity);
    const dialogue = dialogueOf(activity);
    const text = activity.type === "message" ? wordsOf(activity) : "";
    const undo = text === "" ? () => undefined : repeats.begin(dialogue, text);
    if (undo === undefined) {
      metrics.duplicates.inc({ platform: "teams" });
      return 200;
    }
    try {
      const accepted = await store.inbox.accept({ key, platform: "teams", body: activity }, personOf(activity));
      if (accepted === "duplicate") {
        undo();
        metrics.duplicates.inc({ platform: "teams" });
      } else setImmediate(() => void run(key, activity, 1));
      return 200;
    } catch (error) {
      undo();
      metrics.errors.inc({ place: "inbox" });
      log.error({ err: error }, "a message can't be kept: it is left to be delivered again");
      return 503;
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization } = request.headers;
    const refuse = (status: number, reason: string): void => {
      metrics.refused.inc({ platform: "teams", reason });
      end(request, response, status);
    };
    if (ending.signal.aborted) return refuse(503, "stopping");
    const early = gate.early(request.headers);
    if (early !== undefined) return refuse(early.status, early.reason);
    const body = await bodyOf(request);
    if (body === undefined) return refuse(413, "large");
    const activity = readActivity(parseJson(body));
    if (activity === undefined) return refuse(400, "malformed");
    const refusal = await gate.check(authorization, activity);
    if (refusal !== undefined) {
      if (refusal.error !== undefined) log.error({ err: refusal.error }, "tokens can't be checked");
      return refuse(refusal.status, refusal.reason);
    }
    if (activity.type !== "invoke") return end(request, response, await accept(activity));
    repeats.forget(dialogueOf(activity));
    const { status, body: said } = await invoke(activity, { ...around, answerOf, failed });
    if (said === undefined) end(request, response, status);
    else sendJson(response, status, said);
  }

  return {
    ...platform,
    routes: [
      { method: "POST", path: "/api/messages", handle },
      { method: "GET", path: "/teams/about", handle: (_, response) => sendPage(response, aboutPage(config.retentionDays)) },
    ],
    resume: async ({ key, body, attempt, sending }) => {
      const activity = readActivity(body);
      if (activity === undefined) return store.inbox.finish(key);
      if (sending) metrics.possibleSeconds.inc({ platform: "teams" });
      await run(key, activity, attempt);
    },
    stop: async () => {
      // who waits to try again leaves it to the next instance
      ending.abort();
      await Promise.all(under);
    },
  };
}

/** Undefined where it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  try {
    return await readBody(request, BODY_BYTES);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** Without a body. What was not read of the request is not waited for. */
function end(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (!request.complete) response.setHeader("connection", "close");
  response.writeHead(status).end();
}
