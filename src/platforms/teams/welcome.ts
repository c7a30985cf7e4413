// The bot was added → a short welcome, or none: in a personal chat Teams shows the prompt starters until something is said.
import { DEFAULT_LANGUAGE } from "../../chat.js";
import { fill, languageOfLocale } from "../../language/index.js";
import type { Store } from "../../store/store.js";
import type { Outgoing } from "./card.js";
import type { Connector } from "./connector.js";
import { LARGE_TEAM } from "./limits.js";
import { TEAMS } from "./phrases.js";
import { type Activity, isPersonal } from "./read.js";
import { clip, markdown } from "./text.js";

/** Counts removals from a conversation, so that the bot says hello again when it is added again. */
export const removals = ({ conversation }: Activity): string => `removed:${JSON.stringify(["teams", conversation.id])}`;

/** What is to be said; undefined where nothing is, or was already. An activity that joins a conversation has no text, so no language but the app's. */
export async function welcome(activity: Activity, store: Store, connector: Connector): Promise<Outgoing | undefined> {
  if (isPersonal(activity)) return undefined;
  const team = activity.channelData?.team?.id;
  const size = team == null ? undefined : await connector.teamSize(activity, team).catch(() => undefined);
  if (size !== undefined && size > LARGE_TEAM) return undefined;
  const times = (await store.place(removals(activity))) ?? "0";
  if (!(await store.once(`welcome:${times}:${JSON.stringify(["teams", activity.conversation.id])}`))) return undefined;
  const phrases = TEAMS[languageOfLocale(activity.locale ?? undefined) ?? DEFAULT_LANGUAGE];
  const name = clip(activity.from.name ?? "", 60);
  const text = name === "" ? phrases.welcome : fill(phrases.welcomeBy, { name: markdown(name) });
  return { type: "message", text, textFormat: "markdown" };
}
