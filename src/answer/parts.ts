// Knowledge → the building blocks of answers: citations, sources, names in a sentence.
import { type Answer, type AnswerItem, type Citation, type Language, perLanguage, type Source } from "../chat.js";
import type { Fact, Knowledge, QuotedDocument } from "../knowledge/types.js";
import { dayInWords, enumerate } from "../language/index.js";
import { madeOnce } from "../language/remembered.js";
import { addressAt, fragmentOf } from "./fragment.js";

export interface Parts {
  readonly knowledge: Knowledge;
  readonly fact: (id: string) => Fact;
  readonly subjectName: (id: string, language: Language) => string;
  /** A fact's document by its title, with the date on the page or, failing that, of the last check. */
  readonly documentName: (fact: Fact, language: Language) => string;
  readonly subjectNames: (ids: readonly string[], language: Language) => string;
  /** Citations of facts, each quote once, and their sources. */
  readonly cite: (facts: readonly Fact[]) => { citations: readonly Citation[]; sources: readonly Source[] };
  /** Facts as lines, each with its citation. */
  readonly lines: (
    facts: readonly Fact[],
    citations: readonly Citation[],
    line: (fact: Fact) => { label: string; text: string },
  ) => AnswerItem[];
}

export function createParts(knowledge: Knowledge): Parts {
  const fact = (id: string): Fact => knowledge.facts[id] as Fact;
  const subjectName = (id: string, language: Language): string =>
    knowledge.subjects[id]?.name[language] ?? knowledge.outside[id]?.name[language] ?? id;
  // the same objects each time, so that renderers can cache what they make of them
  const citationOf = madeOnce(
    (f: Fact): Citation => ({
      document: f.document,
      section: f.section,
      quote: f.quote,
      shown: mended(f, knowledge),
      url: addressOf(f, knowledge),
    }),
  );
  const source = madeOnce(sourceOf);
  const sourcesOf = (id: string): Source[] => {
    const document = knowledge.documents[id];
    return document === undefined ? [] : [source(document)];
  };
  return {
    knowledge,
    fact,
    subjectName,
    documentName: ({ document }, language) => {
      const { title, updated, checked } = knowledge.documents[document] as QuotedDocument;
      return `${title} (${dayInWords(updated ?? checked, language)})`;
    },
    subjectNames: (ids, language) =>
      enumerate(
        ids.map((id) => subjectName(id, language)),
        language,
      ),
    cite: (facts) => {
      const [only] = facts;
      if (facts.length === 1 && only !== undefined) return { citations: [citationOf(only)], sources: sourcesOf(only.document) };
      const citations = new Map(facts.map((f) => [f.quote, citationOf(f)]));
      const documents = [...new Set(facts.map((f) => f.document))];
      return { citations: [...citations.values()], sources: documents.flatMap(sourcesOf) };
    },
    lines: (facts, citations, line) => {
      const places = new Map(citations.map(({ quote }, i) => [quote, i]));
      return facts.map((f) => ({ ...line(f), citation: places.get(f.quote) ?? -1 }));
    },
  };
}

function mended(fact: Fact, knowledge: Knowledge): string {
  const slips = knowledge.documents[fact.document]?.mend ?? [];
  const plain = fact.quote.replace(/\s+/g, " ").trim();
  return slips.reduce((quote, { from, to }) => quote.replaceAll(from, to), plain);
}

function addressOf({ document, section, quote }: Fact, { documents }: Knowledge): string | null {
  const { url, text } = documents[document] ?? { url: null, text: "" };
  return url === null ? null : addressAt(url, fragmentOf(text, quote, section));
}

export const sourceOf = ({ id, title, publisher, language, url, checked, reviewBy }: QuotedDocument): Source => ({
  document: id,
  title,
  publisher,
  language,
  url,
  checked,
  checkedOn: perLanguage((of) => dayInWords(checked, of)),
  reviewBy,
});

/** Lines as plain text. */
export const bullets = (items: readonly AnswerItem[]): string =>
  items.map(({ label, text }) => `• ${label === "" ? text : `${label}: ${text}`}`).join("\n");

/** The fields of an answer of a kind that adds nothing. */
export const PLAIN: Omit<Answer, "kind" | "language" | "answer"> = {
  citations: [],
  subjects: [],
  intent: null,
  confidence: null,
  suggestions: [],
  choices: [],
  layout: "plain",
  lead: "",
  items: [],
  comparison: null,
  note: "",
  sources: [],
};
