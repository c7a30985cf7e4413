// What conversations remember, without a word that somebody typed: at hand for as long as nobody else wrote to the database.
import type { Language } from "../chat.js";
import type { Recalled } from "./store.js";

/** Of each kind; a conversation takes about 1 kB. */
const MOST = 2_000;

/** How often old ones are looked for, in milliseconds. */
const LOOK = 60_000;

interface Shelf<T> {
  /** Undefined: not at hand. */
  get(key: string): { readonly value: T } | undefined;
  set(key: string, value: T): void;
  clear(): void;
  size(): number;
}

export interface AtHand {
  readonly conversations: Shelf<Recalled["conversation"]>;
  readonly languages: Shelf<Language | undefined>;
  /** To be called before anything is taken: drops all that somebody else may have changed. Looks once a turn of the event loop. */
  refresh(): void;
  clear(): void;
}

/** `written`: another number after somebody else wrote; `lasts`: milliseconds. */
export function createAtHand(written: () => number, lasts: number, now: () => number = Date.now): AtHand {
  const [conversations, languages] = [createShelf<Recalled["conversation"]>(lasts, now), createShelf<Language | undefined>(lasts, now)];
  const clear = (): void => {
    conversations.clear();
    languages.clear();
  };
  let seen: number | undefined;
  let looked = false;
  return {
    conversations,
    languages,
    refresh() {
      if (looked) return;
      const version = written();
      looked = true;
      setImmediate(() => {
        looked = false;
      });
      if (version !== seen) clear();
      seen = version;
    },
    clear,
  };
}

function createShelf<T>(lasts: number, now: () => number): Shelf<T> {
  const held = new Map<string, { readonly value: T; readonly at: number }>();
  let waits = false;
  /** What has its age goes, whether or not anybody asks for it. */
  const clearOld = (): void => {
    waits = false;
    // the latest stand last
    for (const [key, { at }] of held) {
      if (now() - at < lasts) break;
      held.delete(key);
    }
    if (held.size > 0) wait();
  };
  const wait = (): void => {
    if (waits) return;
    waits = true;
    setTimeout(clearOld, Math.min(lasts, LOOK)).unref();
  };
  return {
    get(key) {
      const found = held.get(key);
      return found !== undefined && now() - found.at < lasts ? found : undefined;
    },
    set(key, value) {
      held.delete(key);
      held.set(key, { value, at: now() });
      wait();
      if (held.size > MOST) held.delete(held.keys().next().value as string);
    },
    clear: () => held.clear(),
    size: () => held.size,
  };
}
