// Jobs that an instance left unfinished → back to their platform: at start, and whenever a lease or a delay ends.
import type { Log } from "../log.js";
import type { Metrics } from "../metrics.js";
import type { Platform } from "../platform.js";
import type { Store, Work } from "../store/store.js";
import { pause } from "./retry.js";

/** How often to look for them, in milliseconds, and how many per platform run at once. */
const SWEEP = 1_000;
const AT_ONCE = 20;

export interface Recovery {
  /** Takes no more jobs; resolves when the current ones are finished or put back. */
  stop(): Promise<void>;
}

/** Each platform separately: one that hangs doesn't delay the others. */
export function takeUp(platforms: readonly Platform[], store: Store, around: { metrics: Metrics; log: Log }): Recovery {
  const each = platforms.map((platform) => takeUpOf(platform, store, around));
  return { stop: async () => void (await Promise.all(each.map((one) => one.stop()))) };
}

function takeUpOf(platform: Platform, store: Store, { metrics, log }: { metrics: Metrics; log: Log }): Recovery {
  const under = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function resume(work: Work): Promise<void> {
    metrics.retries.inc({ platform: work.platform });
    try {
      await platform.resume(work);
    } catch (error) {
      metrics.errors.inc({ place: "resume" });
      log.error({ err: error, platform: work.platform, attempt: work.attempt }, "a job failed again");
      await store.inbox.retry(work.key, pause(work.attempt));
    }
  }

  async function sweep(): Promise<void> {
    let found = 0;
    try {
      const works = await store.inbox.take(AT_ONCE - under.size, [platform.name]);
      found = works.length;
      for (const work of works) {
        // if even putting it back fails, its lease expires
        const done = resume(work)
          .catch((error: unknown) => log.error({ err: error }, "a job can't be put back"))
          .finally(() => under.delete(done));
        under.add(done);
      }
    } catch (error) {
      log.error({ err: error }, "unfinished jobs can't be read");
    }
    if (under.size >= AT_ONCE) await Promise.race(under);
    if (!stopped) timer = setTimeout(begin, found > 0 ? 0 : SWEEP);
  }

  let sweeping = Promise.resolve();
  const begin = (): void => {
    sweeping = sweep();
  };
  begin();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await sweeping;
      await Promise.all(under);
    },
  };
}
