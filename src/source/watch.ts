// Documents → a look at the page of each, one after the other, what it came to kept in the store, and their owner told of it.
import { setTimeout as pause } from "node:timers/promises";
import type { Knowledge, QuotedDocument } from "../knowledge/types.js";
import type { Log } from "../log.js";
import type { Notice } from "../platform.js";
import type { Watched } from "../store/store.js";
import { factsOf } from "./current.js";
import type { FetchPage } from "./fetch.js";
import { beforeOf, type Found, fingerprintOf, noted, readFound, toTell } from "./found.js";
import { look } from "./look.js";
import { noticeOf } from "./notice.js";
import type { Look } from "./status.js";

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Another instance looks no sooner than this, should the one that took it die: longer than any look takes. */
const LEASE = HOUR / 4;
/** How often it is seen whether a page is due, and how long a publisher is left alone between two pages, in milliseconds. */
const ROUND = HOUR / 6;
const BETWEEN = 2_000;
/** Nobody is asked to stay away for longer. */
const LONGEST = 7 * DAY;

export type Addressed = QuotedDocument & { readonly url: string };
export const addressed = ({ documents }: Knowledge): Addressed[] =>
  Object.values(documents).flatMap((document) => (document.url === null ? [] : [{ ...document, url: document.url }]));

/** A look at one page and what is to be kept of it. */
export async function lookAgain(
  document: Addressed,
  knowledge: Knowledge,
  { kept, fetchPage, today, signal }: { kept: unknown; fetchPage: FetchPage; today: string; signal?: AbortSignal },
): Promise<{ seen: Look; found: Found }> {
  const facts = factsOf(knowledge, document.id);
  const of = fingerprintOf(document, facts);
  const before = readFound(kept, of);
  const seen = await look(document, facts, fetchPage, { before: beforeOf(before), signal });
  return { seen, found: noted(seen, before, of, today) };
}

/** Once a day; after a failure an hour later, then twice as long each time, and never sooner than the publisher wants. */
export function delayAfter({ status, retryAfter = 0 }: Look, failures: number): number {
  if (status !== "failed") return DAY;
  return Math.min(LONGEST, Math.max(retryAfter, Math.min(DAY, HOUR * 2 ** (failures - 1))));
}

interface Parts {
  readonly knowledge: Knowledge;
  readonly watched: Watched;
  readonly fetchPage: FetchPage;
  /** Wherever the owner is to be told. Each throws where it can't; one of them is enough. */
  readonly tellers: readonly ((notice: Notice) => Promise<void>)[];
  readonly today: () => string;
  readonly log: Log;
  /** Of tests: how long nothing is done. */
  readonly wait?: ((milliseconds: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

export interface Watch {
  stop(): Promise<void>;
}

/** From now on, until it is stopped. Of several instances one looks at a page when it is due. */
export function startWatch({ knowledge, watched, fetchPage, tellers, today, log, wait = waiting }: Parts): Watch {
  const ending = new AbortController();
  const { signal } = ending;

  async function visit(document: Addressed): Promise<boolean> {
    const taken = await watched.take(document.id, LEASE);
    if (taken === undefined) return false;
    const { seen, found } = await lookAgain(document, knowledge, { kept: taken.found, fetchPage, today: today(), signal });
    if (signal.aborted) return false;
    const delay = delayAfter(seen, found.failures);
    await watched.keep(document.id, found, delay);
    const { status, message } = seen;
    log.info({ document: document.id, status, facts: seen.facts.length, ...(message && { reason: message }) }, "looked at a page again");
    const told = toTell(found);
    if (told === undefined || tellers.length === 0) return true;
    // kept as told only when it was: until then the page is looked at again sooner
    const isTold = await tell(document, found);
    await watched.keep(document.id, isTold ? { ...found, told } : found, isTold ? delay : HOUR);
    return true;
  }

  async function tell(document: Addressed, found: Found): Promise<boolean> {
    const notice = noticeOf(document, found);
    const outcomes = await Promise.allSettled(tellers.map((one) => one(notice)));
    const failed = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    for (const error of failed) log.error({ err: error, document: document.id }, "the owner of a page can't be told");
    return failed.length < tellers.length;
  }

  async function go(): Promise<void> {
    while (!signal.aborted) {
      for (const document of addressed(knowledge)) {
        if (signal.aborted) return;
        const visited = await visit(document).catch((error: unknown) => {
          log.error({ err: error, document: document.id }, "a page can't be looked at");
          return false;
        });
        if (visited) await wait(BETWEEN, signal);
      }
      await wait(ROUND, signal);
    }
  }
  const going = go();
  return {
    stop: async () => {
      ending.abort();
      await going;
    },
  };
}

/** Holds up no end of the process. */
const waiting = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  pause(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
