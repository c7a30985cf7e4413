// Socket Mode: an app token → a connection that is kept. Bolt's own reconnecting ends the process when Slack can't be reached.
import { type ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import type { Log } from "../../log.js";
import { readBody } from "./envelope.js";
import { CALL } from "./limits.js";
import type { BoltLog } from "./log.js";
import { failureOf } from "./send.js";

export interface Socket {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly connected: () => boolean;
}

export interface SocketParts {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly log: Log;
  readonly boltLog: BoltLog;
  readonly deliver: (event: ReceiverEvent) => Promise<void>;
}

/** Milliseconds before the next try: 1 s, doubling up to a minute. */
const wait = (tries: number): number => Math.min(60_000, 1000 * 2 ** tries);

export function createSocket({ appToken, apiUrl, log, boltLog, deliver }: SocketParts): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLog,
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        timeout: CALL,
        retryConfig: { retries: 0 },
      },
    },
    // not acknowledged: Slack delivers it again
    processEventErrorHandler: async ({ error }) => {
      log.error({ err: error }, "a delivery from Slack failed");
      return false;
    },
  });
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const envelope = readBody(event.body);
    if (envelope === undefined || !("body" in envelope)) await event.ack();
    else await deliver({ ...event, body: envelope.body });
  };
  receiver.init({ processEvent } as unknown as Parameters<SocketModeReceiver["init"]>[0]);
  let [connected, stopping, connecting] = [false, false, false];
  let timer: NodeJS.Timeout | undefined;
  const { client } = receiver;
  client.on("connected", () => {
    connected = true;
  });
  client.on("disconnected", () => {
    connected = false;
    if (!stopping && !connecting) void reconnect();
  });

  async function reconnect(): Promise<void> {
    connecting = true;
    for (let tries = 0; !stopping && !connected; tries++) {
      try {
        await client.start();
      } catch (error) {
        log.warn({ err: error }, "Slack's socket can't be reached");
        await new Promise<void>((resolve) => {
          timer = setTimeout(resolve, wait(tries));
        });
      }
    }
    connecting = false;
  }

  return {
    connected: () => connected,
    start: async () => {
      connecting = true;
      try {
        await client.start();
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind !== "later") throw new Error(`Slack doesn't take SLACK_APP_TOKEN (${"error" in failure ? failure.error : "?"})`);
        void reconnect();
      }
      connecting = false;
    },
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      connected = false;
      // the peer may never answer the closing: nobody waits for it
      void client.disconnect().catch(() => undefined);
    },
  };
}
