// A delivery → accepted durably, then answered once: the same promise for every platform. A platform's `handle` deals with
// one delivery; this file decides when to call it again, whether it may have sent already, and what is recorded.
import { setImmediate as nextTurn } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import type { Log } from "../log.js";
import type { Metrics } from "../metrics.js";
import type { Person, Store, Work } from "../store/store.js";
import { createKeyedQueue } from "./queue.js";
import { isOver, LONGEST_ASKED, pause } from "./retry.js";

/** The location of a reply, by the message it answers; `also`: another name of the same message. */
export type Reply = NonNullable<Parameters<Store["inbox"]["finish"]>[1]>;

/** One try of one delivery. `Said`: the rendered answer before it is sent. */
export interface Job<Task, Said> extends Pick<Work, "key" | "body" | "attempt"> {
  readonly task: Task;
  /** The reply of an earlier try in this process: the bot is asked once, however often its answer is sent. */
  readonly said: Said | undefined;
  /** Whether a reply may have arrived at an earlier try. */
  readonly unsure: boolean;
  /**
   * Call it just before sending a reply: from then on it may have arrived. False: don't send, because another process took
   * over or this one is stopping. `safe`: sending twice would be invisible, or the reply was looked for and isn't there.
   */
  sending(safe?: boolean): Promise<boolean>;
}

export type Outcome<Said> =
  /** Answered (`outcome` says how), given up (`failed`), or nothing to do. */
  | { readonly kind: "done"; readonly outcome?: "sent" | "private" | "direct" | "failed"; readonly error?: string; readonly reply?: Reply }
  /** A temporary failure. `certain`: the platform did nothing. `delay`: the pause it requested. `patience`: if not two days. */
  | {
      readonly kind: "later";
      readonly certain: boolean;
      readonly delay?: number | undefined;
      readonly said?: Said | undefined;
      readonly patience?: number;
    }
  /** This process leaves it; its lease expires or is handed over. */
  | { readonly kind: "left" };

export interface WorkerParts<Task, Said> {
  readonly platform: string;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Parses what was stored; undefined if there is nothing to do. */
  readonly read: (body: unknown) => Task | undefined;
  /** Deliveries with the same key are handled one after the other. */
  readonly queueOf: (task: Task) => string;
  readonly handle: (job: Job<Task, Said>) => Promise<Outcome<Said>>;
}

export interface Worker<Task> {
  /** Durable when it resolves; rejects if it could not be stored in time. It is handled afterwards. */
  accept(delivery: { readonly key: string; readonly body: unknown; readonly task: Task }, person?: Person): Promise<"new" | "duplicate">;
  resume(work: Work): Promise<void>;
  /** Resolves when everything in progress is finished or postponed. */
  idle(): Promise<void>;
  /** The same, but what isn't being sent after a while is left to the next instance. */
  stop(): Promise<void>;
}

/** What this process knows about a delivery that it postponed. */
interface Tried<Said> {
  readonly attempt: number;
  readonly said: Said | undefined;
  /** Nothing of it has arrived, for certain. */
  readonly sure: boolean;
}

/**
 * The most postponed or unrecorded deliveries that are remembered. The oldest are dropped: another instance may have taken
 * them over.
 */
const MOST = 1_000;
/** How long sends may still begin when the server stops, in milliseconds; those begun have the rest of the server's grace. */
const BEGINS = 5_000;

/** How long storing may take, in milliseconds: Slack waits three seconds for its acknowledgement, then delivers again. */
const ACCEPTED = 2_500;

export function createWorker<Task, Said>(parts: WorkerParts<Task, Said>): Worker<Task> {
  const { platform, store, metrics, log, read, queueOf, handle } = parts;
  const { inbox } = store;
  const inOrder = createKeyedQueue();
  const under = new Map<string, Promise<void>>();
  const tried = new LRUCache<string, Tried<Said>>({ max: MOST });
  /** Done but not recorded: when it is taken up again, it is only recorded. */
  const unnoted = new LRUCache<string, { readonly reply: Reply | undefined }>({ max: MOST });
  let stopping = false;

  async function run(work: Work, task: Task): Promise<void> {
    const { key, attempt } = work;
    const before = unnoted.get(key);
    if (before !== undefined) return note(key, before.reply);
    const last = tried.get(key);
    // the previous attempt may have been another instance's, about which nothing is known here
    let unsure = work.sending && !(last?.attempt === attempt - 1 && last.sure);
    let sent = false;
    const sending = async (safe = false): Promise<boolean> => {
      if (stopping || !(await isOurs(key))) return false;
      sent = true;
      if (unsure && !safe) {
        metrics.possibleSeconds.inc({ platform });
        // a killed process loses its metrics, but not its log
        log.warn({ platform, attempt }, "a reply is sent again that may have arrived");
      }
      if (safe) unsure = false;
      return true;
    };
    let outcome: Outcome<Said>;
    try {
      outcome = await handle({ key, body: work.body, attempt, task, said: last?.said, unsure, sending });
    } catch (error) {
      metrics.errors.inc({ place: platform });
      log.error({ err: error, platform, attempt }, "a delivery failed");
      outcome = { kind: "later", certain: !sent, said: last?.said };
    }
    await settle(work, outcome, unsure);
  }

  async function isOurs(key: string): Promise<boolean> {
    try {
      await inbox.sending(key);
      return true;
    } catch (error) {
      if (!(error instanceof Error && error.name === "LeaseLost")) throw error;
      return false;
    }
  }

  async function settle(work: Work, outcome: Outcome<Said>, unsure: boolean): Promise<void> {
    const { key, attempt } = work;
    tried.delete(key);
    if (outcome.kind === "left") return;
    if (outcome.kind === "later" && !isOver(work, outcome.patience)) {
      tried.set(key, { attempt, said: outcome.said, sure: outcome.certain && !unsure });
      return putOff(key, attempt, outcome.delay);
    }
    const done = outcome.kind === "later" ? ({ kind: "done", outcome: "failed", error: "given up" } as const) : outcome;
    if (done.outcome !== undefined) metrics.deliveries.inc({ platform, outcome: done.outcome });
    if (done.outcome === "failed") log.error({ platform, error: done.error, attempt }, "nobody could be answered");
    unnoted.set(key, { reply: done.reply });
    return note(key, done.reply, attempt);
  }

  /** In the same tick in which the platform's response came: if the process dies before, it is sent again. */
  async function note(key: string, reply: Reply | undefined, attempt = 1): Promise<void> {
    try {
      await inbox.finish(key, reply);
      unnoted.delete(key);
    } catch (error) {
      metrics.errors.inc({ place: platform });
      log.error({ err: error, platform }, "what was done can't be recorded");
      await putOff(key, attempt);
    }
  }

  async function putOff(key: string, attempt: number, asked?: number): Promise<void> {
    if (asked !== undefined && asked > LONGEST_ASKED)
      log.warn({ platform, seconds: asked / 1000 }, "the platform asked for a long pause: it is retried sooner");
    try {
      await inbox.retry(key, pause(attempt, asked));
    } catch (error) {
      log.error({ err: error, platform, attempt }, "a delivery can't be postponed: its lease will expire");
    }
  }

  /** Not started a second time while it is in progress here. */
  function begin(work: Work, task: Task, fresh = false): Promise<void> {
    const before = under.get(work.key);
    if (before !== undefined) return before;
    const done = inOrder(queueOf(task), async () => {
      // acknowledge first
      if (fresh) await nextTurn();
      await run(work, task);
    }).finally(() => under.delete(work.key));
    under.set(work.key, done);
    return done;
  }

  async function idle(): Promise<void> {
    while (under.size > 0) await Promise.all(under.values());
  }

  const accept: Worker<Task>["accept"] = async ({ key, body, task }, person) => {
    const accepted = await inbox.accept({ key, platform, body }, person);
    if (accepted === "duplicate") metrics.duplicates.inc({ platform });
    else void begin({ key, platform, body, attempt: 1, age: 0, sending: false }, task, true);
    return accepted;
  };

  return {
    // if it was stored after all it is still answered: a second delivery is a duplicate
    accept: (delivery, person) =>
      pTimeout(accept(delivery, person), { milliseconds: ACCEPTED, message: `not kept within ${ACCEPTED / 1000} s` }),
    async resume(work) {
      const task = read(work.body);
      // stored by a version with another format
      return task === undefined ? inbox.finish(work.key) : begin(work, task);
    },
    idle,
    async stop() {
      const timer = setTimeout(() => {
        stopping = true;
      }, BEGINS);
      await idle();
      clearTimeout(timer);
      stopping = false;
    },
  };
}
