// A source → the line that credits it, in the parts that platforms put together: its title is a link where it has an address.
import type { Citation, Language, Source } from "./chat.js";
import { fill, WORDS } from "./language/index.js";
import { SURFACE } from "./surface.js";

export interface Credit {
  /** "Source", in the reader's language, and what language it is in where that is another. */
  readonly label: string;
  readonly title: string;
  /** Opens the page at the sentence where one is quoted, else at its top; null where it has no address. */
  readonly url: string | null;
  /** Where it was published, and when it was last compared with what is said here. */
  readonly rest: string;
  readonly outdated: boolean;
}

/** `today`: `YYYY-MM-DD`. */
export function creditOf(source: Source, citations: readonly Citation[], language: Language, today: string): Credit {
  const { phrases } = WORDS[language];
  const outdated = today > source.reviewBy;
  const own = citations.filter(({ document }) => document === source.document);
  const checked = fill(phrases.checked, { date: source.checkedOn[language] });
  return {
    label: source.language === language ? phrases.source : `${phrases.source} (${SURFACE[language].written[source.language]})`,
    title: source.title,
    url: (own.length === 1 ? own[0]?.url : undefined) ?? source.url,
    rest: [source.publisher.split(",").at(-1)?.trim(), checked, ...(outdated ? [phrases.outdated] : [])].join(", "),
    outdated,
  };
}

/** The whole line as plain text. */
export const inOneLine = ({ label, title, rest }: Credit): string => `${label}: ${title}, ${rest}`;
