// Words of a clause and an outcome → whether the outcome accounts for them. If neither the examples nor the answer's
// text have the question's content words, it is another question, however sure the classifier is.
import { LANGUAGES } from "../chat.js";
import type { Text } from "../classify/features.js";
import type { Model } from "../classify/model.js";
import type { Fact, Knowledge } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, someStem, WORDS } from "../language/index.js";
import { madeOnce, remembered } from "../language/remembered.js";
import { type AnswerType, askedType } from "../understand/annotate.js";
import type { Question } from "../understand/index.js";
import type { Outcome } from "./outcome.js";
import { createValues, type Values } from "./values.js";

export interface Coverage {
  /** Number of content words in the question, without names. */
  readonly content: number;
  /** How many of them occur neither in the examples nor in the facts of this outcome. */
  readonly strange: number;
  /** How many of them are unknown. */
  readonly unknown: number;
  /** The question or the conversation names a subject. */
  readonly anchored: boolean;
  /** The facts have a value of the type asked for. */
  readonly valued: boolean;
  /** Whether the facts contain the question's superlative or have a value to rank by. */
  readonly ranked: boolean;
  /** Whether the facts answer a bare question word (“who?”). */
  readonly asked: boolean;
}

export type Cover = (text: Text, question: Question, outcome: Outcome, intents: readonly string[], fromMemory: boolean) => Coverage;

/** At most this many words without content count as a bare question word. */
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

  /** A bare question word (“who?”) matches only facts whose own question begins with it; the classifier can't tell them apart. */
  function isAsked(question: Question, outcome: Outcome): boolean {
    const words = question.tokens.map(({ word }) => word);
    const type = askedType(question);
    if (outcome.kind !== "told" || outcome.frame.name !== "fact" || words.length > FRAGMENT || question.mentions.length > 0) return true;
    if (!words.some((word) => QUESTION_WORDS.has(word)) || type === "count" || type === "time" || type === "date") return true;
    const begins = words.find((word) => !OPENING.has(word)) ?? "";
    return outcome.facts.some((id) => knowledge.facts[id]?.ask[question.language].toLowerCase().split(" ")[0] === begins);
  }

  /** A superlative is answered only if the fact contains it, or if a value ranks it and no content word is unknown. */
  function isRanked(words: readonly string[], content: readonly string[], strange: number, outcome: Outcome, anchored: boolean): boolean {
    if (outcome.kind !== "told" || !words.some((word) => SUPERLATIVES.has(word))) return true;
    if (outcome.frame.name !== "fact") return strange === 0;
    const told = new Set(outcome.facts.flatMap((id) => [...ofFact(id)]));
    const isTold = words.every((word) => !SUPERLATIVES.has(word) || someStem(word, (stem) => told.has(stem)));
    return isTold && (anchored || words.some((word) => HOME.has(word)) || content.every((stem) => told.has(stem)));
  }
}

/** Stems of the content words: no names, function words or numbers. */
export function contentStems(text: Text, question: Question): string[] {
  const fillers = functionWordsOf(question.language);
  return text.words.flatMap((word, i) =>
    word.startsWith("§") || fillers.has(word) || /^\d+$/.test(word) ? [] : [text.stems[i] as string],
  );
}

function factStems(fact: Fact): Set<string> {
  const words = LANGUAGES.flatMap((language) =>
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

/** Whether each content word occurs in the fact or in its example questions. */
export function isHeld(question: Question, fact: Fact): boolean {
  const fillers = functionWordsOf(question.language);
  const inFact = stemsOf(fact);
  return question.tokens.every(({ word }, i) => {
    if ((fillers.has(word) && !STRENGTHENERS.has(word)) || PLAIN.has(word)) return true;
    if (question.mentions.some((m) => i >= m.start && i < m.end)) return true;
    return someStem(word, (stem) => inFact.has(stem)) || verbsOf(fact).has(word);
  });
}

const COUNTS = ["number", "limit", "amount", "perYear"] as const;
const TIMES = ["since", "year", "date", "hours", "duration", "perYear"] as const;
const DATES = ["date", "hours"] as const;

/** Whether facts have a value of the type asked for; lists can be counted. */
export function hasValue(asked: AnswerType, outcome: Outcome, { facts }: Pick<Knowledge, "facts">, values: Values): boolean {
  if (asked === null || asked === "person" || asked === "reason" || outcome.kind !== "told") return true;
  if (asked === "count" && outcome.frame.name !== "fact" && outcome.frame.name !== "overview") return true;
  // How often they meet doesn't say where.
  if (asked === "place") return !outcome.facts.every((id) => values.has(facts[id] as Fact, ["perYear"]));
  const types = asked === "date" ? DATES : asked === "count" ? COUNTS : TIMES;
  return outcome.facts.some((id) => values.has(facts[id] as Fact, types));
}

/** For matches that need no check: every word of the clause is accounted for. */
export const COVERED: Coverage = {
  content: 0,
  strange: 0,
  unknown: 0,
  anchored: true,
  valued: true,
  ranked: true,
  asked: true,
};
