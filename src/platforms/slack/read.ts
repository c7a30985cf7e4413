// Slack's delivery → our values: the text without Slack's markup, who asked, and where the answer goes.
import { z } from "zod";
import { hashOf } from "../../delivery/words.js";
import { contentOf } from "./content.js";

export { hear, readText } from "./words.js";

/** A message to be answered in place. */
export interface Asked {
  readonly kind: "question" | "edit";
  readonly channel: string;
  readonly user: string;
  /** In Slack's markup, like what it forwards or has attached. */
  readonly text: string;
  readonly forwarded?: string | undefined;
  /** The message's time stamp, which with the channel is its id. */
  readonly ts: string;
  /** Identifies the message in any delivery: the same in a shared channel's other workspace, edited, or sent again. */
  readonly message: string;
  /** When it was edited. */
  readonly edited?: string | undefined;
  /** The thread of the answer. */
  readonly thread: string;
  /** Whether it was asked in an existing thread. */
  readonly threaded: boolean;
  readonly direct: boolean;
  /** Asked by a button: the question isn't visible beside the answer. */
  readonly pressed: boolean;
}

export interface Deleted {
  readonly kind: "deletion";
  readonly channel: string;
  readonly ts: string;
}

/** The unit that is accepted once and answered once. */
export interface Delivery {
  /** The same for every delivery of the same message, edit or deletion. */
  readonly key: string;
  readonly task: Asked | Deleted;
}

const id = z.string().min(1).max(100);
const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/);
const said = z.object({
  type: z.literal("message").optional(),
  subtype: z.string().optional(),
  user: id.optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  ts,
  thread_ts: ts.nullish(),
  client_msg_id: z.string().max(100).nullish(),
  edited: z.object({ ts: z.string().max(50) }).nullish(),
});
const event = z.object({
  type: z.enum(["app_mention", "message"]),
  subtype: z.string().optional(),
  channel: id,
  channel_type: z.string().optional(),
  user: id.optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  ts: ts.optional(),
  thread_ts: ts.nullish(),
  client_msg_id: z.string().max(100).nullish(),
  edited: z.object({ ts: z.string().max(50) }).nullish(),
  message: said.optional(),
  previous_message: said.partial().optional(),
  deleted_ts: ts.optional(),
});
const callback = z.object({ type: z.literal("event_callback"), event_id: id, event });
const press = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id }),
  team: z.object({ id }).nullish(),
  container: z.object({ type: z.literal("message"), is_ephemeral: z.boolean().optional() }),
  channel: z.object({ id }),
  message: z.object({ ts, thread_ts: ts.nullish() }),
  actions: z.array(z.object({ action_id: z.string(), action_ts: z.string().max(50), value: z.string().min(1) })).min(1),
});

/** Subtypes of messages that a person wrote; all others are Slack's own (joins, topics, reminders) or changes. */
const WRITTEN: readonly (string | undefined)[] = [undefined, "file_share", "thread_broadcast", "me_message"];
const isDirect = (channel: string, type: string | undefined): boolean => type === "im" || (type === undefined && channel.startsWith("D"));

/** Undefined if there is nothing to answer. Never throws. */
export function readDelivery(body: unknown): Delivery | undefined {
  const { type } = (body ?? {}) as { type?: unknown };
  if (type === "event_callback") {
    const called = callback.safeParse(body);
    if (!called.success) return undefined;
    const task = taskOf(called.data.event);
    return task && { key: keyOf(task), task };
  }
  // a command is neither: to find that out by parsing took 20 µs
  if (type !== "block_actions") return undefined;
  const pressed = press.safeParse(body);
  if (!pressed.success) return undefined;
  const { user, channel, message, container, team } = pressed.data;
  const { action_id, action_ts, value } = pressed.data.actions[0] as (typeof pressed.data.actions)[number];
  if (!action_id.startsWith("ask:") || container.is_ephemeral) return undefined;
  const direct = isDirect(channel.id, undefined);
  const thread = message.thread_ts ?? message.ts;
  const key = `slack:${team?.id ?? ""}:${channel.id}:${message.ts}:${user.id}:${action_ts}`;
  const threaded = direct || message.thread_ts != null;
  const task = { kind: "question", channel: channel.id, user: user.id, text: value, ts: action_ts, message: key } as const;
  return { key, task: { ...task, thread, threaded, direct, pressed: true } };
}

/** A message by its location, whichever workspace reports it. */
export const placedAt = (channel: string, at: string): string => `slack:${channel}:${at}`;

/** One change, however often it is reported: by message, time of the edit in seconds, and new text. */
function keyOf(task: Asked | Deleted): string {
  if (task.kind === "deletion") return `${placedAt(task.channel, task.ts)}:deleted`;
  return task.edited === undefined ? task.message : `${task.message}:${task.edited}:${hashOf(task.text)}`;
}

function taskOf(told: z.output<typeof event>): Asked | Deleted | undefined {
  const direct = isDirect(told.channel, told.channel_type);
  // one event per message: `message` in direct messages, `app_mention` elsewhere
  if (direct !== (told.type === "message")) return undefined;
  if (told.subtype === "message_deleted") return deletion(told.channel, told.deleted_ts, told.previous_message?.bot_id);
  if (told.subtype === "message_changed") return change(told);
  if (!WRITTEN.includes(told.subtype) || told.bot_id || told.user === undefined || told.ts === undefined) return undefined;
  // an edited mention is delivered as a new mention
  return asked(told.edited ? "edit" : "question", told.channel, { ...told, user: told.user, ts: told.ts }, direct);
}

function change({ channel, message, previous_message: previous }: z.output<typeof event>): Asked | Deleted | undefined {
  if (message === undefined) return undefined;
  // a deleted message with replies stays as a “tombstone”
  if (message.subtype === "tombstone") return deletion(channel, message.ts, previous?.bot_id);
  const { user } = message;
  // without `edited` it is Slack's own change: a link preview, a reply count
  if (!WRITTEN.includes(message.subtype) || message.bot_id || user === undefined || !message.edited) return undefined;
  if (previous !== undefined && previous.text === message.text) return undefined;
  return asked("edit", channel, { ...message, user }, true);
}

interface Written {
  readonly user: string;
  readonly text?: string | null | undefined;
  readonly ts: string;
  readonly thread_ts?: string | null | undefined;
  readonly client_msg_id?: string | null | undefined;
  readonly edited?: { readonly ts: string } | null | undefined;
}

function asked(kind: Asked["kind"], channel: string, written: Written, direct: boolean): Asked {
  const { user, ts: at, thread_ts, client_msg_id: client, edited } = written;
  const threaded = thread_ts != null && thread_ts !== at;
  // a client that resends a message gives it a new time stamp, but the same client id
  const message = client ? `slack:${channel}:${user}:${client}` : placedAt(channel, at);
  const place = { channel, ts: at, thread: thread_ts ?? at, threaded, direct };
  return { kind, ...place, user, ...contentOf(written), message, edited: edited?.ts, pressed: false };
}

function deletion(channel: string, at: string | undefined, bot: string | null | undefined): Deleted | undefined {
  return at === undefined || bot ? undefined : { kind: "deletion", channel, ts: at };
}

const envelope = z.object({
  authorizations: z
    .array(z.object({ team_id: id.nullish(), enterprise_id: id.nullish(), is_enterprise_install: z.boolean().nullish() }))
    .nullish(),
  is_enterprise_install: z.union([z.boolean(), z.literal(["true", "false"])]).nullish(),
  enterprise_id: id.nullish(),
  enterprise: z.object({ id }).nullish(),
  team_id: id.nullish(),
  team: z.object({ id }).nullish(),
  user: z.object({ team_id: id.nullish() }).nullish(),
  view: z.object({ app_installed_team_id: id.nullish() }).nullish(),
});

/** The installation of a delivery: the organisation's if the app is installed for all of it, else the workspace's. */
export function readWorkspace(body: unknown): string {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return "";
  const { authorizations, is_enterprise_install: whole, enterprise, enterprise_id, team, team_id, user, view } = parsed.data;
  // of a window that is open in another organisation's workspace
  if (view?.app_installed_team_id) return view.app_installed_team_id;
  const first = authorizations?.[0];
  const organisation = first?.is_enterprise_install === true || whole === true || whole === "true";
  const all = first?.enterprise_id ?? enterprise?.id ?? enterprise_id;
  return (organisation ? all : undefined) ?? first?.team_id ?? team?.id ?? team_id ?? user?.team_id ?? all ?? "";
}
