// What all renderers need besides their values, and the maximum lengths of a message's parts.
import type { Guide, Language, Source } from "../../chat.js";
import { fill, WORDS } from "../../language/index.js";

export interface Showing {
  readonly guide: Guide;
  /** `YYYY-MM-DD`, for telling whether a source is past its review date. */
  readonly today: string;
}

/** Far more than any fact, quote or list of the data: only other texts are truncated. */
export const LONGEST = { text: 6_000, quote: 2_000, line: 1_000, title: 200, items: 40 };

export function sourceLine({ title, publisher, checked, reviewBy }: Source, language: Language, { today }: Showing): string {
  const { phrases } = WORDS[language];
  const age = today > reviewBy ? `, ${phrases.outdated}` : "";
  return `${phrases.source}: ${title}, ${publisher} (${fill(phrases.checked, { date: checked })}${age})`;
}
