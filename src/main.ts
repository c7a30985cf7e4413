// Settings → a running server: the composition root. What stops it, and in which order, stands here too.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createBot } from "./bot.js";
import { type Config, readConfig } from "./config.js";
import { createDesk } from "./desk.js";
import { createGuide } from "./guide.js";
import { createLog, type Log } from "./log.js";
import type { Compiled } from "./match/store.js";
import { createMetrics, type Metrics } from "./metrics.js";
import type { Parts, Platform, Route } from "./platform.js";
import { createHttp, sendJson } from "./server.js";
import { openStore } from "./store/index.js";
import type { Store } from "./store/store.js";

/** How long what is under way may take when the server stops, in milliseconds. */
const GRACE = 10_000;
/** How often unfinished works of instances that died are looked for, in milliseconds. */
const SWEEP = 2_000;

export interface Running {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  stop(): Promise<void>;
}

/** Throws a `ConfigError` naming every problem of the settings. `say` is told one line per platform. */
export async function serve(
  { knowledge, model }: Compiled,
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<Running> {
  const config = readConfig(environment);
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  const { store, limit } = await openStore(config, { log, metrics });
  const bot = createBot(knowledge, model, (error) => {
    metrics.errors.inc({ place: "bot" });
    log.error({ err: error }, "a question failed");
  });
  const desk = createDesk({ bot, guide: createGuide(knowledge), store, limit, metrics, log });
  const parts: Parts = { config, desk, store, metrics, log, now: Date.now };
  const platforms = await connect(parts);
  const server = createHttp([...platforms.flatMap(({ routes }) => routes), ...operation(store, platforms, metrics)], { log, metrics });
  await listen(server, config);
  for (const platform of platforms) await platform.start();
  const sweep = takeUp(platforms, store, metrics, log);
  for (const line of statusOf(config)) say(line);
  const { port } = server.address() as AddressInfo;
  const address = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  say(`listening on ${address}`);
  return {
    address,
    stop: async () => {
      sweep.stop();
      server.close();
      server.closeIdleConnections();
      await within(GRACE, Promise.all(platforms.map((platform) => platform.stop())));
      server.closeAllConnections();
      await store.close();
    },
  };
}

/** Only what is set up is loaded: each SDK costs a good part of the start. */
async function connect(parts: Parts): Promise<Platform[]> {
  const { slack, teams, playground } = parts.config;
  const loading = [
    slack.on ? import("./platforms/slack/index.js") : undefined,
    teams.on ? import("./platforms/teams/index.js") : undefined,
    playground ? import("./platforms/web/index.js") : undefined,
  ];
  const modules = (await Promise.all(loading)).filter((module) => module !== undefined);
  return Promise.all(modules.map(({ connect: one }) => one(parts)));
}

function statusOf({ slack, teams, playground }: Config): string[] {
  const off = (missing: string): string => `off (missing: ${missing})`;
  return [
    `Slack       ${slack.on ? `on (${slack.value.mode})` : off(slack.missing)}`,
    `Teams       ${teams.on ? `on (${teams.value.type})` : off(teams.missing)}`,
    `Playground  ${playground ? "on" : "off (PLAYGROUND=on turns it on)"}`,
  ];
}

function operation(store: Store, platforms: readonly Platform[], metrics: Metrics): Route[] {
  const ready = async (): Promise<Record<string, string>> => {
    const checks: [string, () => Promise<void>][] = [
      ["store", () => store.ready()],
      ...platforms.map(({ name, ready }): [string, () => Promise<void>] => [name, ready]),
    ];
    const results = checks.map(async ([name, check]) => {
      try {
        await within(3_000, check());
        return [name, "ok"];
      } catch (error) {
        return [name, error instanceof Error ? error.message : "failed"];
      }
    });
    return Object.fromEntries(await Promise.all(results));
  };
  return [
    { method: "GET", path: "/healthz", handle: (_, response) => sendJson(response, 200, { status: "ok" }) },
    {
      method: "GET",
      path: "/readyz",
      handle: async (_, response) => {
        const states = await ready();
        sendJson(response, Object.values(states).every((state) => state === "ok") ? 200 : 503, states);
      },
    },
    {
      method: "GET",
      path: "/metrics",
      handle: async (_, response) => {
        metrics.queue.set(await store.inbox.waiting());
        response.writeHead(200, { "content-type": metrics.registry.contentType });
        response.end(await metrics.registry.metrics());
      },
    },
  ];
}

/** Works that an instance left unfinished are taken up: at start, and then whenever a lease has ended. */
function takeUp(platforms: readonly Platform[], store: Store, metrics: Metrics, log: Log): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const once = async (): Promise<void> => {
    try {
      for (const work of await store.inbox.take(20)) {
        const platform = platforms.find(({ name }) => name === work.platform);
        if (platform === undefined) continue;
        metrics.retries.inc({ platform: work.platform });
        void platform.resume(work).catch((error: unknown) => log.error({ err: error, attempt: work.attempt }, "a work failed again"));
      }
    } catch (error) {
      log.error({ err: error }, "unfinished works can't be read");
    }
    if (!stopped) timer = setTimeout(once, SWEEP);
  };
  void once();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Rejects after `limit` milliseconds. */
async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit / 1000} s`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
