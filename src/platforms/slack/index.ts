// Its settings → Slack: Bolt with its listeners, over HTTP or a socket, for one workspace or many. The only I/O of this folder starts here.
import { App, type AuthorizeResult, type Receiver, webApi } from "@slack/bolt";
import { createToday } from "../../day.js";
import type { Connect, Parts, Route } from "../../platform.js";
import { proxyDispatcher } from "../../proxy.js";
import { createAnswering } from "./answering.js";
import { type Authorize, createAuthorize, createClients } from "./clients.js";
import { call } from "./fetch.js";
import { createInbox } from "./inbox.js";
import { listen } from "./listeners.js";
import { createBoltLog } from "./log.js";
import { createLocales } from "./people.js";
import { createPressing } from "./pressing.js";
import { createReceiver } from "./receiver.js";
import { createReplies } from "./reply.js";
import { failureOf } from "./send.js";
import { createSocket } from "./socket.js";
import { createTell } from "./tell.js";
import { createTokenCheck } from "./token.js";

export const connect: Connect = async (parts: Parts) => {
  const { config, desk, store, metrics, log, now } = parts;
  if (!config.slack.on) throw new Error("Slack is not set up");
  const settings = config.slack.value;
  const apiUrl = config.slackApiUrl?.replace(/\/*$/, "/");
  const history = config.slackHistory;
  const boltLog = createBoltLog(log);
  const token = createTokenCheck(now);
  // no automatic retries: a second chat.postMessage could post twice; the inbox postpones failures for as long as Slack asks
  const clientOptions: webApi.WebClientOptions = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    fetch: token.watch(call),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  // loaded only for several workspaces: it brings in JWT libraries
  const installations =
    settings.mode === "oauth"
      ? (await import("./install.js")).createInstallations({ settings, apiUrl, history, store, log, boltLog })
      : undefined;
  const own = settings.mode === "oauth" ? undefined : createIdentity(settings.botToken, { ...clientOptions, logger: boltLog });
  if (own !== undefined) token.uses(own.test);
  const authorize: Authorize = async (source) =>
    installations === undefined ? (own as NonNullable<typeof own>).identity() : installations.authorize(source);
  const localeOf = createLocales(now, boltLog);
  const { retentionDays } = config;
  const today = createToday(now, config.timeZone);
  const replies = createReplies({ desk, store, log, today, retentionDays, command: config.slackCommand });
  const pressing = createPressing({ desk, replies, localeOf, metrics, log, retentionDays });
  const answer = createAnswering({ store, replies, localeOf, history, log });
  const speakerFor = createClients(authorize, { ...clientOptions, logger: boltLog });
  const inbox = createInbox({ store, metrics, log, answer, speakerFor });
  const background = createBackground((error) => {
    metrics.errors.inc({ place: "slack" });
    log.error({ err: error }, "a press or a shortcut failed");
  });

  const socket =
    settings.mode === "socket"
      ? createSocket({ appToken: settings.appToken, apiUrl, log, boltLog, dispatcher: await proxyDispatcher() })
      : undefined;
  const http =
    settings.mode === "socket" ? undefined : createReceiver({ signingSecret: settings.signingSecret, now, log, boltLog, metrics });
  const app = new App({
    receiver: (socket ?? http?.receiver) as Receiver,
    authorize: createAuthorize(authorize),
    clientOptions,
    logger: boltLog,
    convoStore: false,
    ignoreSelf: false,
  });
  app.error(async (error) => {
    throw error;
  });
  listen(app, { desk, replies, pressing, localeOf, installations, log, accept: inbox.accept, background: background.run });
  const routes: readonly Route[] =
    http === undefined ? [] : [{ method: "POST", path: "/slack/events", handle: http.handle }, ...(installations?.routes ?? [])];

  return {
    name: "slack",
    routes,
    start: async () => {
      await own?.start(log);
      await socket?.start();
    },
    resume: (work) => inbox.resume(work),
    tell: createTell(config.watch.slack, speakerFor),
    ready: async () => {
      await own?.identity();
      if (own !== undefined) await token.ready();
      if (socket?.connected() === false) throw new Error("not connected to Slack");
    },
    stop: async () => {
      await socket?.stop();
      await background.idle();
      await inbox.stop();
    },
  };
};

/** Background work, which only a stop waits for. */
function createBackground(failed: (error: unknown) => void) {
  const under = new Set<Promise<void>>();
  return {
    run: (work: Promise<void>): void => {
      const done = work.catch(failed).finally(() => under.delete(done));
      under.add(done);
    },
    idle: async (): Promise<void> => void (await Promise.all(under)),
  };
}

/** The token's bot user: asked once, and again only after a failure. */
function createIdentity(token: string, options: webApi.WebClientOptions) {
  const client = new webApi.WebClient(token, options);
  let known: Promise<AuthorizeResult> | undefined;
  const identity = (): Promise<AuthorizeResult> => {
    known ??= client.auth.test().then(({ user_id, bot_id, team_id }) => ({
      botToken: token,
      ...(user_id && { botUserId: user_id }),
      ...(bot_id && { botId: bot_id }),
      ...(team_id && { teamId: team_id }),
    }));
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  return {
    identity,
    test: () => client.auth.test(),
    /** An invalid token ends the start; an unreachable Slack doesn't. */
    start: async (log: Parts["log"]): Promise<void> => {
      try {
        await identity();
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind !== "later" && failure.kind !== "unknown")
          throw new Error(`Slack doesn't take SLACK_BOT_TOKEN (${"error" in failure ? failure.error : "?"})`);
        log.warn({ err: error }, "Slack can't be reached yet");
      }
    },
  };
}
