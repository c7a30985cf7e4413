// Settings → a running server: the composition root, including how and in which order the server stops.
import { createBot } from "./bot.js";
import type { Bot, Guide } from "./chat.js";
import type { Compiled } from "./classify/artifact.js";
import { type Config, readConfig } from "./config.js";
import { describeDatabase } from "./database-url.js";
import { createDay } from "./day.js";
import { takeUp } from "./delivery/recovery.js";
import { createDesk } from "./desk.js";
import { createGuide, guideOf } from "./guide.js";
import type { Knowledge } from "./knowledge/types.js";
import { listen } from "./listen.js";
import { createLog, lossy } from "./log.js";
import { createMetrics } from "./metrics.js";
import { namesOf } from "./names.js";
import { operation, within } from "./operation.js";
import { byOwnName } from "./origin.js";
import type { Connect, Parts, Platform } from "./platform.js";
import { goByProxy } from "./proxy.js";
import { createHttp, stopTaking } from "./server.js";
import { follow } from "./source/follow.js";
import type { Watch } from "./source/watch.js";
import { openStore } from "./store/index.js";

/** How long work in progress may take when the server stops, and then how long the store may, in milliseconds. */
const GRACE = 8_000;
const LAST = 1_500;

export interface Running {
  /** `http://127.0.0.1:3000`, or the path of a pipe or socket. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Throws a `ConfigError` with every problem of the settings. `say` gets one line per platform; `more` are additional platforms. */
export async function serve(
  { knowledge, model }: Compiled,
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
  more: readonly Connect[] = [],
): Promise<Running> {
  const config = readConfig(environment);
  const metrics = createMetrics();
  const log = createLog(
    config.logLevel,
    lossy(process.stdout, () => metrics.errors.inc({ place: "log" })),
  );
  if ((await goByProxy()) !== undefined) log.info("requests to Slack and Microsoft go through the proxy that the environment names");
  let listens: () => void = () => undefined;
  const when = new Promise<void>((resolve) => {
    listens = resolve;
  });
  const { store, limit } = await openStore(config, { log, metrics, names: namesOf(knowledge), when });
  const onError = (error: unknown): void => {
    metrics.errors.inc({ place: "bot" });
    log.error({ err: error }, "a question failed");
  };
  const made = (known: Knowledge) => ({ bot: createBot(known, model, onError), guide: createGuide(known) });
  const following = await follow(knowledge, store.watched, made, { log });
  const bot: Bot = (message, before) => following.now().bot(message, before);
  const desk = createDesk({ bot, guide: guideOf(() => following.now().guide), store, limit, metrics, log });
  const views = config.playground ? await viewsOf(desk.guide) : undefined;
  const parts: Parts = { config, desk, store, metrics, log, now: Date.now, views };
  const platforms = [...(await connect(parts)), ...(await Promise.all(more.map((one) => one(parts))))];
  const operating = operation(store, platforms, { log, metrics });
  const routes = operating.map((route) => (route.path === "/healthz" ? route : byOwnName(route, config)));
  const server = createHttp([...platforms.flatMap((platform) => platform.routes), ...routes], { log, metrics });
  const address = await listen(server, config).catch(async (error) => {
    await within(LAST, store.close());
    throw error;
  });
  listens();
  for (const platform of platforms) await platform.start();
  const recovery = takeUp(platforms, store, { log, metrics });
  const watch = config.watch.on ? await watchPages(knowledge, parts, platforms) : undefined;
  for (const line of statusOf(config)) say(line);
  say(`listening on ${address}`);
  return {
    address,
    stop: async () => {
      stopTaking(server);
      following.stop();
      const finishing = Promise.all([watch?.stop(), recovery.stop(), ...platforms.map((platform) => platform.stop())]).then(() =>
        desk.idle(),
      );
      await within(GRACE, finishing).catch((error) => log.error({ err: error }, "unfinished work is left to the next instance"));
      server.closeAllConnections();
      await within(LAST, store.close()).catch((error) => log.error({ err: error }, "leases end by themselves"));
    },
  };
}

/** Loaded only where it is wanted: without it this server asks nobody for anything but what Slack and Teams need. */
async function watchPages(knowledge: Knowledge, { config, store, log }: Parts, platforms: readonly Platform[]): Promise<Watch> {
  const [{ startWatch }, { contactOf, createFetchPage }] = await Promise.all([import("./source/watch.js"), import("./source/fetch.js")]);
  const { hosts, contact } = config.watch;
  const dayOf = createDay(config.timeZone);
  return startWatch({
    knowledge,
    watched: store.watched,
    fetchPage: createFetchPage({ hosts, contact: contactOf(contact, knowledge.bot) }),
    tellers: platforms.flatMap(({ tell }) => tell ?? []),
    today: () => dayOf(Date.now()),
    log,
  });
}

/** Loads only the platforms that are set up: each SDK takes a large part of the start. */
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

/** How Slack and Teams would show an answer: their renderers, which don't need the SDKs. */
async function viewsOf(guide: Guide): Promise<Parts["views"]> {
  const [slack, teams] = await Promise.all([import("./platforms/slack/render.js"), import("./platforms/teams/render.js")]);
  return {
    slack: ({ id, reply }, today) => slack.render(reply.answer, { id, today }),
    teams: ({ reply }, today) => teams.render(reply.answer, { guide, today }, true),
  };
}

function statusOf({ slack, teams, playground, database, watch }: Config): string[] {
  const off = (missing: string): string => `off (missing: ${missing})`;
  return [
    `Slack       ${slack.on ? `on (${slack.value.mode})` : off(slack.missing)}`,
    `Teams       ${teams.on ? `on (${teams.value.type})` : off(teams.missing)}`,
    `Playground  ${playground ? "on" : "off (PLAYGROUND=on turns it on)"}`,
    `Watch       ${watch.on ? "on" : "off (WATCH=on looks at the sources once a day)"}`,
    `Database    ${describeDatabase(database)}`,
  ];
}
