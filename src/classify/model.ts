// Knowledge and examples → Model: everything that is learnt, as one value that can be stored at build and read at start.
import { LANGUAGES, type Language, type Phrase } from "../chat.js";
import type { Alias, Example, Knowledge } from "../knowledge/types.js";
import { WORDS } from "../language/index.js";
import { type ConceptTable, compileConcepts, createConcepts } from "../understand/concepts.js";
import { type Ask, type AskParts, createAsk, type Question } from "../understand/index.js";
import { createMend } from "../understand/mend.js";
import { compileNames, createNames, type FindNames, type NameTable, wordsIn } from "../understand/names.js";
import { clean, tokenise } from "../understand/normalise.js";
import type { Text } from "./features.js";
import { type Linear, margins, trainLinear } from "./linear.js";
import { fillSlots } from "./slots.js";
import { seeded } from "./svm.js";
import { marksOf, toText } from "./text.js";
import { makeTypos } from "./typos.js";

export interface Model {
  /** Every known word and how often it was used. */
  readonly vocabulary: readonly (readonly [string, number])[];
  readonly lexicon: Lexicon;
  readonly names: NameTable;
  readonly concepts: ConceptTable;
  readonly intents: Linear;
  readonly languages: Linear;
}

const SEED = 20261122;
/** Stems that each class's examples use: a question is held against them before it is answered. */
export interface Lexicon {
  readonly stems: readonly string[];
  /** By class, places among the stems. */
  readonly of: Readonly<Record<string, readonly number[]>>;
}

/** On a hand that did not train: c 0.15 to 1, positives 3 to 10 and 6 to 12 epochs lie within 0.4 points of each other. */
export const INTENT_SETTINGS = { c: 0.2, positives: 10, epochs: 6, seed: SEED };
const LANGUAGE_SETTINGS = { c: 0.3, positives: 1, epochs: 5, seed: SEED };

export function train(knowledge: Knowledge, examples: readonly Example[]): Model {
  const filled = fillSlots([...examples, ...ownQuestions(knowledge, examples)], knowledge.aliases, SEED);
  const words = countWords(
    filled.map((example) => example.text),
    knowledge,
  );
  const concepts = compileConcepts(knowledge.concepts);
  const names = compileNames(knowledge.aliases);
  const findNames = createNames(knowledge.aliases, names);
  const questions = createAsk({
    ...reading(words, concepts, { aliases: knowledge.aliases, names, findNames }),
    scoreLanguages: () => [0, 0, 0],
  });
  const plain = filled.map((example) => questions({ text: example.text, language: example.language }));
  const texts = plain.map((question, i) => trainingText(question, filled[i] as Example, knowledge));
  const typos = makeTypos(texts, SEED);
  const labels = filled.map((example) => example.intent);
  const followUps = inConversation(texts, labels, knowledge);
  return {
    vocabulary: [...words],
    lexicon: lexicon(texts, labels),
    names,
    concepts,
    intents: trainLinear(
      [...texts, ...[...typos, ...followUps].map((copy) => copy.text)],
      [...labels, ...[...typos, ...followUps].map((copy) => labels[copy.of] as string)],
      INTENT_SETTINGS,
    ),
    languages: trainLinear(
      plain.map((question) => languageText(question.tokens.map((token) => token.word))),
      filled.map((example) => example.language),
      LANGUAGE_SETTINGS,
    ),
  };
}

/** Questions that name nobody, as they are asked in a conversation: about whom their fact is, or about anybody. */
function inConversation(
  texts: readonly Text[],
  labels: readonly string[],
  { facts, lists, intents, subjects }: Knowledge,
): { text: Text; of: number }[] {
  const random = seeded(SEED);
  const all = Object.keys(subjects);
  return texts.flatMap((text, of) => {
    const label = labels[of] as string;
    const kind = intents[label]?.kind;
    const anybody = kind === "fact" || kind === "unknown" ? all[Math.floor(random() * all.length)] : undefined;
    const about = (facts[label] ?? lists[label])?.about[0] ?? anybody;
    return text.marks.includes("nobody") && about !== undefined ? [{ text: { ...text, marks: marksOf([about], subjects) }, of }] : [];
  });
}

/**
 * The questions that the data itself suggests train too: what the bot offers it must understand. A fact that nobody else has
 * asked about trains the intent that its question is one of, as forums are slots in it: otherwise each new fact were a class
 * of its own, with three examples, and 100 times the forums some 5,000 classes.
 */
export function ownQuestions({ facts, lists }: Knowledge, examples: readonly Example[]): Example[] {
  const asked = new Set(examples.map(({ intent }) => intent));
  const of = (id: string, intent: string, { ask }: { readonly ask: Phrase }): Example[] =>
    LANGUAGES.map((language) => ({ text: ask[language], intent: asked.has(id) ? id : intent, language, by: "data" }));
  return [
    ...Object.values(facts).flatMap((fact) => of(fact.id, fact.as ?? fact.id, fact)),
    ...Object.values(lists).flatMap((list) => of(list.id, list.id, list)),
  ];
}

export const single = (question: Question): string[] => question.subjects.flatMap((ids) => (ids.length === 1 ? (ids as string[]) : []));

/** An example from a dialogue says whom it is about where it names nobody. */
const trainingText = (question: Question, { of }: Example, knowledge: Knowledge): Text => {
  const named = single(question);
  return toText(question, named.length > 0 ? named : (of ?? []), knowledge.subjects);
};

function countWords(texts: readonly string[], knowledge: Knowledge): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string) => {
    for (const { word } of tokenise(clean(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  texts.forEach(add);
  for (const { text, short } of Object.values(knowledge.facts)) for (const phrase of [text, short]) Object.values(phrase).forEach(add);
  for (const { text } of Object.values(knowledge.documents)) add(text);
  for (const { words } of knowledge.concepts) for (const texts of Object.values(words)) texts.forEach(add);
  // Twice, as words that are used once are no aim of mending: "artal" is a misspelt "årtal", not "antall".
  for (const words of Object.values(WORDS))
    for (const word of [
      ...[words.functionWords, words.questionWords, words.openers, words.asksCount, words.asksTime, words.asksDate].flat(),
      ...Object.keys(words.numbers),
    ])
      for (let time = 0; time < 2; time++) add(word);
  return counts;
}

interface NamesParts {
  readonly aliases: readonly Alias[];
  readonly names: NameTable;
  readonly findNames: FindNames;
}

/** Words that the languages' lists know ("latter", "femte"): right as they stand, even if nobody used them. */
const LISTED = new Set(
  Object.values(WORDS).flatMap((words) =>
    Object.values(words).flatMap((texts) => (Array.isArray(texts) ? texts.flat().flatMap((text: string) => text.split(" ")) : [])),
  ),
);

/** What reading a question needs, from the words that are known. */
function reading(
  words: ReadonlyMap<string, number>,
  concepts: ConceptTable,
  { aliases, names, findNames }: NamesParts,
): Omit<AskParts, "scoreLanguages"> {
  const inAll = names.filter((_, at) => aliases[at]?.language === "any");
  const inNames = wordsIn(names);
  // no misspelt word is mended to a country: far too many are near one
  const targets = wordsIn(names.filter((_, at) => aliases[at]?.kind !== "place"));
  return {
    mend: createMend(words, targets, new Set([...inNames, ...LISTED])),
    isKnown: (word) => words.has(word) || inNames.has(word) || LISTED.has(word),
    findNames,
    findConcepts: createConcepts(concepts),
    international: wordsIn(inAll),
  };
}

/** Words and their pieces tell a language; which stand beside each other says hardly more. */
const languageText = (words: readonly string[]): Text => ({ words, stems: [], concepts: [], marks: [] });

function lexicon(texts: readonly Text[], labels: readonly string[]): Lexicon {
  const stems = [...new Set(texts.flatMap((text) => text.stems))].sort();
  const places = new Map(stems.map((stem, at) => [stem, at]));
  const of = new Map<string, Set<number>>();
  for (const [i, text] of texts.entries()) {
    const label = labels[i] as string;
    const used = of.get(label) ?? new Set();
    of.set(label, used);
    for (const stem of text.stems) used.add(places.get(stem) as number);
  }
  return { stems, of: Object.fromEntries([...of].map(([label, used]) => [label, [...used].sort((a, b) => a - b)])) };
}

/** The asker as it is used: with the model's words and its sense of language. */
export function createAskFrom(model: Model, knowledge: Knowledge, findNames = createNames(knowledge.aliases, model.names)): Ask {
  const order = (["nb", "nn", "en"] as const).map((language: Language) => model.languages.classes.indexOf(language));
  return createAsk({
    ...reading(new Map(model.vocabulary), model.concepts, { aliases: knowledge.aliases, names: model.names, findNames }),
    scoreLanguages: (words) => {
      const scores = margins(model.languages, languageText(words));
      return order.map((k) => scores[k] ?? 0) as [number, number, number];
    },
  });
}
