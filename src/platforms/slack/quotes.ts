// The proof of an answer → blocks: its quotes, each with the section that it stands in, and the source, linked to the very sentence.
import type { Answer, Citation, Language, Source } from "../../chat.js";
import { creditOf, inOneLine } from "../../credit.js";
import { fill, WORDS } from "../../language/index.js";
import { madeOnce } from "../../language/remembered.js";
import { SURFACE } from "../../surface.js";
import { type Block, button, context, escaped, link, mrkdwn, section, sound } from "./blocks.js";
import { BUDGET, LIMITS } from "./limits.js";
import { PHRASES } from "./phrases.js";

/** More quotes than these are a wall: they are shown on demand. */
const SHOWN = 2;
const HEADING = 300;

/** `whole`: nothing of what is shown was cut. `opens`: what opens all of the answer is among the blocks. */
export interface Proof {
  readonly blocks: readonly Block[];
  readonly whole: boolean;
  readonly opens: boolean;
}

/** `id`: of the answer, while it is remembered. */
export function quotesIn(answer: Answer, id: string | undefined): Proof {
  const { language } = answer;
  const citations = bySection(answer.citations);
  if (citations.length === 0) return { blocks: [], whole: true, opens: false };
  const sectionsOf = sectionButton(answer);
  if (citations.length > SHOWN) {
    const all = id === undefined ? undefined : button(SURFACE[language].showQuotes, "more", `${language}.${id}`);
    const text = fill(PHRASES[language].basedOn, { count: citations.length });
    return { blocks: [withButton(escaped(text), all ?? sectionsOf)], whole: true, opens: all !== undefined };
  }
  const each = Math.floor(BUDGET.quotes / SHOWN);
  const quotes = citations.map((citation, i) => {
    const last = citations[i + 1]?.section !== citation.section;
    const whole = quoted(citation)[last ? "last" : "first"];
    return whole.length <= each ? { text: whole, whole: true } : { text: quote(citation.shown, each / 2), whole: false };
  });
  const made = quotes.map(({ text }) => text).join("\n");
  return { blocks: [withButton(made, sectionsOf)], whole: quotes.every(({ whole }) => whole), opens: false };
}

/** For a window: each quote a block, with its section. */
export const quoteBlocks = ({ citations }: Answer): Block[] =>
  bySection(citations).map((citation) => {
    const whole = quoted(citation).last;
    return section(whole.length <= LIMITS.text ? whole : quote(citation.shown, LIMITS.text / 2));
  });

const withButton = (text: string, accessory: ReturnType<typeof button>): Block => ({
  type: "section",
  text: { type: "mrkdwn", text },
  ...(accessory && { accessory }),
});

/** Quotes of one section together, each section where its first quote stood. */
function bySection(citations: Answer["citations"]): Answer["citations"] {
  if (citations.length < 2) return citations;
  const headings = [...new Set(citations.map(({ section: heading }) => heading))];
  return headings.flatMap((heading) => citations.filter((one) => one.section === heading));
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

/** Visibly a quote, in one line, so that no line of it falls out. */
const quote = (shown: string, limit: number): string => `>${mrkdwn(oneLine(`«${shown}»`), limit)}`;

/** A quote with where it stands below it, and without. */
const quoted = madeOnce(({ shown, section: heading, url }: Citation) => {
  const first = quote(shown, Number.POSITIVE_INFINITY);
  return { first, last: heading === "" ? first : `${first}\n>_${link(url, oneLine(heading), HEADING)}_` };
});

/** Of JSON: a section as a button carries it. */
const placeOf = madeOnce(({ document, section: heading }: Citation): string => JSON.stringify([document, heading]));

/** Opens the sections that the answer quotes, as many as a button can carry. */
function sectionButton({ citations, language }: Answer) {
  const carried = [...new Set(citations.map(placeOf))];
  const { whole, sections } = SURFACE[language];
  const label = carried.length > 1 ? sections : whole;
  const written = (): string => `["${language}"${carried.map((place) => `,${place}`).join("")}]`;
  let value = written();
  while (value.length > LIMITS.buttonValue) {
    carried.pop();
    value = written();
  }
  return carried.length === 0 ? undefined : button(label, "section", value);
}

/** The sources, one a line, in small print. */
export function sourcesIn(sources: readonly Source[], citations: readonly Citation[], language: Language, today: string): Block[] {
  const some = sources.slice(0, LIMITS.contextElements);
  const each = Math.floor(BUDGET.sources / Math.max(1, some.length));
  const lines = some.map((source) => {
    const credit = creditOf(source, citations, language, today);
    const linked = `${escaped(credit.label)}: ${link(credit.url, credit.title, each)}, ${escaped(sound(credit.rest))}`;
    return linked.length <= each ? linked : mrkdwn(inOneLine(credit), each);
  });
  return lines.length === 0 ? [] : [context(...lines)];
}

/** What a screen reader reads of the quotes that are shown. */
export const spokenQuotes = ({ citations, language }: Answer): string[] =>
  citations.length > SHOWN ? [] : citations.map(({ shown }) => `${WORDS[language].phrases.quoteLabel}: «${shown}»`);
