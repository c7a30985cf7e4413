// What every rendering needs besides its values, and how long the parts of a message may be.
import type { Guide } from "../../chat.js";
import type { Credit } from "../../credit.js";
import { type Block, paragraph, run } from "./card.js";
import { clip, markdown } from "./text.js";

export interface Showing {
  readonly guide: Guide;
  /** `YYYY-MM-DD`, for telling whether a source is past its review date. */
  readonly today: string;
  /** Where others read along: said once, how to ask on. */
  readonly hint?: boolean;
}

/** Far more than any fact, quote or list of the data: only other texts are truncated. */
export const LONGEST = { text: 6_000, quote: 2_000, line: 1_000, title: 200, items: 40 };

/** An address that Teams opens; whatever else stands in its place is no link. */
const ADDRESS = /^https?:\/\/[^\s<>"()[\]\\]{1,2000}$/;
export const linkable = (url: string | null): url is string => url !== null && ADDRESS.test(url);

/** In a text: the title leads to the page. */
export function sourceText(credit: Credit, most: number): string {
  const { label, title, url, rest } = credit;
  const shown = markdown(clip(title, most));
  return `${markdown(label)}: ${linkable(url) && shown !== "" ? `[${shown}](${url})` : shown}, ${markdown(clip(rest, most))}`;
}

const SMALL = { size: "Small", isSubtle: true } as const;

/** On a card, in small print. */
export function sourceBlock(credit: Credit, most: number, rest: Record<string, unknown> = {}): Block {
  const { label, title, url, rest: behind } = credit;
  const runs = [run(`${label}: `, SMALL), linked(clip(title, most), url, SMALL), run(`, ${clip(behind, most)}`, SMALL)];
  return paragraph(runs, {}, rest);
}

/** A run that leads to an address, where there is one. */
export const linked = (text: string, url: string | null, style: typeof SMALL): Block =>
  linkable(url) ? { ...run(text, style), selectAction: { type: "Action.OpenUrl", url } } : run(text, style);
