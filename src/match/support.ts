// Words of a question and an outcome → whether the outcome accounts for them. A question whose content words the
// examples and the text of its answer have never seen is another question, however sure the classifier is.
import type { Knowledge } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, WORDS } from "../language/index.js";
import { type Asked, askedValue } from "../question/asked.js";
import type { Question } from "../question/index.js";
import { tokenise } from "../question/normalise.js";
import type { Text } from "./features.js";
import type { Model } from "./model.js";
import type { Outcome } from "./outcome.js";

export interface Support {
  /** Content words in the question, names aside. */
  readonly content: number;
  /** Those that neither the examples nor the facts of this outcome use. */
  readonly strange: readonly string[];
  /** Those that nobody has used before. */
  readonly unknown: readonly string[];
  /** It names somebody, or the conversation does. */
  readonly anchored: boolean;
  /** The facts hold a value of the kind that is asked for. */
  readonly valued: boolean;
  readonly enough: boolean;
}

export type Supports = (text: Text, question: Question, outcome: Outcome, intents: readonly string[], fromMemory: boolean) => Support;

/** So few words without content ask by their question word alone. */
const FRAGMENT = 4;
const OPENING = inAnyLanguage((w) => [...w.leadIns, ...w.followUps]);
const ASKING = inAnyLanguage((w) => w.questionWords);
/** Asked for by a word of its own, and looked for among the fact's values. */
const MEASURED = new Set<Asked>(["count", "time", "date"]);
const HOME = inAnyLanguage((w) => w.home);
const SUPERLATIVES = inAnyLanguage((w) => w.superlatives);
const RANKED = new RegExp(`(?<!\\p{L})(?:${WORDS.nb.superlatives.join("|")})(?!\\p{L})`, "iu");

export function createSupport(knowledge: Knowledge, model: Model): Supports {
  const { stems, of } = model.lexicon;
  const lexicon = lazily((id) => new Set(Object.hasOwn(of, id) ? of[id]?.map((at) => stems[at] as string) : []));
  const known = new Set(stems);
  const required = lazily(
    (id) =>
      new Set(
        (["nb", "nn", "en"] as const).flatMap((language) =>
          (knowledge.intents[id]?.requires?.[language] ?? []).map((word) => WORDS[language].stem(word)),
        ),
      ),
  );
  const ofFact = lazily((id) => factStems(knowledge.facts[id] as Knowledge["facts"][string]));
  return (text, question, outcome, intents, fromMemory) => {
    const fillers = functionWordsOf(question.language);
    const content: string[] = [];
    for (let i = 0; i < text.words.length; i++) {
      const word = text.words[i] as string;
      if (!word.startsWith("§") && !fillers.has(word) && !/^\d+$/.test(word)) content.push(text.stems[i] as string);
    }
    const facts = outcome.kind === "told" ? outcome.facts : [];
    const sets = intents.map(lexicon);
    for (const id of facts) sets.push(lexicon(id), ofFact(id));
    const strange = content.filter((stem) => !sets.some((set) => set.has(stem)));
    const unknown = content.filter((stem) => !known.has(stem));
    const valued = hasValue(askedValue(question), outcome, knowledge);
    const anchored = fromMemory || question.mentions.length > 0;
    const anybody = anchored || (content.length > strange.length && unknown.length < 2);
    const ranked = (anchored || isRanked(text.words, content, strange, outcome)) && intents.every((id) => isSaid(id, text));
    const enough = anybody && valued && ranked && (content.length > 0 || question.mentions.length > 0 || isAsked(question, outcome));
    return { content: content.length, strange, unknown, anchored, valued, enough };
  };

  /** "Who has the most members?" asks for no meetings, though it is much like "who has the most meetings?". */
  function isSaid(intent: string, { stems }: Text): boolean {
    const words = required(intent);
    return words.size === 0 || stems.some((stem) => words.has(stem));
  }

  /**
   * "Which forum is the biggest?": only what is told in those very words, or is compared by a value of which all words are known.
   * What is the most important for Norway is told as such.
   */
  function isRanked(words: readonly string[], content: readonly string[], strange: readonly string[], outcome: Outcome): boolean {
    if (outcome.kind !== "told" || !words.some((word) => SUPERLATIVES.has(word))) return true;
    if (outcome.frame.name !== "fact") return strange.length === 0;
    const told = outcome.facts.map((id) => ofFact(id));
    const texts = outcome.facts.map((id) => knowledge.facts[id]?.text.nb ?? "").filter((text) => RANKED.test(text));
    if (words.some((word) => HOME.has(word)) && texts.some((text) => tokenise(text).some(({ word }) => HOME.has(word)))) return true;
    return texts.length > 0 && content.every((stem) => told.some((stems) => stems.has(stem)));
  }

  /** "Who?" after a forum was told: only what is told of who. A bare question word is like many examples, and tells them not apart. */
  function isAsked(question: Question, outcome: Outcome): boolean {
    if (outcome.kind !== "told" || outcome.frame.name !== "fact") return true;
    const words = question.tokens.map(({ word }) => word);
    if (words.length > FRAGMENT || !words.some((word) => ASKING.has(word)) || MEASURED.has(askedValue(question))) return true;
    // "for whom?" is not "who?"
    const begins = words.find((word) => !OPENING.has(word)) as string;
    return outcome.facts.some((id) => {
      const tokens = tokenise(knowledge.facts[id]?.ask[question.language] ?? "");
      return tokens[0]?.word === begins && askedValue({ ...question, tokens }) === askedValue(question);
    });
  }

  function factStems(fact: Knowledge["facts"][string]): Set<string> {
    return new Set(
      (["nb", "nn", "en"] as const).flatMap((language) =>
        [fact.text[language], fact.ask[language], ...(fact.supports[language] ?? []), ...(fact.contradicts[language] ?? [])]
          .flatMap((phrase) => phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
          .map((word) => WORDS[language].stem(word)),
      ),
    );
  }
}

/** Sets made when first needed, and kept. */
function lazily(make: (id: string) => ReadonlySet<string>): (id: string) => ReadonlySet<string> {
  const made = new Map<string, ReadonlySet<string>>();
  return (id) => {
    const set = made.get(id) ?? make(id);
    made.set(id, set);
    return set;
  };
}

const COUNTS = ["members", "meetingsPerYear", "count"];
const TIMES = ["since", "year", "meetingsPerYear"];

/** Whether facts hold a value of the kind that is asked for; lists can be counted. */
function hasValue(asked: Asked, outcome: Outcome, { facts }: Knowledge): boolean {
  if (asked === null || outcome.kind !== "told") return true;
  if (asked === "date") return false;
  if (asked === "count" && outcome.frame.name !== "fact" && outcome.frame.name !== "overview") return true;
  // Where they meet is not told by how often they do.
  if (asked === "place") return !outcome.facts.every((id) => facts[id]?.values.meetingsPerYear !== undefined);
  const names = asked === "count" ? COUNTS : TIMES;
  return outcome.facts.some((id) => names.some((name) => facts[id]?.values[name] !== undefined));
}

/** For matches that need none: every word of the question is accounted for. */
export const nothingSupports: Support = { content: 0, strange: [], unknown: [], anchored: true, valued: true, enough: true };
