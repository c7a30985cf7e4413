// An accepted message → its answer in Slack, once: asked, sent, remembered where it stands; edits and deletions follow it there.
import { z } from "zod";
import type { Log } from "../../log.js";
import type { Metrics } from "../../metrics.js";
import type { Person, Store } from "../../store/store.js";
import { escaped } from "./blocks.js";
import { MOST, pause, type Run } from "./inbox.js";
import type { LocaleOf } from "./people.js";
import { PHRASES } from "./phrases.js";
import { type Asked, type Deleted, readText } from "./read.js";
import type { Replies, Said } from "./reply.js";
import { type Client, change, find, remove, type Sent, send } from "./send.js";

export interface Call {
  readonly client: Client;
  readonly person: Person;
  readonly bot: string | undefined;
  readonly run: Run;
}

export interface AnsweringParts {
  readonly store: Store;
  readonly replies: Replies;
  readonly localeOf: LocaleOf;
  readonly metrics: Metrics;
  readonly log: Log;
}

const standing = z.object({ channel: z.string(), ts: z.string(), answer: z.string().optional() });
type Standing = z.output<typeof standing>;
/** Where the reply stood of a message that is deleted before it was answered. */
const DELETED = "deleted";

/** Where a reply stands, by the message that it answers. */
interface Reply {
  readonly message: string;
  readonly place: string;
}

export function createAnswering({ store, replies, localeOf, metrics, log }: AnsweringParts) {
  const { inbox } = store;
  /** What is said already but not yet sent, and the attempt of which Slack surely has nothing: for the next try in this process. */
  const pending = new Map<string, { readonly said: Said; readonly certain: number | undefined }>();
  /** What was sent, until the store knows of it: where only the store failed, nothing is sent a second time. */
  const sentAlready = new Map<string, { readonly reply: Reply | undefined }>();
  const queues = new Map<string, Promise<void>>();

  /** In a direct message one thing after the other: an edit waits for the answer it changes. */
  function inOrder(queue: string, work: () => Promise<void>): Promise<void> {
    const done = (queues.get(queue) ?? Promise.resolve()).then(work, work);
    queues.set(queue, done);
    const clear = (): void => {
      if (queues.get(queue) === done) queues.delete(queue);
    };
    done.then(clear, clear);
    return done;
  }

  async function settle(run: Run, sent: Sent, said: Said | undefined, reply?: Reply): Promise<void> {
    run.settled = true;
    if (sent.outcome === "later" && run.attempt < MOST) {
      if (said !== undefined) pending.set(run.key, { said, certain: sent.certain ? run.attempt : undefined });
      // another instance may have taken over what was put off here
      if (pending.size > 1000) pending.delete(pending.keys().next().value as string);
      return inbox.retry(run.key, sent.delay ?? pause(run.attempt));
    }
    pending.delete(run.key);
    const outcome = sent.outcome === "later" ? "failed" : sent.outcome;
    metrics.deliveries.inc({ platform: "slack", outcome });
    if (outcome === "failed")
      log.error({ error: "error" in sent ? sent.error : "later", attempt: run.attempt }, "nobody could be answered");
    sentAlready.set(run.key, { reply });
    if (sentAlready.size > 1000) sentAlready.delete(sentAlready.keys().next().value as string);
    return finish(run, reply);
  }

  async function finish(run: Run, reply: Reply | undefined): Promise<void> {
    await inbox.finish(run.key, reply);
    sentAlready.delete(run.key);
  }

  async function say(task: Asked, { client, person, bot, run }: Call, edits: string | undefined): Promise<Said> {
    const before = pending.get(run.key);
    if (before !== undefined) return before.said;
    const room = `slack:${person.workspace}:${task.channel}`;
    const conversation = task.direct ? `${room}:${task.thread}` : `${room}:${task.thread}:${task.user}`;
    const last = `${room}:last`;
    // a new message of its own goes on from the thread that was spoken in last
    const from = task.direct && !task.threaded ? await store.place(last) : undefined;
    const text = readText(task.text, bot);
    const showing = { question: task.pressed ? text : undefined, hint: await hinted(task, room) };
    const locale = await localeOf(client, task.user);
    const said = await replies.reply({ text, person, locale, conversation, from, edits, showing });
    // a command is no conversation, and whoever has everything deleted leaves nothing by it
    if (task.direct && said.answer !== undefined) await store.setPlace(last, conversation, person);
    return said;
  }

  /** Once a thread: the first message of a thread begins it; in others it is asked whether it was said there. */
  async function hinted({ direct, threaded, pressed, thread }: Asked, room: string): Promise<boolean> {
    if (direct || pressed) return false;
    if (!threaded) return true;
    return (await store.place(`${room}:${thread}`)) === undefined && store.once(`${room}:${thread}:hint`);
  }

  async function answer(task: Asked, call: Call): Promise<void> {
    const { client, person, run } = call;
    const message = `slack:${person.workspace}:${task.channel}:${task.ts}`;
    const stands = task.direct ? await store.place(message) : undefined;
    if (stands === DELETED || (stands !== undefined && task.kind === "question"))
      return settle(run, { outcome: "sent", channel: "", ts: "" }, undefined);
    const place = placeOf(stands);
    // the attempt before this one may have been another instance's: of that nothing is known here
    const unsure = run.sending && pending.get(run.key)?.certain !== run.attempt - 1;
    if (unsure && task.direct && place === undefined) {
      const ts = await find(client, task.channel, task.thread, run.key);
      const reply = { message, place: JSON.stringify({ channel: task.channel, ts }) };
      if (ts !== undefined) return settle(run, { outcome: "sent", channel: task.channel, ts }, undefined, reply);
    }
    const said = await say(task, call, place?.answer);
    // in one transaction with what is remembered of the answer
    if (!(await ours(run))) return;
    if (unsure && !task.direct) {
      metrics.possibleSeconds.inc({ platform: "slack" });
      // a process that is killed takes its metrics along, not its log
      log.warn({ attempt: run.attempt }, "a reply is sent again that may have arrived");
    }
    const sent = place === undefined ? undefined : await change(client, place, said.message);
    if (place !== undefined && sent !== undefined && sent.outcome !== "gone")
      return settle(run, sent, said, { message, place: JSON.stringify({ ...place, answer: said.answer }) });
    const where = {
      channel: task.channel,
      thread: task.thread,
      user: task.user,
      direct: task.direct,
      privately: said.personal,
      key: run.key,
      why: escaped(PHRASES[said.language].answeredHere),
    };
    const posted = await send(client, where, said.message);
    const reply =
      posted.outcome === "sent"
        ? { message, place: JSON.stringify({ channel: posted.channel, ts: posted.ts, answer: said.answer }) }
        : undefined;
    return settle(run, posted, said, reply);
  }

  /** Told just before it is sent: from here on it may have arrived. False: another instance has taken the work over. */
  async function ours(run: Run): Promise<boolean> {
    try {
      await inbox.sending(run.key);
      return true;
    } catch (error) {
      if (!(error instanceof Error && error.name === "LeaseLost")) throw error;
      run.settled = true;
      pending.delete(run.key);
      return false;
    }
  }

  async function undo(task: Deleted, { client, person, run }: Call): Promise<void> {
    const message = `slack:${person.workspace}:${task.channel}:${task.ts}`;
    const place = placeOf(await store.place(message));
    const sent = place === undefined ? ({ outcome: "sent", channel: "", ts: "" } as const) : await remove(client, place);
    if (sent.outcome === "sent") await store.setPlace(message, DELETED, person);
    return settle(run, sent, undefined);
  }

  return async (task: Asked | Deleted, call: Call): Promise<void> => {
    if ("user" in task && task.user === call.bot) return settleNothing(call.run);
    const before = sentAlready.get(call.run.key);
    if (before !== undefined) {
      call.run.settled = true;
      return finish(call.run, before.reply);
    }
    const work = (): Promise<void> => (task.kind === "deletion" ? undo(task, call) : answer(task, call));
    if ("direct" in task && !task.direct) return work();
    return inOrder(`${call.person.workspace}:${task.channel}`, work);
  };

  async function settleNothing(run: Run): Promise<void> {
    run.settled = true;
    await inbox.finish(run.key);
  }
}

function placeOf(written: string | undefined): Standing | undefined {
  if (written === undefined || written === DELETED) return undefined;
  try {
    return standing.parse(JSON.parse(written));
  } catch {
    return undefined;
  }
}
