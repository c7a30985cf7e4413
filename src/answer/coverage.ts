// Words of a clause and an outcome → whether the outcome accounts for them. A question whose content words the
// examples and the text of its answer have never seen is another question, however sure the classifier is.

import type { Text } from "../classify/features.js";
import type { Model } from "../classify/model.js";
import type { Fact, Knowledge } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, WORDS } from "../language/index.js";
import { madeOnce, remembered } from "../language/remembered.js";
import { type AnswerType, askedType } from "../understand/annotate.js";
import type { Question } from "../understand/index.js";
import type { Outcome } from "./outcome.js";
import { createValues, type Values } from "./values.js";

export interface Coverage {
  /** Content words in the question, names aside. */
  readonly content: number;
  /** How many of them neither the examples nor the facts of this outcome use. */
  readonly strange: number;
  /** How many of them nobody has used before. */
  readonly unknown: number;
  /** It names somebody, or the conversation does. */
  readonly anchored: boolean;
  /** The facts hold a value of the kind that is asked for. */
  readonly valued: boolean;
  /** Whether a superlative in the question is one that the facts tell or rank by. */
  readonly ranked: boolean;
  /** Whether a question word alone ("who?") is the one that the facts answer. */
  readonly asked: boolean;
}

export type Cover = (text: Text, question: Question, outcome: Outcome, intents: readonly string[], fromMemory: boolean) => Coverage;

/** So few words without content ask by their question word alone. */
const FRAGMENT = 4;
const OPENING = inAnyLanguage((w) => [...w.leadIns, ...w.followUps]);
const QUESTION_WORDS = inAnyLanguage((w) => w.questionWords);
const HOME = inAnyLanguage((w) => w.home);
const SUPERLATIVES = inAnyLanguage((w) => w.superlatives);

export function createCover(knowledge: Knowledge, model: Model): Cover {
  const { stems, of } = model.lexicon;
  const lexicon = remembered((id): ReadonlySet<string> => new Set(Object.hasOwn(of, id) ? of[id]?.map((at) => stems[at] as string) : []));
  const known = new Set(stems);
  const values = createValues(knowledge);
  const isMost = (intent: string | undefined): boolean => knowledge.intents[intent ?? ""]?.kind === "most";
  const ofFact = (id: string): ReadonlySet<string> => stemsOf(knowledge.facts[id] as Fact);
  return (text, question, outcome, intents, fromMemory) => {
    const content = contentStems(text, question);
    const facts = outcome.kind === "told" ? outcome.facts : [];
    const sets = [...intents.map(lexicon), ...facts.map(lexicon), ...facts.map(ofFact)];
    const anchored = fromMemory || question.mentions.length > 0;
    const strange = content.filter((stem) => !sets.some((set) => set.has(stem)));
    return {
      content: content.length,
      strange: strange.length,
      unknown: content.filter((stem) => !known.has(stem)).length,
      anchored,
      valued: hasValue(askedType(question), outcome, knowledge, values),
      ranked: (isMost(intents[0]) && strange.length === 0) || isRanked(text.words, content, strange.length, outcome, anchored),
      asked: content.length > 0 || isAsked(question, outcome),
    };
  };

  /** "Who?" after a forum was told: only what is told of who. A bare question word is like many examples, and tells them not apart. */
  function isAsked(question: Question, outcome: Outcome): boolean {
    const words = question.tokens.map(({ word }) => word);
    const type = askedType(question);
    if (outcome.kind !== "told" || outcome.frame.name !== "fact" || words.length > FRAGMENT || question.mentions.length > 0) return true;
    if (!words.some((word) => QUESTION_WORDS.has(word)) || type === "count" || type === "time" || type === "date") return true;
    const begins = words.find((word) => !OPENING.has(word)) ?? "";
    return outcome.facts.some((id) => knowledge.facts[id]?.ask[question.language].toLowerCase().split(" ")[0] === begins);
  }

  /** "Which forum is the biggest?": only what is told in such words, or is compared by a value of which all words are known. */
  function isRanked(words: readonly string[], content: readonly string[], strange: number, outcome: Outcome, anchored: boolean): boolean {
    if (outcome.kind !== "told" || !words.some((word) => SUPERLATIVES.has(word))) return true;
    if (outcome.frame.name !== "fact") return strange === 0;
    const told = new Set(outcome.facts.flatMap((id) => [...ofFact(id)]));
    const isTold = words.every((word) => !SUPERLATIVES.has(word) || told.has(WORDS.nb.stem(word)) || told.has(WORDS.en.stem(word)));
    return isTold && (anchored || words.some((word) => HOME.has(word)) || content.every((stem) => told.has(stem)));
  }
}

/** Stems of the words that bear content: no names, no function words, no numbers. */
export function contentStems(text: Text, question: Question): string[] {
  const fillers = functionWordsOf(question.language);
  return text.words.flatMap((word, i) =>
    word.startsWith("§") || fillers.has(word) || /^\d+$/.test(word) ? [] : [text.stems[i] as string],
  );
}

function factStems(fact: Fact): Set<string> {
  const words = (["nb", "nn", "en"] as const).flatMap((language) =>
    [
      fact.text[language],
      fact.ask[language],
      ...fact.says.flatMap((p) => [...(p.objects[language] ?? []), ...(p.also[language] ?? []), ...(p.verbs[language] ?? [])]),
    ]
      .flatMap((phrase) => phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .map((word) => WORDS[language].stem(word)),
  );
  return new Set(words);
}

const STRENGTHENERS = inAnyLanguage((w) => w.strengtheners);
const PLAIN = inAnyLanguage((w) => [...w.openers, ...w.negations, ...w.home]);
const verbsOf = madeOnce(
  (fact: Fact): ReadonlySet<string> => new Set(fact.says.flatMap(({ verbs }) => Object.values(verbs).flatMap((forms) => forms ?? []))),
);
const stemsOf = madeOnce(factStems);

/** Whether each word that says something stands in the fact, or in a way of asking for it. */
export function isHeld(question: Question, fact: Fact): boolean {
  const fillers = functionWordsOf(question.language);
  const inFact = stemsOf(fact);
  return question.tokens.every(({ word }, i) => {
    if ((fillers.has(word) && !STRENGTHENERS.has(word)) || PLAIN.has(word)) return true;
    if (question.mentions.some((m) => i >= m.start && i < m.end)) return true;
    return inFact.has(WORDS.nb.stem(word)) || inFact.has(WORDS.en.stem(word)) || verbsOf(fact).has(word);
  });
}

const COUNTS = ["number", "limit", "amount", "perYear"] as const;
const TIMES = ["since", "year", "date", "hours", "duration", "perYear"] as const;
const DATES = ["date", "hours"] as const;

/** Whether facts hold a value of the kind that is asked for; lists can be counted. */
function hasValue(asked: AnswerType, outcome: Outcome, { facts }: Knowledge, values: Values): boolean {
  if (asked === null || asked === "person" || asked === "reason" || outcome.kind !== "told") return true;
  if (asked === "count" && outcome.frame.name !== "fact" && outcome.frame.name !== "overview") return true;
  // Where they meet is not told by how often they do.
  if (asked === "place") return !outcome.facts.every((id) => values.has(facts[id] as Fact, ["perYear"]));
  const types = asked === "date" ? DATES : asked === "count" ? COUNTS : TIMES;
  return outcome.facts.some((id) => values.has(facts[id] as Fact, types));
}

/** For matches that need none: every word of the clause is accounted for. */
export const COVERED: Coverage = {
  content: 0,
  strange: 0,
  unknown: 0,
  anchored: true,
  valued: true,
  ranked: true,
  asked: true,
};
