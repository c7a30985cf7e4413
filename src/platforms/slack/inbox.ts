// Deliveries → accepted durably, then acknowledged, then answered once. Bolt acknowledges before anything of ours has run.
import type { ReceiverEvent } from "@slack/bolt";
import type { Log } from "../../log.js";
import type { Metrics } from "../../metrics.js";
import type { Store, Work } from "../../store/store.js";
import { type Asked, type Deleted, readDelivery, readWorkspace } from "./read.js";

/** The name of the error that tells that the app isn't installed where a delivery comes from. */
export const ABSENT = "NotInstalled";

/** A work that is under way; whoever handles it says what became of it. */
export interface Run extends Pick<Work, "key" | "attempt" | "sending"> {
  readonly task: Asked | Deleted;
  readonly workspace: string;
  /** Done with it: answered, given up, or put off. */
  settled: boolean;
}

/**
 * After so many tries it is given up: one a minute for two days. To be taken up by a process that dies counts as a try: when it
 * was 9, 19 of 792 questions had no answer after 40 kills.
 */
export const MOST = 2880;
/** After so many where the app is no longer installed; a few, since it may just be being installed. */
const MOST_ABSENT = 5;
/** Milliseconds before the next try: 2 s, doubling up to a minute, and a little chance so that they don't all come back at once. */
export const pause = (attempt: number): number =>
  Math.round(Math.min(60_000, 1000 * 2 ** Math.min(attempt, 6)) * (0.9 + Math.random() / 5));

type Taken = Pick<Work, "key" | "body" | "attempt" | "sending">;

/** Bolt wraps what its authorisation throws. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error && (error.name === ABSENT || ("original" in error && isAbsent(error.original)));

export interface InboxParts {
  readonly store: Store;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly process: (event: ReceiverEvent) => Promise<void>;
  readonly listens: (event: string) => boolean;
}

export function createInbox({ store, metrics, log, process, listens }: InboxParts) {
  const under = new Map<string, Promise<void>>();
  /**
   * Under way besides. Counted: a map that much comes to and goes from leaves old tables behind, and each of them holds what it held,
   * whole requests here, until the slow collection of garbage.
   */
  let others = 0;
  const waiting: (() => void)[] = [];

  async function run(work: Taken, task: Asked | Deleted, workspace: string): Promise<void> {
    const { key, body, attempt, sending } = work;
    const state: Run = { key, attempt, sending, task, workspace, settled: false };
    try {
      await process({ body: body as ReceiverEvent["body"], ack: async () => undefined, customProperties: { run: state } });
      if (!state.settled) await store.inbox.finish(key);
    } catch (error) {
      metrics.errors.inc({ place: "slack" });
      log.error({ err: error, attempt }, "answering in Slack failed");
      await putOff(key, attempt, isAbsent(error) ? MOST_ABSENT : MOST);
    }
  }

  async function putOff(key: string, attempt: number, most: number): Promise<void> {
    try {
      if (attempt < most) return await store.inbox.retry(key, pause(attempt));
      metrics.deliveries.inc({ platform: "slack", outcome: "failed" });
      await store.inbox.finish(key);
    } catch (error) {
      // its lease ends by itself
      log.error({ err: error, attempt }, "a work can't be put off");
    }
  }

  /** While it is under way here, it isn't begun a second time. */
  function begin(work: Taken, task: Asked | Deleted, workspace: string): Promise<void> {
    const before = under.get(work.key);
    if (before !== undefined) return before;
    const done = run(work, task, workspace).finally(() => under.delete(work.key));
    under.set(work.key, done);
    return done;
  }

  return {
    /** Rejects where it could not be accepted. */
    deliver: async (event: ReceiverEvent): Promise<void> => {
      const { body } = event;
      if (body.type === "event_callback" && !listens(body.event.type)) return event.ack();
      const delivery = readDelivery(body);
      if (delivery === undefined) return other(event);
      const { key, task } = delivery;
      const workspace = readWorkspace(body);
      const person = "user" in task ? { platform: "slack", workspace, user: task.user } : undefined;
      if ((await store.inbox.accept({ key, platform: "slack", body }, person)) === "duplicate") {
        metrics.duplicates.inc({ platform: "slack" });
        return event.ack();
      }
      await event.ack();
      void begin({ key, body, attempt: 1, sending: false }, task, workspace);
    },
    resume: (work: Work): Promise<void> => {
      const delivery = readDelivery(work.body);
      // kept by a version that read it otherwise
      return delivery === undefined ? store.inbox.finish(work.key) : begin(work, delivery.task, readWorkspace(work.body));
    },
    /** When everything under way is finished. */
    idle: async (): Promise<void> => {
      while (under.size > 0 || others > 0) {
        await Promise.all(under.values());
        if (others > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };

  /** What has no message of its own to be answered: messages in channels that aren't for us end here. */
  async function other(event: ReceiverEvent): Promise<void> {
    const type = event.body.event?.type;
    if (type === "message" || type === "app_mention") return event.ack();
    others++;
    try {
      await process(event);
    } finally {
      others--;
      if (others === 0) for (const free of waiting.splice(0)) free();
    }
  }
}
