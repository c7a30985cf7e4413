// The state of store and platforms → the routes for an operator's tools: health, readiness and metrics.
import pTimeout from "p-timeout";
import type { Log } from "./log.js";
import type { Metrics } from "./metrics.js";
import type { Platform, Route } from "./platform.js";
import { sendJson } from "./server.js";
import type { Store } from "./store/store.js";

/** How long a check may take, in milliseconds. */
const CHECK = 3_000;

export function operation(store: Store, platforms: readonly Platform[], { metrics, log }: { metrics: Metrics; log: Log }): Route[] {
  const checks = [{ name: "store", ready: () => store.ready() }, ...platforms];
  const stateOf = async ({ name, ready }: { name: string; ready(): Promise<void> }): Promise<[string, string]> => {
    try {
      await within(CHECK, ready());
      return [name, "ok"];
    } catch (error) {
      return [name, error instanceof Error ? error.message : "failed"];
    }
  };
  return [
    { method: "GET", path: "/healthz", handle: (_, response) => sendJson(response, 200, { status: "ok" }) },
    {
      method: "GET",
      path: "/readyz",
      handle: async (_, response) => {
        const states = await Promise.all(checks.map(stateOf));
        sendJson(response, states.every(([, state]) => state === "ok") ? 200 : 503, Object.fromEntries(states));
      },
    },
    {
      method: "GET",
      path: "/metrics",
      handle: async (_, response) => {
        // without the store the other metrics are still there, and show that it is missing
        const waiting = await within(CHECK, store.inbox.waiting()).catch((error: unknown) => {
          metrics.errors.inc({ place: "queue" });
          log.warn({ err: error }, "the queue's length can't be read");
          return Number.NaN;
        });
        metrics.queue.set(waiting);
        response.writeHead(200, { "content-type": metrics.registry.contentType });
        response.end(await metrics.registry.metrics());
      },
    },
  ];
}

/** Rejects after `limit` milliseconds. */
export const within = <T>(limit: number, work: Promise<T>): Promise<T> =>
  pTimeout(work, { milliseconds: limit, message: `no answer within ${limit / 1000} s` });
