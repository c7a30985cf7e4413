// Messages from Slack → accepted durably, then answered once by the worker.
import { createWorker, type Job, type Outcome } from "../../delivery/worker.js";
import type { Log } from "../../log.js";
import type { Metrics } from "../../metrics.js";
import type { Store, Work } from "../../store/store.js";
import type { Answer } from "./answering.js";
import type { Speaker } from "./clients.js";
import { type Asked, type Deleted, readDelivery, readWorkspace } from "./read.js";
import type { Said } from "./reply.js";

/** The name of the error if the app isn't installed in the workspace of a delivery. */
export const ABSENT = "NotInstalled";
/** How long to wait for an installation, in milliseconds: it may be in progress. */
const INSTALLING = 60_000;

export interface InboxParts {
  readonly store: Store;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly answer: Answer;
  /** The client with which a delivery is answered. */
  readonly speakerFor: (body: unknown) => Promise<Speaker>;
}

export function createInbox({ store, metrics, log, answer, speakerFor }: InboxParts) {
  const worker = createWorker<Asked | Deleted, Said>({
    platform: "slack",
    store,
    metrics,
    log,
    read: (body) => readDelivery(body)?.task,
    // serialised per direct message; in channels per message
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
    /** Durable when it resolves; rejects if it could not be stored. Ignores what needs no answer. */
    accept: async (body: unknown): Promise<void> => {
      const delivery = readDelivery(body);
      if (delivery === undefined) return;
      const { key, task } = delivery;
      const person = "user" in task ? { platform: "slack", workspace: readWorkspace(body), user: task.user } : undefined;
      await worker.accept({ key, body, task }, person);
    },
    resume: (work: Work): Promise<void> => worker.resume(work),
    /** Resolves when everything in progress is finished or left to the next instance. */
    stop: (): Promise<void> => worker.stop(),
  };
}
