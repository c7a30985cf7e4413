// Bytes from Teams → a validated activity, and what to do about it. Nothing unchecked is passed on.
import { z } from "zod";
import { isDeep } from "../../server.js";
import type { Person } from "../../store/store.js";
import { ATTACHMENTS, ENTITIES, wordsOf } from "./words.js";

export { hear, wordsOf } from "./words.js";

/** Several times longer than Teams' ids ever are; longer ones could push a reply over its limit. */
const id = z.string().min(1).max(500);
const name = z
  .string()
  .transform((text) => text.slice(0, 200))
  .nullish();
const account = z.object({ id, name, aadObjectId: id.nullish(), role: z.string().nullish() });

const ACTIVITY = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  timestamp: z.string().max(100).nullish(),
  localTimestamp: z.string().max(100).nullish(),
  channelId: z.string().max(100),
  // what we write to it is appended: a query or a fragment would make of that what it likes
  serviceUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .regex(/^[^?#]*$/),
  from: account,
  recipient: account.nullish(),
  conversation: z.object({ id, conversationType: z.string().max(100).nullish(), tenantId: id.nullish(), isGroup: z.boolean().nullish() }),
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  locale: z.string().max(100).nullish(),
  entities: ENTITIES,
  attachments: ATTACHMENTS,
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  replyToId: id.nullish(),
  value: z.unknown().optional(),
  channelData: z
    .object({ tenant: z.object({ id }).nullish(), team: z.object({ id }).nullish(), eventType: z.string().max(100).nullish() })
    .nullish()
    .catch(null),
});

/** The used fields of an activity; the rest is not stored. */
export type Activity = z.infer<typeof ACTIVITY>;

/** Undefined if it isn't an activity. */
export function readActivity(value: unknown): Activity | undefined {
  const activity = ACTIVITY.safeParse(value).data;
  if (activity?.attachments == null) return activity;
  // the HTML version of a text is kept if there is no other
  const { attachments, ...rest } = activity;
  const needed = attachments.filter(({ contentType }) => contentType !== "text/html" || wordsOf(rest) === "");
  return needed.length === 0 ? rest : { ...rest, attachments: needed };
}

/** Undefined if it isn't JSON, or nests deeper than any real activity. */
export function parseJson(body: Buffer): unknown {
  if (isDeep(body)) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Every tenant in an activity: its own and its conversation's. */
export const tenantsOf = ({ channelData, conversation }: Activity): string[] =>
  [channelData?.tenant?.id, conversation.tenantId].filter((tenant) => typeof tenant === "string");

export const personOf = (activity: Activity): Person => ({
  platform: "teams",
  workspace: tenantsOf(activity)[0] ?? "",
  user: activity.from.aadObjectId ?? activity.from.id,
});

/** A conversation is one person's in one thread, so that “it” isn't mixed up between two people in a thread. */
export const dialogueOf = (activity: Activity): string => {
  const { workspace, user } = personOf(activity);
  return JSON.stringify(["teams", workspace, activity.conversation.id, user]);
};

/** Identifies a message, also in an edit, a deletion, or feedback on it. */
export const messageKey = ({ conversation }: Activity, message: string): string => JSON.stringify(["teams", conversation.id, message]);

/** Which of our answers a message of ours is. */
export const ratedKey = (activity: Activity, message: string): string => `answer:${messageKey(activity, message)}`;

export const isPersonal = ({ conversation }: Activity): boolean =>
  conversation.conversationType === "personal" || (conversation.conversationType == null && conversation.isGroup !== true);

export type Kind = "message" | "edit" | "delete" | "add" | "remove";

/** What to do about an activity, if anything. Installation events tell all we need about members coming and going. */
export function kindOf(activity: Activity): Kind | undefined {
  const { type, from, recipient, channelData, action, id: message } = activity;
  if (from.role === "bot" || from.id === recipient?.id || message == null) return undefined;
  switch (type) {
    case "message":
      return "message";
    case "messageUpdate":
      return channelData?.eventType === "editMessage" ? "edit" : channelData?.eventType === "undeleteMessage" ? "message" : undefined;
    case "messageDelete":
      return channelData?.eventType === "softDeleteMessage" ? "delete" : undefined;
    case "installationUpdate":
      return action === "add" || action === "add-upgrade" ? "add" : action === "remove" ? "remove" : undefined;
    default:
      return undefined;
  }
}

/** The same for every delivery of one event; a second edit of the same message is another. */
export function workKey(activity: Activity): string {
  const { type, channelData, id: message, timestamp, conversation } = activity;
  const what = type === "message" ? [] : [type, channelData?.eventType ?? activity.action ?? "", timestamp ?? ""];
  return JSON.stringify(["teams", conversation.id, message, ...what]);
}
