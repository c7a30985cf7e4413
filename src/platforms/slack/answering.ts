// A stored message → its answer in Slack, once: asks the bot, sends, records the reply's location; edits and deletions follow it.
import { z } from "zod";
import { hashOf } from "../../delivery/words.js";
import type { Job, Outcome, Reply } from "../../delivery/worker.js";
import type { Log } from "../../log.js";
import type { Person, Store } from "../../store/store.js";
import { escaped } from "./blocks.js";
import type { Speaker } from "./clients.js";
import type { LocaleOf } from "./people.js";
import { PHRASES } from "./phrases.js";
import { type Asked, type Deleted, hear, placedAt, readText } from "./read.js";
import type { Replies, Said } from "./reply.js";
import { change, failureOf, find, remove, type Sent, send } from "./send.js";

export interface Call extends Speaker {
  readonly person: Person;
}

export type Answer = (job: Job<Asked | Deleted, Said>, call: Call) => Promise<Outcome<Said>>;
type Question = Job<Asked, Said>;

export interface AnsweringParts {
  readonly store: Store;
  readonly replies: Replies;
  readonly localeOf: LocaleOf;
  /** Whether the bot may read channels, to find its own replies in them. */
  readonly history: boolean;
  readonly log: Log;
}

/** The location of the reply to a message, and which version of the message it answers. */
const standing = z.object({
  channel: z.string(),
  /** Empty if it was sent privately: such a message can't be changed. */
  ts: z.string(),
  answer: z.string().optional(),
  /** A hash of the words it answers. */
  words: z.string().optional(),
  /** When the message was last edited. */
  edited: z.string().optional(),
});
type Standing = z.output<typeof standing>;
/** Marks a message that was deleted before it was answered. */
const DELETED = "deleted";

export function createAnswering({ store, replies, localeOf, history, log }: AnsweringParts): Answer {
  async function say({ task, said }: Question, { client, person, bot }: Call, edits: string | undefined): Promise<Said> {
    if (said !== undefined) return said;
    const room = `slack:${person.workspace}:${task.channel}`;
    const conversation = task.direct ? `${room}:${task.thread}` : `${room}:${task.thread}:${task.user}`;
    const last = `${room}:last`;
    // a new message continues the conversation of the last used thread
    const from = task.direct && !task.threaded ? await store.place(last) : undefined;
    const showing = { question: task.pressed ? readText(task.text, bot) : undefined, hint: await hinted(task, room) };
    const locale = await localeOf(client, task.user);
    const reply = await replies.reply({ ...hear(task, bot), person, locale, conversation, from, edits, showing });
    // a command isn't part of a conversation, and deleting everything must leave nothing
    if (task.direct && reply.answer !== undefined) await store.setPlace(last, conversation, person);
    return reply;
  }

  /** Once per thread: its first message is new; in other threads the store says whether it was already shown. */
  async function hinted({ channel, direct, threaded, pressed, thread }: Asked, room: string): Promise<boolean> {
    if (direct || pressed) return false;
    if (!threaded) return true;
    return (await store.place(placedAt(channel, thread))) === undefined && store.once(`${room}:${thread}:hint`);
  }

  /** Found by location, else by the client's id: of a message sent twice only one copy was answered. */
  async function stands({ kind, channel, ts, message }: Asked, { person }: Call): Promise<string | undefined> {
    const before = kind === "edit" ? [formerlyAt(person, channel, ts)] : [];
    const names = [...new Set([placedAt(channel, ts), message, ...before])];
    return (await Promise.all(names.map((name) => store.place(name)))).find((place) => place !== undefined);
  }

  async function answer(job: Question, call: Call): Promise<Outcome<Said>> {
    const { task } = job;
    const before = await stands(task, call);
    if (before === DELETED || (before !== undefined && task.kind === "question")) return { kind: "done" };
    const words = hashOf(readText(task.text, call.bot));
    const stood = placeOf(before);
    const looked = stood === undefined ? await look(job, call) : undefined;
    if (looked?.later !== undefined) return { kind: "later", certain: true, said: job.said, delay: looked.later };
    const place = stood ?? looked?.place;
    // reported after a later one
    if (place?.edited !== undefined && Number(place.edited) > Number(task.edited)) return { kind: "done" };
    if (place?.words === words) return { kind: "done", reply: replyTo(task, { ...place, edited: task.edited }) };
    // looked for and found
    if (place !== undefined && task.kind === "question") return { kind: "done", reply: replyTo(task, { ...place, words }) };
    // the original of this edit may have been answered: if so, there is a reply to change
    const replying = task.kind === "edit" && place === undefined ? await store.inbox.replying(task.message) : "no";
    if (replying === "elsewhere" || (replying === "perhaps" && looked === undefined))
      return { kind: "later", certain: true, said: job.said };
    const said = await say(job, call, place?.answer);
    if (said.silent) return { kind: "done" };
    return deliver(job, call, said, { place, words, safe: looked !== undefined });
  }

  /**
   * Looks for a reply that an earlier try may have sent, or the one to the message that was edited. Undefined if not needed or
   * not possible. `later`: try again in this many milliseconds.
   */
  async function look({ task, unsure }: Question, { client }: Call): Promise<{ place?: Standing; later?: number } | undefined> {
    const { channel, direct, thread, message } = task;
    if (!(direct || history) || !(unsure || task.kind === "edit")) return undefined;
    try {
      const ts = await find(client, channel, thread, message);
      return ts === undefined ? {} : { place: { channel, ts } };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "later") return { later: failure.delay ?? 0 };
      // without the permission the answer is sent anyway, and counted
      if (direct || failure.kind !== "token") throw error;
      log.warn({ error: failure.error }, "replies in channels can't be looked for: SLACK_HISTORY needs the manifest made with --history");
      return undefined;
    }
  }

  async function deliver(
    job: Question,
    { client }: Call,
    said: Said,
    { place, words, safe }: { place: Standing | undefined; words: string; safe: boolean },
  ): Promise<Outcome<Said>> {
    const { task } = job;
    const asked = { words, edited: task.edited, answer: said.answer };
    const changes = place !== undefined && place.ts !== "";
    // looked for and not there; and changing a message twice is invisible
    if (!(await job.sending(safe || changes))) return { kind: "left" };
    if (changes) {
      const changed = await change(client, place, said.message);
      if (changed.outcome !== "gone") return outcomeOf(changed, said, replyTo(task, { ...place, ...asked }));
    }
    const { channel, thread, user, direct } = task;
    const where = {
      channel,
      thread,
      threaded: task.threaded,
      user,
      direct,
      privately: said.personal,
      key: direct || history ? task.message : undefined,
      why: escaped(PHRASES[said.language].answeredHere),
    };
    const sent = await send(client, where, said.message);
    const at = sent.outcome === "sent" ? { channel: sent.channel, ts: sent.ts } : { channel, ts: "" };
    return outcomeOf(sent, said, replyTo(task, { ...at, ...asked }));
  }

  async function undo(task: Deleted, { client, person }: Call): Promise<Outcome<Said>> {
    const message = placedAt(task.channel, task.ts);
    const place = placeOf((await store.place(message)) ?? (await store.place(formerlyAt(person, task.channel, task.ts))));
    const sent: Sent = place === undefined || place.ts === "" ? { outcome: "sent", channel: "", ts: "" } : await remove(client, place);
    if (sent.outcome !== "sent") return outcomeOf(sent, undefined, undefined);
    await store.setPlace(message, DELETED, person);
    return { kind: "done" };
  }

  return async (job, call) => {
    const { task } = job;
    if (task.kind === "deletion") return undo(task, call);
    return task.user === call.bot ? { kind: "done" } : answer({ ...job, task }, call);
  };
}

/** The format of locations in earlier versions, which included the workspace. */
const formerlyAt = ({ workspace }: Person, channel: string, ts: string): string => `slack:${workspace}:${channel}:${ts}`;

function outcomeOf(sent: Sent, said: Said | undefined, reply: Reply | undefined): Outcome<Said> {
  if (sent.outcome === "later") return { kind: "later", certain: sent.certain, delay: sent.delay, said };
  if (sent.outcome === "failed") return { kind: "done", outcome: "failed", error: sent.error };
  return { kind: "done", outcome: sent.outcome, ...(reply && { reply }) };
}

/** Stored under both names of the message. */
function replyTo({ channel, ts, message }: Asked, place: Standing): Reply {
  return { message: placedAt(channel, ts), also: message, place: JSON.stringify(place) };
}

function placeOf(written: string | undefined): Standing | undefined {
  if (written === undefined || written === DELETED) return undefined;
  try {
    return standing.parse(JSON.parse(written));
  } catch {
    return undefined;
  }
}
