// Works that an instance left unfinished → their platform again: at start, and then whenever a lease or a delay has ended.
import type { Log } from "../log.js";
import type { Metrics } from "../metrics.js";
import type { Platform } from "../platform.js";
import type { Store, Work } from "../store/store.js";
import { pause } from "./retry.js";

/** How often they are looked for, in milliseconds, and how many of a platform are under way at once. */
const SWEEP = 1_000;
const AT_ONCE = 20;

export interface Recovery {
  /** Takes up no more; resolves when what was taken up is finished or put back. */
  stop(): Promise<void>;
}

/** Each platform for itself: one that hangs holds up no other. */
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
      log.error({ err: error, platform: work.platform, attempt: work.attempt }, "a work failed again");
      await store.inbox.retry(work.key, pause(work.attempt));
    }
  }

  async function sweep(): Promise<void> {
    let found = 0;
    try {
      const works = await store.inbox.take(AT_ONCE - under.size, [platform.name]);
      found = works.length;
      for (const work of works) {
        // where even putting it back fails, its lease ends by itself
        const done = resume(work)
          .catch((error: unknown) => log.error({ err: error }, "a work can't be put back"))
          .finally(() => under.delete(done));
        under.add(done);
      }
    } catch (error) {
      log.error({ err: error }, "unfinished works can't be read");
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
