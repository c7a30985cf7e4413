// Knowledge → the building blocks of answers: citations, sources, names in a sentence.
import { type Answer, type AnswerItem, type Citation, type Language, type Phrase, perLanguage, type Source } from "../chat.js";
import type { Fact, Knowledge, QuotedDocument } from "../knowledge/types.js";
import { counted, dayInWords, enumerate, fill, WORDS } from "../language/index.js";
import { madeOnce } from "../language/remembered.js";
import { addressAt, fragmentOf } from "./fragment.js";

export interface Parts {
  readonly knowledge: Knowledge;
  readonly fact: (id: string) => Fact;
  readonly subjectName: (id: string, language: Language) => string;
  /** A fact's document by its title, with the date on the page or, failing that, of the last check. */
  readonly documentName: (fact: Fact, language: Language) => string;
  readonly subjectNames: (ids: readonly string[], language: Language) => string;
  readonly forumOf: (id: string) => string;
  /** All facts about a subject, its own before those of its bodies. */
  readonly everythingOf: (id: string) => readonly Fact[];
  /** What asks for all of them. */
  readonly showAll: (id: string, language: Language) => string;
  /** A text about subjects, with their names and in the number that they are. */
  readonly clause: (text: Phrase, ids: readonly string[], language: Language) => string;
  /** Citations of facts, each quote once, and the sources they stand in. */
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
  const everything = everythingBySubject(knowledge);
  const subjectNames = (ids: readonly string[], language: Language): string =>
    enumerate(
      ids.map((id) => subjectName(id, language)),
      language,
    );
  return {
    knowledge,
    fact,
    subjectName,
    documentName: ({ document }, language) => {
      const { title, updated, checked } = knowledge.documents[document] as QuotedDocument;
      return `${title} (${dayInWords(updated ?? checked, language)})`;
    },
    subjectNames,
    forumOf: (id) => knowledge.subjects[id]?.parent ?? id,
    everythingOf: (id) => everything.get(id) ?? [],
    showAll: (id, language) => fill(WORDS[language].phrases.showAll, { subject: subjectName(id, language) }),
    clause: (text, ids, language) => fill(counted(text[language], ids.length > 1), { subject: subjectNames(ids, language) }),
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

/** Each subject's facts in the order of the data; what is about it beside others comes last. */
export function everythingBySubject({ facts, subjects }: Knowledge): ReadonlyMap<string, readonly Fact[]> {
  const found = new Map<string, Fact[][]>();
  const add = (id: string, rank: number, fact: Fact): void => {
    const ranks = found.get(id) ?? [[], [], []];
    if (!ranks.some((some) => some.includes(fact))) ranks[rank]?.push(fact);
    found.set(id, ranks);
  };
  for (const fact of Object.values(facts))
    for (const [i, id] of fact.about.entries()) {
      const parent = subjects[id]?.parent ?? null;
      add(id, i === 0 ? 0 : 1, fact);
      if (i === 0 && parent !== null) add(parent, 2, fact);
    }
  return new Map([...found].map(([id, ranks]) => [id, ranks.flat()]));
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

/** Lines as they stand in plain text. */
export const bullets = (items: readonly AnswerItem[]): string =>
  items.map(({ label, text }) => `• ${[label, text].filter(Boolean).join(": ")}`).join("\n");

/** The fields of an answer of a kind that adds nothing. */
export const PLAIN: Omit<Answer, "kind" | "language" | "answer"> = {
  citations: [],
  subjects: [],
  intent: null,
  confidence: null,
  suggestions: [],
  choices: [],
  choiceNames: [],
  showAll: null,
  elsewhere: null,
  layout: "plain",
  lead: "",
  items: [],
  comparison: null,
  note: "",
  sources: [],
};
