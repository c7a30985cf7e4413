// Bytes from Teams → an activity of which every part is known, and what is to be done about it. Nothing unchecked goes further.
import { z } from "zod";
import { isDeep } from "../../server.js";
import type { Person } from "../../store/store.js";
import { ATTACHMENTS, ENTITIES, wordsOf } from "./words.js";

export { hear, wordsOf } from "./words.js";

/** As long as ids in Teams ever are, several times over; longer ones could push a reply over its limit. */
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

/** What of an activity is used; the rest is not even kept. */
export type Activity = z.infer<typeof ACTIVITY>;

/** Undefined for what is no activity. */
export function readActivity(value: unknown): Activity | undefined {
  const activity = ACTIVITY.safeParse(value).data;
  if (activity?.attachments == null) return activity;
  // the twin of a text in HTML is kept where it is all there is
  const { attachments, ...rest } = activity;
  const needed = attachments.filter(({ contentType }) => contentType !== "text/html" || wordsOf(rest) === "");
  return needed.length === 0 ? rest : { ...rest, attachments: needed };
}

/** Undefined for what is no JSON, or deeper than any that is sent to us. */
export function parseJson(body: Buffer): unknown {
  if (isDeep(body)) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Every tenant that an activity names: its own and its conversation's. */
export const tenantsOf = ({ channelData, conversation }: Activity): string[] =>
  [channelData?.tenant?.id, conversation.tenantId].filter((tenant) => typeof tenant === "string");

export const personOf = (activity: Activity): Person => ({
  platform: "teams",
  workspace: tenantsOf(activity)[0] ?? "",
  user: activity.from.aadObjectId ?? activity.from.id,
});

/** A dialogue is one person's in one thread: two who ask in the same thread don't mix up what "it" refers to. */
export const dialogueOf = (activity: Activity): string => {
  const { workspace, user } = personOf(activity);
  return JSON.stringify(["teams", workspace, activity.conversation.id, user]);
};

/** A message, wherever it turns up again: in an edit, a deletion, or as what a verdict is on. */
export const messageKey = ({ conversation }: Activity, message: string): string => JSON.stringify(["teams", conversation.id, message]);

/** Which of our answers a message of ours is. */
export const ratedKey = (activity: Activity, message: string): string => `answer:${messageKey(activity, message)}`;

export const isPersonal = ({ conversation }: Activity): boolean =>
  conversation.conversationType === "personal" || (conversation.conversationType == null && conversation.isGroup !== true);

export type Kind = "message" | "edit" | "delete" | "add" | "remove";

/** What is to be done about an activity, if anything. Of members coming and going, an installation tells us all we need. */
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

/** The same for every delivery of one thing that happened; a second edit of the same message is another. */
export function workKey(activity: Activity): string {
  const { type, channelData, id: message, timestamp, conversation } = activity;
  const what = type === "message" ? [] : [type, channelData?.eventType ?? activity.action ?? "", timestamp ?? ""];
  return JSON.stringify(["teams", conversation.id, message, ...what]);
}
