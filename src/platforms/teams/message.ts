// Answer → a message of text, with its quote, citations that Teams shows over their marks, and what to ask next.
import type { Answer, Citation, Language, Source } from "../../chat.js";
import { WORDS } from "../../language/index.js";
import { SURFACE } from "../../surface.js";
import type { Outgoing } from "./card.js";
import { CITATION_ABSTRACT, CITATION_KEYWORD, CITATION_NAME, CITATIONS, SUGGESTIONS } from "./limits.js";
import { LONGEST, type Showing, sourceLine } from "./showing.js";
import { clip, clipLines, markdown } from "./text.js";

/** `alone`: nobody but the person who asked reads it. */
export function text(answer: Answer, showing: Showing, alone: boolean, room: number): Outgoing {
  const { language, kind } = answer;
  const cited = answer.citations.slice(0, CITATIONS);
  const titles = next(answer, showing);
  const said = marked(answer, cited.length).map((part) => markdown(clip(part.text, LONGEST.text * room)) + part.marks);
  const note = markdown(clip(answer.note, LONGEST.line * room));
  const parts = [
    ...said.map((part) => part.trimStart()),
    note,
    quoted(cited, language, room),
    sourceLines(answer, showing, room),
    alone ? "" : inWords(titles, language),
  ];

  return {
    type: "message",
    text: parts.filter((part) => part !== "").join("\n\n"),
    textFormat: "markdown",
    ...(cited.length > 0 ? { entities: [citations(cited, answer.sources)] } : {}),
    ...(alone ? buttons(titles) : {}),
    ...(kind === "answer" ? FEEDBACK : {}),
  };
}

/** The answer's paragraphs with the marks of their citations: each its own where they say whose it is, else all at the end. */
function marked({ answer, items }: Answer, count: number): { text: string; marks: string }[] {
  const mark = (citation: number): string => (citation >= 0 && citation < count ? ` [${citation + 1}]` : "");
  const lines = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== "");
  const all = Array.from({ length: count }, (_, citation) => mark(citation)).join("");
  const own = items.length > 0 && answer === items.map(({ text }) => text).join("\n\n");
  const cites = own && new Set(items.map(({ citation }) => citation)).size >= count;
  const parts = cites ? items.map(({ text, citation }) => ({ text, marks: mark(citation) })) : [{ text: answer, marks: all }];
  return parts.flatMap(({ text, marks }) => {
    const paragraphs = lines(text);
    // nothing but spaces is said of it: the mark stands alone, as Teams shows a citation over a mark only
    if (paragraphs.length === 0) paragraphs.push("");
    return paragraphs.map((line, i) => ({ text: line, marks: i === paragraphs.length - 1 ? marks : "" }));
  });
}

/** Teams asks "was this helpful?" under the message, and sends us the verdict. */
export const FEEDBACK = { channelData: { feedbackLoop: { type: "default" } } };

/**
 * The quotes with their sections, as they stand in the source: in Norwegian, and said to be so where the reader's language is another.
 * Paragraphs and nothing else: where suggestions hang on a message, some clients show Markdown as it is written.
 */
function quoted(cited: readonly Citation[], language: Language, room: number): string {
  const quotes = cited.map(({ shown, section }, i) => {
    const mark = cited.length > 1 ? ` [${i + 1}]` : "";
    const below = cited[i + 1]?.section === section ? "" : ` (${markdown(clip(section, LONGEST.title * room))})`;
    return `«${markdown(clip(shown, LONGEST.quote * room))}»${mark}${below}`;
  });
  const label = `${WORDS[language].phrases.quoteLabel}:`;
  return quotes.length > 1 ? [label, ...quotes].join("\n\n") : quotes.map((quote) => `${label} ${quote}`).join("");
}

function sourceLines({ sources, language }: Answer, showing: Showing, room: number): string {
  return sources.map((source) => markdown(clip(sourceLine(source, language, showing), LONGEST.line * room))).join("\n\n");
}

/** What Teams shows over a mark: the quote and its section. No label that the text was generated: nothing here is. */
function citations(cited: readonly Citation[], sources: readonly Source[]): object {
  const publisher = (document: string): string => sources.find((source) => source.document === document)?.publisher ?? "";
  return {
    type: "https://schema.org/Message",
    "@type": "Message",
    "@context": "https://schema.org",
    citation: cited.map(({ section, shown, document }, i) => ({
      "@type": "Claim",
      position: i + 1,
      appearance: {
        "@type": "DigitalDocument",
        name: clip(section, CITATION_NAME) || "–",
        abstract: clip(shown, CITATION_ABSTRACT) || "–",
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

/** What to ask next; after an answer, the last of the three shows its section. Nobody is left without a way on. */
function next({ kind, language, suggestions }: Answer, { guide }: Showing): string[] {
  const own = suggestions.map((question) => clip(question, LONGEST.title)).filter((question) => question !== "");
  const questions = own.length > 0 ? own : guide.examples(language);
  return kind === "answer" ? [...questions.slice(0, SUGGESTIONS - 1), SURFACE[language].whole] : questions.slice(0, SUGGESTIONS);
}

const buttons = (titles: readonly string[]): Pick<Outgoing, "suggestedActions"> => ({
  suggestedActions: { to: [], actions: titles.map((title) => ({ type: "imBack", title, value: title })) },
});

/** Where others read along: one has to mention us anyway, and not every client shows buttons there (the Agents Playground shows nothing at all). */
const inWords = (titles: readonly string[], language: Language): string =>
  [`${WORDS[language].phrases.askNext}:`, ...titles.map((title) => `• ${markdown(title)}`), SURFACE[language].mention].join("\n\n");

/** The last resort, where Teams refuses what we made: the same, as plain text. */
export function plain({ answer, citations: cited, language }: Answer): Outgoing {
  const quotes = cited.slice(0, CITATIONS).map(({ shown }) => `${WORDS[language].phrases.quoteLabel}: «${clip(shown, LONGEST.quote)}»`);
  return { type: "message", textFormat: "plain", text: [clipLines(answer, LONGEST.text), ...quotes].join("\n\n") };
}
