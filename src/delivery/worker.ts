// A delivery → accepted durably, then answered once: the same promise for every platform. What a platform does about one
// delivery is its `handle`; when that is called again, what was sent before and what is noted are decided here.
import { setImmediate as nextTurn } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import type { Log } from "../log.js";
import type { Metrics } from "../metrics.js";
import type { Person, Store, Work } from "../store/store.js";
import { createKeyedQueue } from "./queue.js";
import { isOver, LONGEST_ASKED, pause } from "./retry.js";

/** Where a reply stands, by the message that it answers; `also`: another name of the same message. */
export type Reply = NonNullable<Parameters<Store["inbox"]["finish"]>[1]>;

/** One try of one delivery. `Said`: what a platform makes of an answer before it sends it. */
export interface Job<Task, Said> extends Pick<Work, "key" | "body" | "attempt"> {
  readonly task: Task;
  /** What an earlier try in this process was about to say: a question is asked once, however often its answer is sent. */
  readonly said: Said | undefined;
  /** A reply to it may have arrived at an earlier try. */
  readonly unsure: boolean;
  /**
   * To be called just before a reply goes out: from here on it may have arrived. False: this process is not to send it, since
   * another one took the delivery over or this one stops. `safe`: to send it twice can't be seen, or it was looked for in vain.
   */
  sending(safe?: boolean): Promise<boolean>;
}

export type Outcome<Said> =
  /** Answered (`outcome` says which way), given up (`failed`), or nothing was to be done. */
  | { readonly kind: "done"; readonly outcome?: "sent" | "private" | "direct" | "failed"; readonly error?: string; readonly reply?: Reply }
  /** May pass. `certain`: the platform did nothing. `delay`: how long it wants to be left alone. `patience`: when it isn't two days. */
  | {
      readonly kind: "later";
      readonly certain: boolean;
      readonly delay?: number | undefined;
      readonly said?: Said | undefined;
      readonly patience?: number;
    }
  /** Not by this process: it keeps its lease until that ends or is handed over. */
  | { readonly kind: "left" };

export interface WorkerParts<Task, Said> {
  readonly platform: string;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly log: Log;
  /** What was kept → what is to be done about it; undefined: nothing. */
  readonly read: (body: unknown) => Task | undefined;
  /** Tasks with the same one are handled one after the other. */
  readonly queueOf: (task: Task) => string;
  readonly handle: (job: Job<Task, Said>) => Promise<Outcome<Said>>;
}

export interface Worker<Task> {
  /** Durable when it resolves; rejects where it could not be kept in time. Handled afterwards. */
  accept(delivery: { readonly key: string; readonly body: unknown; readonly task: Task }, person?: Person): Promise<"new" | "duplicate">;
  resume(work: Work): Promise<void>;
  /** When everything under way is finished or put off. */
  idle(): Promise<void>;
  /** The same, but what is not yet being sent after a while is left to the next instance. */
  stop(): Promise<void>;
}

/** What this process knows of a delivery that it put off. */
interface Tried<Said> {
  readonly attempt: number;
  readonly said: Said | undefined;
  /** Surely nothing of it has arrived. */
  readonly sure: boolean;
}

/**
 * How many deliveries are remembered that were put off here, or that the store could not be told of. The oldest are forgotten:
 * another instance may have taken them over.
 */
const MOST = 1_000;
/** When the server stops, sends begin for so long, in milliseconds; what is on its way then has the rest of the server's grace. */
const BEGINS = 5_000;

/** Slack waits three seconds for its acknowledgement, and then delivers again; in milliseconds. */
const ACCEPTED = 2_500;

export function createWorker<Task, Said>(parts: WorkerParts<Task, Said>): Worker<Task> {
  const { platform, store, metrics, log, read, queueOf, handle } = parts;
  const { inbox } = store;
  const inOrder = createKeyedQueue();
  const under = new Map<string, Promise<void>>();
  const tried = new LRUCache<string, Tried<Said>>({ max: MOST });
  /** Done, though the store could not be told: taken up again, it is only noted. */
  const unnoted = new LRUCache<string, { readonly reply: Reply | undefined }>({ max: MOST });
  let stopping = false;

  async function run(work: Work, task: Task): Promise<void> {
    const { key, attempt } = work;
    const before = unnoted.get(key);
    if (before !== undefined) return note(key, before.reply);
    const last = tried.get(key);
    // the attempt before this one may have been another instance's: of that nothing is known here
    let unsure = work.sending && !(last?.attempt === attempt - 1 && last.sure);
    let sent = false;
    const sending = async (safe = false): Promise<boolean> => {
      if (stopping || !(await isOurs(key))) return false;
      sent = true;
      if (unsure && !safe) {
        metrics.possibleSeconds.inc({ platform });
        // a process that is killed takes its metrics along, not its log
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

  /** In the same turn in which the platform's answer came: a process that dies now would send it again. */
  async function note(key: string, reply: Reply | undefined, attempt = 1): Promise<void> {
    try {
      await inbox.finish(key, reply);
      unnoted.delete(key);
    } catch (error) {
      metrics.errors.inc({ place: platform });
      log.error({ err: error, platform }, "what was done can't be noted");
      await putOff(key, attempt);
    }
  }

  async function putOff(key: string, attempt: number, asked?: number): Promise<void> {
    if (asked !== undefined && asked > LONGEST_ASKED)
      log.warn({ platform, seconds: asked / 1000 }, "the platform wants to be left alone for long: it is asked again sooner");
    try {
      await inbox.retry(key, pause(attempt, asked));
    } catch (error) {
      log.error({ err: error, platform, attempt }, "a delivery can't be put off: its lease ends by itself");
    }
  }

  /** While it is under way here, it isn't begun a second time. */
  function begin(work: Work, task: Task, fresh = false): Promise<void> {
    const before = under.get(work.key);
    if (before !== undefined) return before;
    const done = inOrder(queueOf(task), async () => {
      // the acknowledgement goes first
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
    // what is kept after all is answered all the same: delivered again, it is a duplicate
    accept: (delivery, person) =>
      pTimeout(accept(delivery, person), { milliseconds: ACCEPTED, message: `not kept within ${ACCEPTED / 1000} s` }),
    async resume(work) {
      const task = read(work.body);
      // kept by a version that read it otherwise
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
