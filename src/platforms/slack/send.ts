// A message → sent to the thread, else privately to the asker, else in a direct message, else nowhere. Errors become values here.
import { webApi } from "@slack/bolt";
import { fill } from "../../language/index.js";
import { type Block, context } from "./blocks.js";
import type { Message } from "./render.js";

export type Client = webApi.WebClient;

export type Failure =
  /** Temporary. `certain`: Slack did nothing with it. `delay`: the requested pause in milliseconds. */
  | { readonly kind: "later"; readonly certain: boolean; readonly delay?: number }
  /** Slack refuses these blocks. */
  | { readonly kind: "blocks" }
  /** It doesn't exist, or isn't ours. */
  | { readonly kind: "closed"; readonly error: string }
  /** An unknown error: another way may work, and it may be temporary. */
  | { readonly kind: "unknown"; readonly error: string }
  /** The token is invalid. */
  | { readonly kind: "token"; readonly error: string };

/** Slack's error codes: https://docs.slack.dev/reference/methods/chat.postMessage */
const PASSING = ["service_unavailable", "ratelimited", "rate_limited", "team_added_to_org", "token_expired", "accesslimited"];
const UNCERTAIN = ["internal_error", "fatal_error", "request_timeout"];
const BLOCKS = ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "invalid_arguments"];
const CLOSED = [
  "access_denied",
  "as_user_not_supported",
  "cannot_dm_bot",
  "cannot_reply_to_message",
  "cant_delete_message",
  "cant_update_message",
  "channel_is_limited_access",
  "channel_not_found",
  "channel_type_not_supported",
  "edit_window_closed",
  "ekm_access_denied",
  "enterprise_is_restricted",
  "external_channel_migrating",
  "is_archived",
  "is_inactive",
  "message_not_found",
  "messages_tab_disabled",
  "method_not_supported_for_channel_type",
  "no_dual_broadcast_content_update",
  "not_in_channel",
  "org_login_required",
  "posting_to_channel_denied",
  "team_access_not_granted",
  "team_not_found",
  "thread_not_found",
  "user_disabled",
  "user_is_bot",
  "user_is_restricted",
  "user_not_found",
  "user_not_in_channel",
  "user_not_visible",
];
/** Every kind of it: `restricted_action_read_only_channel` and others. */
const RESTRICTED = /^restricted_action/;
const TOKEN = [
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
];

export function failureOf(error: unknown): Failure {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: "later", certain: true, delay: error.retryAfter * 1000 };
  if (!(error instanceof webApi.WebAPIPlatformError)) return { kind: "later", certain: false };
  const code = String(error.data.error);
  if (PASSING.includes(code)) return { kind: "later", certain: true };
  // a proxy's page instead of Slack's response
  if (UNCERTAIN.includes(code) || !/^[a-z_]{1,60}$/.test(code)) return { kind: "later", certain: false };
  if (BLOCKS.includes(code)) return { kind: "blocks" };
  if (TOKEN.includes(code)) return { kind: "token", error: code };
  return { kind: CLOSED.includes(code) || RESTRICTED.test(code) ? "closed" : "unknown", error: code };
}

export interface Place {
  readonly channel: string;
  readonly thread?: string | undefined;
  /** The thread is there already: what only one person sees is shown in no other. Left out: it is. */
  readonly threaded?: boolean | undefined;
  /** The asker, for the private ways. */
  readonly user: string;
  readonly direct: boolean;
  /** Only the asker may see it. */
  readonly privately?: boolean | undefined;
  /** The key by which a lost reply can be found. */
  readonly key?: string | undefined;
  /** Why the answer is sent another way, in the asker's language. */
  readonly why: string;
}

export type Sent =
  | { readonly outcome: "sent"; readonly channel: string; readonly ts: string }
  | { readonly outcome: "private" | "direct" }
  | { readonly outcome: "failed"; readonly error: string }
  | { readonly outcome: "later"; readonly certain: boolean; readonly delay?: number };

export const EVENT = "forumbot_answer";
const quiet = { unfurl_links: false, unfurl_media: false } as const;

export async function send(client: Client, place: Place, message: Message): Promise<Sent> {
  const { channel, thread, user, direct, privately } = place;
  const failures: Failure[] = [];
  const posted = async (to: string, said: Message, thread_ts?: string): Promise<Sent | undefined> => {
    const metadata = place.key === undefined ? {} : { metadata: { event_type: EVENT, event_payload: { key: place.key } } };
    return trying(failures, said, async (content) => {
      const { ts, channel: where } = await client.chat.postMessage({
        channel: to,
        ...content,
        ...(thread_ts && { thread_ts }),
        ...quiet,
        ...metadata,
      });
      return { outcome: "sent", ts: ts ?? "", channel: where ?? to };
    });
  };
  if (!privately || direct) {
    const sent = await posted(channel, message, thread);
    if (sent !== undefined) return sent;
    if (direct || !isElsewhere(failures)) return lost(failures);
  }
  const elsewhere = privately ? message : { ...message, blocks: [context(fill(place.why, {})), ...message.blocks] };
  const said = await trying(failures, elsewhere, async (content) => {
    await client.chat.postEphemeral({ channel, user, ...content, ...(thread && place.threaded !== false && { thread_ts: thread }) });
    return { outcome: "private" };
  });
  if (said !== undefined) return said;
  if (!isElsewhere(failures)) return lost(failures);
  const told = await posted(user, elsewhere);
  return told === undefined ? lost(failures) : told.outcome === "sent" ? { outcome: "direct" } : told;
}

/**
 * Blocks as they go over the line. Given as objects they are gone through for secrets too, for a debug line that nobody reads:
 * 40 µs for each message.
 */
const written = (blocks: readonly Block[]): Block[] => JSON.stringify(blocks) as unknown as Block[];

/** Sends with blocks, or as plain text if Slack refuses them. Undefined if it failed, with the reason recorded. */
async function trying(failures: Failure[], { text, blocks }: Message, call: (content: Message | { text: string }) => Promise<Sent>) {
  for (const content of [{ text, blocks: written(blocks) }, { text }]) {
    try {
      return await call(content);
    } catch (error) {
      const failure = failureOf(error);
      failures.push(failure);
      if (failure.kind !== "blocks") return undefined;
    }
  }
  return undefined;
}

/** Whether another way is worth trying. */
function isElsewhere(failures: readonly Failure[]): boolean {
  const kind = failures.at(-1)?.kind;
  return kind === "closed" || kind === "unknown";
}

function lost(failures: readonly Failure[]): Sent {
  const last = failures.at(-1);
  if (last?.kind === "later")
    return { outcome: "later", certain: last.certain, ...(last.delay === undefined ? {} : { delay: last.delay }) };
  // one of the ways may work later
  if (failures.some(({ kind }) => kind === "unknown")) return { outcome: "later", certain: false };
  return { outcome: "failed", error: last === undefined || !("error" in last) ? "blocks" : last.error };
}

/** Changes a reply; `gone`: it no longer exists. */
export async function change(
  client: Client,
  { channel, ts }: { channel: string; ts: string },
  message: Message,
): Promise<Sent | { outcome: "gone" }> {
  const failures: Failure[] = [];
  const sent = await trying(failures, message, async (content) => {
    await client.chat.update({ channel, ts, ...content, ...(content.text && { blocks: "blocks" in content ? content.blocks : [] }) });
    return { outcome: "sent", channel, ts };
  });
  return sent ?? (failures.at(-1)?.kind === "closed" ? { outcome: "gone" } : lost(failures));
}

export async function remove(client: Client, { channel, ts }: { channel: string; ts: string }): Promise<Sent> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (error) {
    const failure = failureOf(error);
    // already removed, which is what was wanted
    if (failure.kind !== "closed" && failure.kind !== "blocks") return lost([failure]);
  }
  return { outcome: "sent", channel, ts };
}

/** The reply with this key in a thread, if it arrived after all. Throws if that can't be determined now. */
export async function find(client: Client, channel: string, thread: string, key: string): Promise<string | undefined> {
  try {
    return await search(client, channel, thread, key);
  } catch (error) {
    // no such thread, so no reply in it
    if (failureOf(error).kind === "closed") return undefined;
    throw error;
  }
}

async function search(client: Client, channel: string, thread: string, key: string): Promise<string | undefined> {
  let cursor: string | undefined;
  do {
    const page = await client.conversations.replies({
      channel,
      ts: thread,
      limit: 200,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    });
    const found = page.messages?.find(({ metadata }) => {
      const { event_type, event_payload } = (metadata ?? {}) as { event_type?: string; event_payload?: { key?: unknown } };
      return event_type === EVENT && event_payload?.key === key;
    });
    if (found !== undefined) return found.ts;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return undefined;
}
