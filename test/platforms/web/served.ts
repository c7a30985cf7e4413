// The page and its API on a port of their own, with the real bot, for tests over real HTTP.
import type { AddressInfo } from "node:net";
import { readConfig } from "../../../src/config.js";
import { createDesk } from "../../../src/desk.js";
import { createGuide } from "../../../src/guide.js";
import { createLog } from "../../../src/log.js";
import { createMetrics } from "../../../src/metrics.js";
import type { Parts } from "../../../src/platform.js";
import { connect } from "../../../src/platforms/web/index.js";
import { createHttp } from "../../../src/server.js";
import { createMemoryStore } from "../../../src/store/memory.js";
import type { Limit } from "../../../src/store/store.js";
import { bot, knowledge } from "../../bot.js";
import * as standIn from "./stand-in.js";

export interface Served {
  readonly address: string;
  readonly parts: Parts;
  stop(): Promise<void>;
}

/** `now`: what the clock says. */
export async function serveWeb(
  given: {
    readonly views?: Parts["views"];
    readonly limit?: Limit;
    readonly now?: () => number;
    readonly environment?: Record<string, string>;
  } = {},
): Promise<Served> {
  const config = readConfig({ LOG_LEVEL: "silent", ...given.environment });
  const log = createLog("silent");
  const metrics = createMetrics();
  const store = createMemoryStore();
  const limit: Limit = given.limit ?? (async () => ({ allowed: true }));
  const desk = createDesk({ bot, guide: createGuide(knowledge), store, limit, metrics, log });
  const views = "views" in given ? given.views : standIn;
  const parts: Parts = { config, desk, store, metrics, log, now: given.now ?? Date.now, views };
  const platform = await connect(parts);
  const server = createHttp(platform.routes, { log, metrics });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    parts,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
