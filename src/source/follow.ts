// Knowledge, and what any instance finds at its pages → what is made of it, as it is to be today: looked up every minute, made anew where
// it changed.
import type { Knowledge } from "../knowledge/types.js";
import type { Log } from "../log.js";
import type { Watched } from "../store/store.js";
import { current } from "./current.js";

const MINUTE = 60_000;

export interface Following<T> {
  readonly now: () => T;
  readonly stop: () => void;
}

/** `make`: a bot, say. The first one is there when it resolves, whatever the store says. */
export async function follow<T>(
  knowledge: Knowledge,
  watched: Pick<Watched, "all">,
  make: (knowledge: Knowledge) => T,
  { log, every = MINUTE }: { readonly log: Log; readonly every?: number },
): Promise<Following<T>> {
  const read = async (): Promise<ReadonlyMap<string, unknown>> => {
    try {
      return await watched.all();
    } catch (error) {
      // what is asked of a store that is being closed is asked in vain
      if (!stopped) log.error({ err: error }, "what was found at the pages can't be read");
      return kept;
    }
  };
  let stopped = false;
  let kept: ReadonlyMap<string, unknown> = new Map();
  let written = "";
  let made: T;
  async function look(): Promise<void> {
    kept = await read();
    const now = JSON.stringify([...kept].sort());
    if (now === written) return;
    written = now;
    made = make(current(knowledge, kept));
  }
  await look();
  let timer: NodeJS.Timeout;
  const again = (): void => {
    timer = setTimeout(() => void look().finally(() => stopped || again()), every).unref();
  };
  again();
  return {
    now: () => made,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
