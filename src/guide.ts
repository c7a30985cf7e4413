// Knowledge → Guide: what the bot knows as values, for overviews, searches and whole sections. Made once at start.
import MiniSearch from "minisearch";
import { createParts, sourceOf } from "./answer/parts.js";
import type { FactEntry, ForumEntry, Guide, Language, Section, SubjectEntry } from "./chat.js";
import { LANGUAGES } from "./chat.js";
import type { Fact, Knowledge, QuotedDocument } from "./knowledge/types.js";
import { counted, fill, stemFor, WORDS } from "./language/index.js";
import { grouped } from "./understand/grouped.js";
import { fold } from "./understand/mend.js";
import { tokenise } from "./understand/normalise.js";
import { readable } from "./understand/repair.js";

const HITS = 10;

export function createGuide(knowledge: Knowledge): Guide {
  const parts = createParts(knowledge);
  const facts = Object.values(knowledge.facts);
  const forumOf = (id: string): string => knowledge.subjects[id]?.parent ?? id;
  const of = grouped(facts, (fact) => [forumOf(fact.about[0] as string)]);
  const order = knowledge.forums.filter((id) => of.has(id));
  const entry = (fact: Fact, language: Language): FactEntry => ({
    id: fact.id,
    subject: parts.subjectName(fact.about[0] as string, language),
    text: fact.changed ? `${fact.text[language]} ${WORDS[language].phrases.changed}` : fact.text[language],
    ask: fact.ask[language],
    citation: parts.cite([fact]).citations[0] as FactEntry["citation"],
  });
  const made = Object.fromEntries(
    LANGUAGES.map((language) => [language, new Map(facts.map((fact) => [fact.id, entry(fact, language)]))]),
  ) as Record<Language, Map<string, FactEntry>>;
  const entries = (found: readonly Fact[], language: Language): FactEntry[] => found.flatMap(({ id }) => made[language].get(id) ?? []);
  const subject = (id: string, language: Language): SubjectEntry => {
    const { name, title } = knowledge.subjects[id] as Knowledge["subjects"][string];
    return { id, name: name[language], title: title[language] };
  };
  const forum = (id: string, language: Language): ForumEntry => ({
    ...subject(id, language),
    ask: fill(WORDS[language].phrases.askOverview, { subject: parts.subjectName(id, language) }),
    bodies: (knowledge.subjects[id]?.bodies ?? []).map((body) => subject(body, language)),
    facts: entries(of.get(id) ?? [], language),
  });
  const forums = Object.fromEntries(LANGUAGES.map((language) => [language, order.map((id) => forum(id, language))])) as Record<
    Language,
    ForumEntry[]
  >;
  // Made at the first search, to keep the start fast: many servers are never searched.
  const indexes = new Map<Language, MiniSearch>();
  const indexIn = (language: Language): MiniSearch => {
    const index = indexes.get(language) ?? indexOf(knowledge, facts, language);
    indexes.set(language, index);
    return index;
  };
  // also made lazily: which pieces of a word belong together
  let spelled: ReadonlySet<string> | undefined;
  const known = (): ReadonlySet<string> => {
    spelled ??= new Set(
      [...knowledge.aliases, ...facts.flatMap(({ text, quote }) => [...Object.values(text), quote].map((one) => ({ text: one })))].flatMap(
        (one) => tokenise(one.text).map(({ word }) => word),
      ),
    );
    return spelled;
  };
  const named = Object.fromEntries(LANGUAGES.map((language) => [language, namesOf(knowledge, language)])) as Record<
    Language,
    Record<string, string>
  >;
  const documents = Object.values(knowledge.documents);
  const sections = new Map(documents.flatMap((document) => sectionsOf(document, knowledge)));
  return {
    forums: (language) => forums[language],
    search: (text, language, limit = HITS) => {
      // read as a question is
      const words = readable(text, (word) => known().has(word));
      if (words === "") return forums[language].flatMap(({ facts: [first] }) => first ?? []).slice(0, limit);
      const found = indexIn(language).search(words);
      return found.flatMap(({ id }) => made[language].get(id) ?? []).slice(0, limit);
    },
    headings: (document) => [...sections.values()].filter(({ source }) => source.document === document).map(({ heading }) => heading),
    section: (document, heading) => sections.get(`${document}\n${heading}`),
    examples: (language) => knowledge.bot.starters.map((ask) => ask[language]),
    names: (language) => named[language],
    sources: documents.map(sourceOf),
  };
}

/** A guide that is made anew now and then, as one: each question goes to the one of that moment. */
export const guideOf = (now: () => Guide): Guide => ({
  forums: (language) => now().forums(language),
  search: (text, language, limit) => now().search(text, language, limit),
  headings: (document) => now().headings(document),
  section: (document, heading) => now().section(document, heading),
  examples: (language) => now().examples(language),
  names: (language) => now().names(language),
  get sources() {
    return now().sources;
  },
});

function namesOf({ subjects, topics, outside, facts, lists, intents }: Knowledge, language: Language): Record<string, string> {
  const names = [...Object.values(topics), ...Object.values(outside), ...Object.values(subjects)].map(({ id, name }) => [
    id,
    name[language],
  ]);
  const questions = [...Object.values(facts), ...Object.values(lists)].map(({ id, ask }) => [id, ask[language]]);
  // of whom it is asked stands beside it: the label says only what
  const asked = Object.values(intents).flatMap(({ id, label }) =>
    label ? [[id, fill(counted(label[language], false), { subject: "…" })]] : [],
  );
  return Object.fromEntries([...names, ...asked, ...questions]);
}

/** Index of facts by their words, their quote and all names of their subjects; typing errors and prefixes count less. */
function indexOf(knowledge: Knowledge, facts: readonly Fact[], language: Language): MiniSearch {
  const stem = stemFor(language);
  const names = grouped(
    knowledge.aliases.filter((alias) => alias.language === "any" || alias.language === language),
    (alias) => [alias.id],
  );
  const index = new MiniSearch({
    fields: ["names", "text", "ask", "quote"],
    // folded first, so that spelling variants get the same stem
    processTerm: (word) => stem(fold(word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, ""))),
    searchOptions: { prefix: true, fuzzy: (word) => (word.length > 4 ? 0.2 : false), boost: { names: 3, ask: 1.5 }, combineWith: "OR" },
  });
  index.addAll(
    facts.map((fact) => ({
      id: fact.id,
      names: fact.about
        .flatMap((id) => names.get(id) ?? [])
        .map(({ text }) => text)
        .join(" "),
      text: fact.text[language],
      ask: fact.ask[language],
      quote: fact.quote,
    })),
  );
  return index;
}

/** Splits a document at its headings (the lines that facts name as sections), with slips corrected and unusual spaces replaced. */
function sectionsOf(document: QuotedDocument, knowledge: Knowledge): [string, Section][] {
  const { id, title, language } = document;
  const headings = new Set(Object.values(knowledge.facts).flatMap((fact) => (fact.document === id ? fact.section : [])));
  const source = sourceOf(document);
  const found = new Map<string, string[]>([[document.opening, []]]);
  let heading = document.opening;
  for (const line of document.text.split("\n").map((text) => text.replace(/\s+/g, " ").trim())) {
    if (headings.has(line)) {
      heading = line;
      found.set(heading, []);
    } else if (line !== "" && line !== title)
      found.get(heading)?.push(document.mend.reduce((text, { from, to }) => text.replaceAll(from, () => to), line));
  }
  return [...found].map(([name, paragraphs]) => [`${id}\n${name}`, { heading: name, paragraphs, language, source }]);
}
