// Socket Mode: an app token → a lasting connection. Bolt's own reconnecting ends the process if Slack is unreachable.
import { type App, type Receiver, type ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import type { Dispatcher } from "undici";
import { z } from "zod";
import { backOff } from "../../delivery/retry.js";
import type { Log } from "../../log.js";
import { isDeep } from "../../server.js";
import { readBody } from "./envelope.js";
import { call } from "./fetch.js";
import { CALL } from "./limits.js";
import type { BoltLog } from "./log.js";
import { failureOf } from "./send.js";

export interface Socket extends Receiver {
  readonly connected: () => boolean;
}

export interface SocketParts {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly log: Log;
  readonly boltLog: BoltLog;
  /** The agent for the socket, if there is a proxy. */
  readonly dispatcher?: Dispatcher | undefined;
}

/** A connection that lasted this many milliseconds is reopened at once. */
const STEADY = 10_000;
/** The longest pause, whatever Slack asks for: the problem may have been fixed. */
const LONGEST_WAIT = 15 * 60_000;
/** Milliseconds before the next try; none after the first failure. */
const pauseAfter = (setbacks: number): number => (setbacks < 2 ? 0 : backOff(setbacks - 1, { first: 1_000, longest: 60_000, spread: 0 }));

/** The frames we handle; others are ignored. */
const frame = z.discriminatedUnion("type", [
  z.object({ type: z.literal("hello") }),
  z.object({ type: z.literal("disconnect"), reason: z.string().max(100).optional().catch(undefined) }),
  z.object({ type: z.literal("events_api"), envelope_id: z.string(), payload: z.object({ event: z.object({ type: z.string() }) }) }),
  z.object({ type: z.enum(["interactive", "slash_commands"]), envelope_id: z.string() }),
]);
type Frame = z.output<typeof frame>;

function readFrame(data: unknown): Frame | undefined {
  if (typeof data !== "string" || isDeep(Buffer.from(data))) return undefined;
  try {
    return frame.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

export function createSocket({ appToken, apiUrl, log, boltLog, dispatcher }: SocketParts): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLog,
    autoReconnectEnabled: false,
    ...(dispatcher && { dispatcher }),
    installerOptions: {
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        fetch: call,
        timeout: CALL,
        retryConfig: { retries: 0 },
        // it is we who wait, so that the log can say for what
        rejectRateLimitedCalls: true,
      },
    },
    // not acknowledged, so Slack delivers it again
    processEventErrorHandler: async ({ error }) => {
      log.error({ err: error }, "a delivery from Slack failed");
      return false;
    },
  });
  let [connected, stopping, connecting] = [false, false, false];
  let timer: NodeJS.Timeout | undefined;
  /** Number of consecutive failed tries and short connections. */
  let setbacks = 0;
  let since = 0;
  let reason: string | undefined;
  const { client } = receiver;
  client.on("connected", () => {
    [connected, since, reason] = [true, performance.now(), undefined];
  });
  client.on("disconnected", () => {
    if (connected) setbacks = performance.now() - since >= STEADY ? 0 : setbacks + 1;
    connected = false;
    if (!stopping && !connecting) void reconnect();
  });
  checkFrames(client, log, (said) => {
    reason = said;
  });

  async function reconnect(): Promise<void> {
    connecting = true;
    let least = 0;
    while (!stopping && !connected) {
      const pause = Math.max(least, pauseAfter(setbacks));
      if (setbacks > 1 || least > 0)
        log.warn({ reason, pause }, `Slack's socket is opened again after a pause${HINTS[reason ?? ""] ?? ""}`);
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, pause);
      });
      least = stopping ? 0 : await tried();
    }
    connecting = false;
  }

  /** If it failed: the least pause in milliseconds. */
  async function tried(): Promise<number> {
    try {
      await client.start();
      return 0;
    } catch (error) {
      // the first failure is waited for already
      setbacks = Math.max(1, setbacks) + 1;
      const failure = error === undefined ? undefined : failureOf(error);
      const asked = failure?.kind === "later" ? (failure.delay ?? 0) : 0;
      log.warn({ err: error, ...(asked > LONGEST_WAIT && { askedToWait: asked }) }, "Slack's socket can't be reached");
      return Math.min(LONGEST_WAIT, asked);
    }
  }

  return {
    connected: () => connected,
    init: (app) => receiver.init({ processEvent: (event: ReceiverEvent) => processed(app, event) } as App),
    start: async () => {
      connecting = true;
      try {
        await client.start();
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind !== "later") throw new Error(`Slack doesn't take SLACK_APP_TOKEN (${"error" in failure ? failure.error : "?"})`);
        setbacks = 2;
        log.warn({ err: error }, "Slack's socket can't be reached");
      }
      connecting = false;
      // it may have ended in the meantime
      if (!connected && !stopping) void reconnect();
    },
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      connected = false;
      // don't wait for the peer to close
      void client.disconnect().catch(() => undefined);
    },
  };
}

/** This receiver knows no `processBeforeResponse`: Bolt's acknowledgement waits here until its listeners have kept what came. */
async function processed(app: App, event: ReceiverEvent): Promise<void> {
  const envelope = readBody(event.body);
  if (envelope === undefined || !("body" in envelope)) return event.ack();
  let acknowledge: (() => Promise<void>) | undefined;
  const ack: ReceiverEvent["ack"] = async (said) => {
    acknowledge = () => event.ack(said);
  };
  await app.processEvent({ ...event, ack });
  await acknowledge?.();
}

const HINTS: Readonly<Record<string, string>> = { link_disabled: ": Socket Mode is off in the app's settings" };

/**
 * The SDK takes the form of what comes for granted, in a listener whose errors nobody catches: they would end the process. Frames
 * are looked at before it sees them. `told`: why Slack ends the connection.
 */
function checkFrames(client: SocketModeReceiver["client"], log: Log, told: (reason: string | undefined) => void): void {
  const [handle] = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", async (data: unknown, binary: unknown) => {
    const read = readFrame(data);
    if (read === undefined) return log.warn("a frame from Slack's socket can't be read");
    if (read.type === "disconnect") told(read.reason);
    try {
      await (handle as (data: unknown, binary: unknown) => Promise<void>).call(client, data, binary);
    } catch (error) {
      log.error({ err: error }, "a frame from Slack's socket failed");
    }
  });
}
