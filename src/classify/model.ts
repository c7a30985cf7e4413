// Knowledge and examples → Model: everything learnt, as one value that is stored at build and read at start.
import { LANGUAGES, type Phrase } from "../chat.js";
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
import { seededBy } from "./svm.js";
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
/** The stems that each class's examples use; a question is compared with them before it is answered. */
export interface Lexicon {
  readonly stems: readonly string[];
  /** By class: indices of stems. */
  readonly of: Readonly<Record<string, readonly number[]>>;
}

/** On a held-out author: c from 0.15 to 1, positives from 3 to 10 and 6 to 12 epochs differ by at most 0.4 points. */
export const INTENT_SETTINGS = { c: 0.2, positives: 10, epochs: 6, seed: SEED };
/** A copy with a typing error counts so much of its text: most errors are corrected before matching. */
const TYPO_WEIGHT = 0.25;
const LANGUAGE_SETTINGS = { c: 0.3, positives: 1, epochs: 5, seed: SEED };

export function train(knowledge: Knowledge, examples: readonly Example[]): Model {
  const filled = fillSlots([...examples, ...ownQuestions(knowledge, examples)], knowledge, SEED);
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
  const labels = filled.map((example) => example.intent);
  const typos = makeTypos(texts, SEED);
  const followUps = inConversation(texts, labels, knowledge);
  const copies = [...typos, ...followUps];
  return {
    vocabulary: [...words],
    lexicon: lexicon(texts, labels),
    names,
    concepts,
    intents: trainLinear(
      [...texts, ...copies.map((copy) => copy.text)],
      [...labels, ...copies.map((copy) => labels[copy.of] as string)],
      INTENT_SETTINGS,
      [...texts.map(() => 1), ...typos.map(() => TYPO_WEIGHT), ...followUps.map(() => 1)],
    ),
    languages: trainLinear(
      plain.map((question) => languageText(question.tokens.map((token) => token.word))),
      filled.map((example) => example.language),
      LANGUAGE_SETTINGS,
    ),
  };
}

/** Questions that name no subject, as asked in a conversation: about their fact's subject, or about any. */
function inConversation(
  texts: readonly Text[],
  labels: readonly string[],
  { facts, lists, intents, subjects }: Knowledge,
): { text: Text; of: number }[] {
  const all = Object.keys(subjects);
  return texts.flatMap((text, of) => {
    const random = seededBy(text.words.join(" "), SEED);
    const label = labels[of] as string;
    const kind = intents[label]?.kind;
    const anybody = kind === "fact" || kind === "unknown" ? all[Math.floor(random() * all.length)] : undefined;
    const about = (facts[label] ?? lists[label])?.about[0] ?? anybody;
    return text.marks.includes("nobody") && about !== undefined ? [{ text: { ...text, marks: marksOf([about], subjects) }, of }] : [];
  });
}

/**
 * The questions that the data suggests are trained too: the bot must understand what it offers. A fact or list without other
 * examples trains the intent its question is an instance of, with the forum as a slot: otherwise each new fact would be a
 * class of its own with three examples, and 100 times the forums would make some 5,000 classes.
 */
export function ownQuestions({ facts, lists }: Knowledge, examples: readonly Example[]): Example[] {
  const asked = new Set(examples.map(({ intent }) => intent));
  const of = (id: string, intent: string, { ask }: { readonly ask: Phrase }): Example[] =>
    LANGUAGES.map((language) => ({ text: ask[language], intent: asked.has(id) ? id : intent, language, by: "data" }));
  return [
    ...Object.values(facts).flatMap((fact) => (fact.offered || asked.has(fact.id) ? of(fact.id, fact.as ?? fact.id, fact) : [])),
    ...Object.values(lists).flatMap((list) => of(list.id, list.answers[0] ?? list.id, list)),
  ];
}

export const single = (question: Question): string[] => question.subjects.flatMap((ids) => (ids.length === 1 ? (ids as string[]) : []));

/** An example from a dialogue that names no subject says which it is about. */
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
  // Counted twice, since words used once are not correction targets: “artal” is a misspelt “årtal”, not “antall”.
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

/** Words in the languages' lists (“latter”, “femte”): correct as they are, even if no example uses them. */
const LISTED = new Set(
  Object.values(WORDS).flatMap((words) =>
    Object.values(words).flatMap((texts) => (Array.isArray(texts) ? texts.flat().flatMap((text: string) => text.split(" ")) : [])),
  ),
);

/** What reading a question needs, made from the known words. */
function reading(
  words: ReadonlyMap<string, number>,
  concepts: ConceptTable,
  { aliases, names, findNames }: NamesParts,
): Omit<AskParts, "scoreLanguages"> {
  const inAll = names.filter((_, at) => aliases[at]?.language === "any");
  const inNames = wordsIn(names);
  // no word is corrected to a country: far too many words are close to one
  const targets = wordsIn(names.filter((_, at) => aliases[at]?.kind !== "place"));
  return {
    mend: createMend(words, targets, new Set([...inNames, ...LISTED])),
    isKnown: (word) => words.has(word) || inNames.has(word) || LISTED.has(word),
    findNames,
    findConcepts: createConcepts(concepts),
    international: wordsIn(inAll),
  };
}

/** Words and n-grams identify a language; word order adds almost nothing. */
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

/** Reads questions with the model's vocabulary and language classifier. */
export function createAskFrom(model: Model, knowledge: Knowledge, findNames = createNames(knowledge.aliases, model.names)): Ask {
  const order = LANGUAGES.map((language) => model.languages.classes.indexOf(language));
  return createAsk({
    ...reading(new Map(model.vocabulary), model.concepts, { aliases: knowledge.aliases, names: model.names, findNames }),
    scoreLanguages: (words) => {
      const scores = margins(model.languages, languageText(words));
      return order.map((k) => scores[k] ?? 0);
    },
  });
}
