// Messages that Slack delivers → accepted durably, then answered once by the worker.
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
}

export function createInbox({ store, metrics, log, answer, speakerFor }: InboxParts) {
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

  return {
    /** Durable when it resolves; rejects where it could not be kept. What is nothing to be answered is passed over. */
    accept: async (body: unknown): Promise<void> => {
      const delivery = readDelivery(body);
      if (delivery === undefined) return;
      const { key, task } = delivery;
      const person = "user" in task ? { platform: "slack", workspace: readWorkspace(body), user: task.user } : undefined;
      await worker.accept({ key, body, task }, person);
    },
    resume: (work: Work): Promise<void> => worker.resume(work),
    /** When everything under way is finished or left to the next instance. */
    stop: (): Promise<void> => worker.stop(),
  };
}
