// Answer → a message of text, with its source, citations that Teams shows over their marks, and what to ask next.
import type { Answer, Citation, Source } from "../../chat.js";
import { creditOf } from "../../credit.js";
import { WORDS } from "../../language/index.js";
import { SURFACE } from "../../surface.js";
import type { Outgoing } from "./card.js";
import { CITATION_ABSTRACT, CITATION_KEYWORD, CITATION_NAME, CITATIONS, SUGGESTIONS } from "./limits.js";
import { LONGEST, linkable, type Showing, sourceText } from "./showing.js";
import { clip, clipLines, markdown } from "./text.js";

/** `alone`: nobody but the person who asked reads it. */
export function text(answer: Answer, showing: Showing, alone: boolean, room: number): Outgoing {
  const { language, kind, sources } = answer;
  const cited = answer.citations.slice(0, CITATIONS);
  const said = marked(answer, cited.length).map((part) => markdown(clip(part.text, LONGEST.text * room)) + part.marks);
  const parts = [
    ...said.map((part) => part.trimStart()),
    markdown(clip(answer.note, LONGEST.line * room)),
    ...sources.map((source) => sourceText(creditOf(source, cited, language, showing.today), LONGEST.title * room)),
    elsewhereLine(answer, room),
    !alone && showing.hint ? markdown(SURFACE[language].mention) : "",
  ];

  return {
    type: "message",
    text: parts.filter((part) => part !== "").join("\n\n"),
    textFormat: "markdown",
    ...(cited.length > 0 ? { entities: [citations(cited, sources)] } : {}),
    ...(alone ? buttons(next(answer, showing)) : {}),
    ...(kind === "answer" ? FEEDBACK : {}),
  };
}

/**
 * The answer's paragraphs with the marks of their citations: where several questions are answered, each answer with its own, which
 * stand in a row from its first; else all at the end.
 */
function marked({ answer, items }: Answer, count: number): { text: string; marks: string }[] {
  const marks = (from: number, to: number): string =>
    Array.from({ length: Math.max(0, to - from) }, (_, i) => ` [${from + i + 1}]`).join("");
  const parted = items.length > 0 && items[0]?.citation === 0 && answer === items.map(({ text }) => text).join("\n\n");
  const starts = items.map(({ citation }) => citation);
  const until = (start: number): number => Math.min(count, ...starts.filter((other) => other > start));
  const parts = parted
    ? items.map(({ text, citation }) => ({ text, marks: marks(Math.max(citation, 0), until(citation)) }))
    : [{ text: answer, marks: marks(0, count) }];
  return parts.flatMap(({ text, marks: own }) => {
    const paragraphs = text.split(/\n+/).filter((line) => line.trim() !== "");
    // nothing but spaces is said of it: the mark stands alone, as Teams shows a citation over a mark only
    if (paragraphs.length === 0) paragraphs.push("");
    return paragraphs.map((line, i) => ({ text: line, marks: i === paragraphs.length - 1 ? own : "" }));
  });
}

/** Teams asks "was this helpful?" under the message, and sends us the verdict. */
export const FEEDBACK = { channelData: { feedbackLoop: { type: "default" } } };

/** What Teams shows over a mark: the quote and its section. No label that the text was generated: nothing here is. */
function citations(cited: readonly Citation[], sources: readonly Source[]): object {
  const publisher = (document: string): string => sources.find((source) => source.document === document)?.publisher ?? "";
  return {
    type: "https://schema.org/Message",
    "@type": "Message",
    "@context": "https://schema.org",
    citation: cited.map(({ section, shown, document, url }, i) => ({
      "@type": "Claim",
      position: i + 1,
      appearance: {
        "@type": "DigitalDocument",
        name: clip(section, CITATION_NAME) || "–",
        abstract: clip(shown, CITATION_ABSTRACT) || "–",
        ...(linkable(url) ? { url } : {}),
        ...keyword(publisher(document)),
        image: { "@type": "ImageObject", name: "Text" },
      },
    })),
  };
}

const keyword = (publisher: string): object => {
  const first = clip(publisher.split(",").at(-1) ?? "", CITATION_KEYWORD);
  return first === "" ? {} : { keywords: [first] };
};

/** More sites than these help nobody. */
const LINKS = 5;

/** Other people's sites, in one line. */
function elsewhereLine({ elsewhere }: Answer, room: number): string {
  if (elsewhere === null) return "";
  const links = elsewhere.links
    .slice(0, LINKS)
    .filter(({ url }) => url.length <= LONGEST.line)
    .map(({ site, url }) => `[${markdown(clip(site, LONGEST.title))}](${url})`);
  return `${markdown(clip(elsewhere.label, LONGEST.line * room))}: ${links.join(", ")}`;
}

/** What to ask next; the last of three shows an answer's section, or all there is on a refusal's subject. */
function next({ kind, language, suggestions, showAll }: Answer, { guide }: Showing): string[] {
  const own = suggestions.map((question) => clip(question, LONGEST.title)).filter((question) => question !== "");
  const last = kind === "answer" ? SURFACE[language].whole : clip(showAll ?? "", LONGEST.title);
  if (last !== "") return [...own.slice(0, SUGGESTIONS - 1), last];
  return (own.length === 0 && kind !== "smalltalk" ? guide.examples(language) : own).slice(0, SUGGESTIONS);
}

const buttons = (titles: readonly string[]): Pick<Outgoing, "suggestedActions"> =>
  titles.length === 0 ? {} : { suggestedActions: { to: [], actions: titles.map((title) => ({ type: "imBack", title, value: title })) } };

/** The last resort, where Teams refuses what we made: the same, as plain text. */
export function plain({ answer, citations: cited, language }: Answer): Outgoing {
  const quotes = cited.slice(0, CITATIONS).map(({ shown }) => `${WORDS[language].phrases.quoteLabel}: «${clip(shown, LONGEST.quote)}»`);
  return { type: "message", textFormat: "plain", text: [clipLines(answer, LONGEST.text), ...quotes].join("\n\n") };
}
