// Settings → the store and the rate limiter.
import type { Config } from "../config.js";
import type { Log } from "../log.js";
import type { Metrics } from "../metrics.js";
import { createMemoryStore } from "./memory.js";
import type { Limit, Store } from "./store.js";

export async function openStore(_config: Config, _parts: { log: Log; metrics: Metrics }): Promise<{ store: Store; limit: Limit }> {
  return { store: createMemoryStore(), limit: async () => ({ allowed: true }) };
}
