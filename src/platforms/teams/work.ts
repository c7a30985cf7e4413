// An accepted activity → what comes of it in Teams: a reply sent, changed, taken back, a welcome. The same way at first and when it is taken up again.
import type { Log } from "../../log.js";
import type { Metrics } from "../../metrics.js";
import type { Store } from "../../store/store.js";
import type { Around } from "./actions.js";
import { type Connector, SendError } from "./connector.js";
import { type Activity, dialogueOf, kindOf, messageKey, personOf, ratedKey } from "./read.js";
import type { Repeats } from "./repeats.js";
import { reply, type Said } from "./reply.js";
import { removals, welcome } from "./welcome.js";

export interface Working extends Around {
  readonly store: Store;
  readonly connector: Connector;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly repeats: Repeats;
}

/** What is done about one activity; never throws. */
export type Perform = (key: string, activity: Activity, attempt: number) => Promise<void>;

/** A work is given up after so many attempts: those of the connector, each time. */
const ATTEMPTS = 5;
const DELAY = 5_000;

export function createPerform(working: Working): Perform {
  const { store, connector, metrics, log, repeats } = working;
  /** One dialogue's messages are answered one after the other: an edit does not overtake what it changes. */
  const under = new Map<string, Promise<unknown>>();
  const inOrder = (dialogue: string, work: () => Promise<void>): Promise<void> => {
    const done = (under.get(dialogue) ?? Promise.resolve()).then(work).finally(() => {
      if (under.get(dialogue) === done) under.delete(dialogue);
    });
    under.set(dialogue, done);
    return done;
  };

  /** Sent, though the store could not be told: taken up again, such a work is only finished. */
  const sent = new Map<string, { readonly message: string; readonly place: string } | undefined>();

  async function perform(key: string, activity: Activity, attempt: number): Promise<void> {
    try {
      await handle(key, activity);
    } catch (error) {
      const final = attempt >= ATTEMPTS || (error instanceof SendError && error.final);
      // never its text: the error of a sending has only what Teams answered
      log.error({ err: error, attempt, final }, "a reply could not be delivered");
      if (final) metrics.deliveries.inc({ platform: "teams", outcome: "failed" });
      // whoever asks again is answered
      repeats.forget(dialogueOf(activity));
      const kept = final ? store.inbox.finish(key) : store.inbox.retry(key, DELAY * attempt);
      await kept.catch((failed: unknown) => log.error({ err: failed }, "a work could not be put back"));
    }
  }

  async function handle(key: string, activity: Activity): Promise<void> {
    const kind = kindOf(activity);
    if (sent.has(key)) return finish(key);
    if (kind === "message" || kind === "edit") return answer(key, activity, kind);
    if (kind === "delete") await takeBack(activity);
    if (kind === "add") {
      const message = await welcome(activity, store, connector);
      if (message !== undefined) await connector.send(activity, message);
    }
    if (kind === "remove") await store.setPlace(removals(activity), String(Number((await store.place(removals(activity))) ?? 0) + 1));
    await store.inbox.finish(key);
  }

  async function answer(key: string, activity: Activity, kind: "message" | "edit"): Promise<void> {
    const message = messageKey(activity, activity.id ?? "");
    const before = kind === "edit" ? await store.place(message) : undefined;
    const said = await reply(activity, working);
    // a command shows what is so now, an edit changes what was said: asked for again, it is given again
    if (said.answer === undefined || kind === "edit") repeats.forget(dialogueOf(activity));
    await store.inbox.sending(key);
    const place = before === undefined ? await deliver(activity, said) : await change(activity, before, said);
    metrics.deliveries.inc({ platform: "teams", outcome: "sent" });
    sent.set(key, place === undefined ? undefined : { message, place });
    if (place !== undefined && said.answer !== undefined) await store.setPlace(ratedKey(activity, place), said.answer, personOf(activity));
    await finish(key);
  }

  async function finish(key: string): Promise<void> {
    await store.inbox.finish(key, sent.get(key));
    sent.delete(key);
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

  async function takeBack(activity: Activity): Promise<void> {
    const message = messageKey(activity, activity.id ?? "");
    const place = await store.place(message);
    if (place === undefined) return;
    await connector.remove(activity, place);
    await store.setPlace(message, undefined);
  }

  return (key, activity, attempt) => inOrder(dialogueOf(activity), () => perform(key, activity, attempt));
}
