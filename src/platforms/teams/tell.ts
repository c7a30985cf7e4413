// What the owner of a document is to be told → a message in the conversation that the settings name.
import type { Notice } from "../../platform.js";
import type { Outgoing } from "./card.js";
import { LONGEST } from "./showing.js";
import { clip, markdown } from "./text.js";

/** Of a conversation in which nobody has written: Microsoft's address for all regions. */
export const SERVICE = "https://smba.trafficmanager.net/teams/";

export function noticeMessage({ title, url, lines }: Notice): Outgoing {
  const shown = [`**${markdown(clip(title, LONGEST.line))}**`, markdown(clip(url, LONGEST.line))];
  const told = lines.map((line) => markdown(clip(line, LONGEST.line)));
  return { type: "message", textFormat: "markdown", summary: clip(title, LONGEST.title), text: [...shown, ...told].join("\n\n") };
}
