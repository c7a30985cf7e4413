// Settings → the store and the rate limiter. Waits for a database that can't be opened yet, and logs why at each try.
import { setTimeout as sleep } from "node:timers/promises";
import { type Config, ConfigError } from "../config.js";
import { backOff } from "../delivery/retry.js";
import type { Log } from "../log.js";
import type { Metrics } from "../metrics.js";
import { createLimit } from "./limit.js";
import { createStore, type Opened, openDatabase, type Told } from "./open.js";
import type { Limit, Store } from "./store.js";

/** Pause between two tries to open the database. */
const WAIT = { first: 500, longest: 15_000 };

export async function openStore(
  config: Config,
  { log, metrics, ...told }: { log: Log; metrics: Metrics } & Told,
): Promise<{ store: Store; limit: Limit }> {
  const opened = await reach(config, log, metrics);
  const store = await createStore(opened, config, log, told);
  const { database, hash, personOf } = opened;
  return { store, limit: createLimit({ limits: config.limits, hash, personOf, client: database.client }) };
}

async function reach(config: Config, log: Log, metrics: Metrics): Promise<Opened> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openDatabase(config, log);
    } catch (error) {
      // an error that only other settings fix is reported at once
      if (error instanceof ConfigError) throw error;
      metrics.errors.inc({ place: "database" });
      const wait = backOff(attempt, WAIT);
      log.error(
        { err: error, database: config.database.kind },
        `the database can't be opened; trying again in ${(wait / 1000).toFixed(1)} s`,
      );
      await sleep(wait);
    }
  }
}
