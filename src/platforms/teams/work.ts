// An accepted activity → its effect in Teams: a reply sent, changed or removed, or a welcome; the same when it is resumed.
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

/** The location of the reply to a message, and which version of the message it answers. */
const standing = z.object({
  id: z.string(),
  /** A hash of the words it answers. */
  words: z.string().optional(),
  /** When the message was last edited. */
  edited: z.string().optional(),
});
type Standing = z.output<typeof standing>;
/** Marks a deleted message. */
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
    // the original of this edit may have been answered: if so, there is a reply to change
    if (edited && before === undefined && (await store.inbox.replying(message)) !== "no") return { kind: "later", certain: true };
    const place = before === DELETED ? undefined : before?.id;
    const said = job.said ?? (await reply(activity, working));
    // a command shows the current state, and an edit changes a reply: both are repeated when asked again
    if (said.answer === undefined || edited) repeats.forget(dialogueOf(activity));
    if (said.silent) return { kind: "done" };
    if (!(await job.sending(place !== undefined))) return { kind: "left" };
    return trying(activity, said, async () => {
      const id = place === undefined ? await deliver(activity, said) : await change(activity, place, said);
      repeats.answered(dialogueOf(activity), wordsOf(activity));
      if (id === undefined) return { kind: "done", outcome: "sent" };
      // together with the record that it was sent, not before: a process that dies in between would send it again
      if (said.answer !== undefined) rate(activity, id, said.answer);
      const stands: Standing = { id, words, edited: edited ? (activity.timestamp ?? undefined) : undefined };
      return { kind: "done", outcome: "sent", reply: { message, place: JSON.stringify(stands) } };
    });
  }

  /** The answer that feedback on our message is about. */
  function rate(activity: Activity, place: string, answered: string): void {
    const failed = (error: unknown): void =>
      log.error({ err: error }, "the answer behind a reply can't be recorded: feedback on it will be lost");
    store.setPlace(ratedKey(activity, place), answered, personOf(activity)).catch(failed);
  }

  async function trying(activity: Activity, said: Said | undefined, send: () => Promise<Done>): Promise<Done> {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      // the same question again is answered
      repeats.forget(dialogueOf(activity));
      // never the text: the error has only Teams' response
      const { message, final, certain, delay } = error;
      if (final) return { kind: "done", outcome: "failed", error: message };
      log.warn({ err: error }, "a reply could not be delivered");
      return { kind: "later", certain, delay, said };
    }
  }

  /** If Teams refuses our message, people still get the answer. */
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
      // our reply is gone: answer the question anew
      if (!(error instanceof SendError) || error.status !== 404) throw error;
      return deliver(activity, said);
    }
  }

  async function takeBack(activity: Activity): Promise<Done> {
    const message = messageKey(activity, activity.id ?? "");
    const stands = readStanding(await store.place(message));
    return trying(activity, undefined, async () => {
      if (stands !== undefined && stands !== DELETED) await connector.remove(activity, stands.id);
      // the message may still be waiting for its answer
      await store.setPlace(message, DELETED);
      return { kind: "done" };
    });
  }

  async function greet(job: TeamsJob): Promise<Done> {
    const { task: activity } = job;
    // recorded once, so that a later try does the same
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

/** Whether to ignore it: it was already reported, or is older than the current version. */
function isOver(activity: Activity, stands: Standing | typeof DELETED | undefined, words: string): boolean {
  if (activity.type === "messageUpdate" && kindOf(activity) === "message") return stands !== undefined && stands !== DELETED;
  if (stands === undefined) return false;
  if (stands === DELETED || kindOf(activity) === "message") return true;
  return stands.words === words || Date.parse(stands.edited ?? "") > Date.parse(activity.timestamp ?? "");
}

function readStanding(written: string | undefined): Standing | typeof DELETED | undefined {
  if (written === undefined || written === DELETED) return written;
  // the format before edits were distinguished
  if (!written.startsWith("{")) return { id: written };
  return standing.parse(JSON.parse(written));
}

const hello = (message: Outgoing): Said => ({ message, plain: message });
