// Settings → Microsoft Teams: activities arrive on one route, are stored before they are acknowledged, and answered afterwards.
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { createToday } from "../../day.js";
import { createWorker } from "../../delivery/worker.js";
import type { Connect, Parts, Platform } from "../../platform.js";
import { readBody, sendJson, TooLarge } from "../../server.js";
import { aboutPage, sendPage } from "./about.js";
import { createGate, type Gate, type Issuer, publicIssuer } from "./auth.js";
import { codeOf, createConnector } from "./connector.js";
import { invoke } from "./invoke.js";
import { BODY_BYTES } from "./limits.js";
import { type Activity, dialogueOf, kindOf, parseJson, personOf, ratedKey, readActivity, wordsOf, workKey } from "./read.js";
import { createRepeats } from "./repeats.js";
import type { Showing } from "./showing.js";
import { noticeMessage, SERVICE } from "./tell.js";
import { createToken, type Token } from "./token.js";
import { createPerform, type TeamsJob } from "./work.js";

/** What of the world outside can be another's: who signs what comes in, who signs what goes out, and how long a while is. */
export interface Edges {
  readonly issuer: () => Issuer;
  readonly token: Token;
  readonly wait: (milliseconds: number, until: AbortSignal) => Promise<unknown>;
  /** Where those are reached who have not written first. */
  readonly service?: string;
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

/** Turned off if Teams isn't set up. */
export function createTeams(parts: Parts, edges: Edges | undefined): Platform {
  const { config, desk, store, metrics, log, now } = parts;
  const ending = new AbortController();
  const platform = { name: "teams", start: async () => undefined, ready: async () => undefined };
  if (edges === undefined || !config.teams.on)
    return { ...platform, routes: [], resume: async () => undefined, stop: async () => undefined };

  const gate: Gate = createGate(config.teams.value, edges.issuer, { now, log });
  const today = createToday(now, config.timeZone);
  const showing = (): Showing => ({ guide: desk.guide, today: today() });
  const around = { desk, showing, command: config.slackCommand, retentionDays: config.retentionDays };
  const repeats = createRepeats(now);
  const again = (): void => {
    metrics.possibleSeconds.inc({ platform: "teams" });
    log.warn({ platform: "teams" }, "a reply is sent again that may have arrived");
  };
  const connector = createConnector(edges.token, (ms) => edges.wait(ms, ending.signal), again);
  const perform = createPerform({ ...around, store, connector, log, repeats });
  const worker = createWorker({
    platform: "teams",
    store,
    metrics,
    log,
    read: readActivity,
    // an edit must not overtake the original
    queueOf: dialogueOf,
    // a postponed one is left to the next instance
    handle: (job: TeamsJob) =>
      perform(job).catch((error: unknown) => {
        if (ending.signal.aborted) return { kind: "left" } as const;
        throw error;
      }),
  });
  const failed = (error: unknown): void => {
    metrics.errors.inc({ place: "teams" });
    log.error({ err: error }, "an invoke failed");
  };
  const conversation = config.watch.teams;
  const answerOf = (activity: Activity, message: string) => store.place(ratedKey(activity, message));

  /** Responds with 200 only after it is stored. */
  async function accept(activity: Activity): Promise<200 | 503> {
    const kind = kindOf(activity);
    if (kind === undefined) return 200;
    const key = workKey(activity);
    const dialogue = dialogueOf(activity);
    const text = activity.type === "message" ? wordsOf(activity) : "";
    const undo =
      text === "" ? () => undefined : repeats.begin(dialogue, { text, sent: activity.localTimestamp ?? activity.timestamp ?? undefined });
    if (undo === undefined) {
      metrics.duplicates.inc({ platform: "teams" });
      return 200;
    }
    try {
      const accepted = await worker.accept({ key, body: activity, task: activity }, personOf(activity));
      if (accepted === "duplicate") undo();
      return 200;
    } catch (error) {
      undo();
      metrics.errors.inc({ place: "inbox" });
      log.error({ err: error }, "a message can't be stored: Teams will deliver it again");
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
      if (refusal.error !== undefined) log.error({ err: refusal.error }, "tokens can't be verified");
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
    resume: (work) => worker.resume(work),
    tell:
      conversation === undefined
        ? undefined
        : async (notice) => void (await connector.start(edges.service ?? SERVICE, conversation, noticeMessage(notice))),
    /** Without a token no answer can be sent. */
    ready: async () => {
      try {
        await edges.token();
      } catch (error) {
        throw new Error(`no token for Teams (${codeOf(error)})`);
      }
    },
    stop: async () => {
      ending.abort();
      await worker.stop();
    },
  };
}

/** Undefined if it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  try {
    return await readBody(request, BODY_BYTES);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** Responds without a body, and without waiting for the rest of the request. */
function end(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (!request.complete) response.setHeader("connection", "close");
  response.writeHead(status).end();
}
