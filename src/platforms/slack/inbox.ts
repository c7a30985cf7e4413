// Deliveries → accepted durably, then acknowledged, then answered once by the worker; what nobody waits for goes to Bolt.
import type { ReceiverEvent } from "@slack/bolt";
import { createWorker, type Job, type Outcome } from "../../delivery/worker.js";
import type { Log } from "../../log.js";
import type { Metrics } from "../../metrics.js";
import type { Store, Work } from "../../store/store.js";
import type { Answer } from "./answering.js";
import type { Speaker } from "./clients.js";
import { type Asked, type Deleted, readDelivery, readWorkspace } from "./read.js";
import type { Said } from "./reply.js";

/** The name of the error that tells that the app isn't installed where a delivery comes from. */
export const ABSENT = "NotInstalled";
/** So long an installation is waited for, in milliseconds: it may just be being made. */
const INSTALLING = 60_000;

export interface InboxParts {
  readonly store: Store;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly answer: Answer;
  /** Whose client a delivery is answered with. */
  readonly speakerFor: (body: unknown) => Promise<Speaker>;
  readonly process: (event: ReceiverEvent) => Promise<void>;
  readonly listens: (event: string) => boolean;
}

export function createInbox({ store, metrics, log, answer, speakerFor, process, listens }: InboxParts) {
  const worker = createWorker<Asked | Deleted, Said>({
    platform: "slack",
    store,
    metrics,
    log,
    read: (body) => readDelivery(body)?.task,
    // in a direct message one thing after the other; in a channel, what is told of one message
    queueOf: (task) => ("direct" in task && !task.direct ? task.message : task.channel),
    handle,
  });
  const others = new Set<Promise<void>>();

  async function handle(job: Job<Asked | Deleted, Said>): Promise<Outcome<Said>> {
    let speaker: Speaker;
    try {
      speaker = await speakerFor(job.body);
    } catch (error) {
      if (!(error instanceof Error && error.name === ABSENT)) throw error;
      return { kind: "later", certain: true, said: job.said, patience: INSTALLING };
    }
    const user = "user" in job.task ? job.task.user : "";
    return answer(job, { ...speaker, person: { platform: "slack", workspace: readWorkspace(job.body), user } });
  }

  /** What has no message of its own to be answered: messages in channels that aren't for us end here. */
  async function other(event: ReceiverEvent): Promise<void> {
    const type = event.body.event?.type;
    if (type === "message" || type === "app_mention") return event.ack();
    const done = process(event).finally(() => others.delete(done));
    others.add(done);
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
      const person = "user" in task ? { platform: "slack", workspace: readWorkspace(body), user: task.user } : undefined;
      await worker.accept({ key, body, task }, person);
      await event.ack();
    },
    resume: (work: Work): Promise<void> => worker.resume(work),
    /** When everything under way is finished or left to the next instance. */
    stop: async (): Promise<void> => {
      await Promise.allSettled(others);
      await worker.stop();
    },
  };
}
