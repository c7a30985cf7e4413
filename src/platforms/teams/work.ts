// An accepted activity → what comes of it in Teams: a reply sent, changed, taken back, a welcome. The same way at first and when it is taken up again.
import { z } from "zod";
import { hashOf } from "../../delivery/words.js";
import type { Job, Outcome } from "../../delivery/worker.js";
import type { Log } from "../../log.js";
import type { Store } from "../../store/store.js";
import type { Around } from "./actions.js";
import type { Outgoing } from "./card.js";
import { type Connector, SendError } from "./connector.js";
import { type Activity, dialogueOf, kindOf, messageKey, personOf, ratedKey, wordsOf } from "./read.js";
import type { Repeats } from "./repeats.js";
import { reply, type Said } from "./reply.js";
import { removals, welcome } from "./welcome.js";

/** Where the reply to a message stands, and what of the message it answers. */
const standing = z.object({
  id: z.string(),
  /** Which words it answers, as a hash. */
  words: z.string().optional(),
  /** When the message was edited last. */
  edited: z.string().optional(),
});
type Standing = z.output<typeof standing>;
/** Where the reply stood of a message that is deleted. */
const DELETED = "deleted";

export interface Working extends Around {
  readonly store: Store;
  readonly connector: Connector;
  readonly log: Log;
  readonly repeats: Repeats;
}

export type TeamsJob = Job<Activity, Said>;
type Done = Outcome<Said>;

export function createPerform(working: Working): (job: TeamsJob) => Promise<Done> {
  const { store, connector, log, repeats } = working;

  async function perform(job: TeamsJob): Promise<Done> {
    const { task: activity } = job;
    switch (kindOf(activity)) {
      case "message":
      case "edit":
        return answer(job);
      case "delete":
        return takeBack(activity);
      case "add":
        return greet(job);
      case "remove":
        await store.setPlace(removals(activity), String(Number((await store.place(removals(activity))) ?? 0) + 1));
        return { kind: "done" };
      default:
        return { kind: "done" };
    }
  }

  async function answer(job: TeamsJob): Promise<Done> {
    const { task: activity } = job;
    const edited = kindOf(activity) === "edit";
    const message = messageKey(activity, activity.id ?? "");
    const words = hashOf(wordsOf(activity));
    const before = readStanding(await store.place(message));
    if (isOver(activity, before, words)) return { kind: "done" };
    // what is edited here may have been answered: when that is known, there is a reply to change
    if (edited && before === undefined && (await store.inbox.replying(message)) !== "no") return { kind: "later", certain: true };
    const place = before === DELETED ? undefined : before?.id;
    const said = job.said ?? (await reply(activity, working));
    // a command shows what is so now, an edit changes what was said: asked for again, it is given again
    if (said.answer === undefined || edited) repeats.forget(dialogueOf(activity));
    if (said.silent) return { kind: "done" };
    if (!(await job.sending(place !== undefined))) return { kind: "left" };
    return trying(activity, said, async () => {
      const id = place === undefined ? await deliver(activity, said) : await change(activity, place, said);
      repeats.answered(dialogueOf(activity), wordsOf(activity));
      if (id === undefined) return { kind: "done", outcome: "sent" };
      // beside the note that it was sent, not before it: a process that dies in between would send it again
      if (said.answer !== undefined) rate(activity, id, said.answer);
      const stands: Standing = { id, words, edited: edited ? (activity.timestamp ?? undefined) : undefined };
      return { kind: "done", outcome: "sent", reply: { message, place: JSON.stringify(stands) } };
    });
  }

  /** Which answer a verdict on our message is on. */
  function rate(activity: Activity, place: string, answered: string): void {
    const failed = (error: unknown): void => log.error({ err: error }, "verdicts on a reply can't be told whose they are");
    store.setPlace(ratedKey(activity, place), answered, personOf(activity)).catch(failed);
  }

  async function trying(activity: Activity, said: Said | undefined, send: () => Promise<Done>): Promise<Done> {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      // whoever asks again is answered
      repeats.forget(dialogueOf(activity));
      // never the text: the error of a sending has only what Teams answered
      const { message, final, certain, delay } = error;
      if (final) return { kind: "done", outcome: "failed", error: message };
      log.warn({ err: error }, "a reply could not be delivered now");
      return { kind: "later", certain, delay, said };
    }
  }

  /** Where Teams finds fault with what we made, people still get the answer. */
  async function deliver(activity: Activity, said: Said): Promise<string | undefined> {
    try {
      return await connector.send(activity, said.message);
    } catch (error) {
      if (!(error instanceof SendError) || (error.status !== 400 && error.status !== 413)) throw error;
      log.warn({ status: error.status }, "Teams refused a message; it is sent as plain text");
      return connector.send(activity, said.plain);
    }
  }

  async function change(activity: Activity, place: string, said: Said): Promise<string | undefined> {
    try {
      await connector.update(activity, place, said.message);
      return place;
    } catch (error) {
      // our reply is gone: the question is answered anew
      if (!(error instanceof SendError) || error.status !== 404) throw error;
      return deliver(activity, said);
    }
  }

  async function takeBack(activity: Activity): Promise<Done> {
    const message = messageKey(activity, activity.id ?? "");
    const stands = readStanding(await store.place(message));
    return trying(activity, undefined, async () => {
      if (stands !== undefined && stands !== DELETED) await connector.remove(activity, stands.id);
      // the message may still wait for its answer
      await store.setPlace(message, DELETED);
      return { kind: "done" };
    });
  }

  async function greet(job: TeamsJob): Promise<Done> {
    const { task: activity } = job;
    // that there is to be one is noted once: a later try says the same
    const message = job.said?.message ?? (await welcome(activity, store, connector));
    if (message === undefined) return { kind: "done" };
    if (!(await job.sending())) return { kind: "left" };
    return trying(activity, hello(message), async () => {
      await connector.send(activity, message);
      return { kind: "done" };
    });
  }

  return perform;
}

/** Whether nothing is to be said any more: it was told of before, or after something later. */
function isOver(activity: Activity, stands: Standing | typeof DELETED | undefined, words: string): boolean {
  if (activity.type === "messageUpdate" && kindOf(activity) === "message") return stands !== undefined && stands !== DELETED;
  if (stands === undefined) return false;
  if (stands === DELETED || kindOf(activity) === "message") return true;
  return stands.words === words || Date.parse(stands.edited ?? "") > Date.parse(activity.timestamp ?? "");
}

function readStanding(written: string | undefined): Standing | typeof DELETED | undefined {
  if (written === undefined || written === DELETED) return written;
  // as it was written before edits were told apart
  if (!written.startsWith("{")) return { id: written };
  return standing.parse(JSON.parse(written));
}

const hello = (message: Outgoing): Said => ({ message, plain: message });
