// Clauses that match a fixed pattern → Match, without the classifier: a bare name, a bare topic, a greeting.

import { COVERED, hasValue } from "../answer/coverage.js";
import type { Match } from "../answer/match.js";
import type { Outcome } from "../answer/outcome.js";
import type { Evaluate } from "../answer/query.js";
import { createValues } from "../answer/values.js";
import { type Decision, LANGUAGES, type Memory } from "../chat.js";
import { MASK } from "../classify/text.js";
import type { Knowledge } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, WORDS } from "../language/index.js";
import { askedType, isYesNo, wordsOf } from "../understand/annotate.js";
import type { Question } from "../understand/index.js";
import { clean, tokenise } from "../understand/normalise.js";
import { sameQuestion } from "./moves.js";
import { aboutOf } from "./reference.js";

export type Shortcuts = (question: Question, groups: readonly (readonly string[])[], memory: Memory | undefined) => Match | undefined;

const FOLLOW_UPS = inAnyLanguage((w) => [...w.followUps, ...w.corrections, ...w.trailing, ...w.likewise]);
/** Words next to a bare name that ask for nothing in particular. */
const BESIDE = inAnyLanguage((w) => [...w.tellAll, ...w.requests, ...w.leadIns, ...w.corrections, ...w.followUps]);
/** Words that do: “how” next to a name doesn't ask for an overview. */
const ASKING = inAnyLanguage((w) => w.questionWords);
const LIKEWISE = inAnyLanguage((w) => [...w.likewise, ...w.openers]);
const ALSO = inAnyLanguage((w) => w.likewise);
const PRONOUNS = inAnyLanguage((w) => w.pronouns);
const DOING = inAnyLanguage((w) => w.doing);
const WHAT = inAnyLanguage((w) => w.what);
/** "When is it from?" says more than a question word. */
const SAYING = inAnyLanguage((w) => [...w.openers, ...w.pronouns]);
/** Kinds of value that a question word alone can ask for. */
const VALUES: ReadonlySet<string> = new Set(["time", "date", "place"]);
const TELL = inAnyLanguage((w) => w.tellAll);

/** A phrase in the form of a clause's words, with a mask for each name. */
const spell = (text: string): string =>
  text
    .split(/\{[a-z-]+\}/)
    .map((part) =>
      tokenise(clean(part))
        .map(({ word }) => word)
        .join(" "),
    )
    .join(` ${MASK} `)
    .trim();

/** The same for a clause; topics and outside organisations count as ordinary words. */
const spelled = ({ tokens, mentions }: Question): string => {
  const named = mentions.filter(({ kind }) => kind === "subject" || kind === "context");
  return tokens
    .flatMap(({ word }, i) => (named.some((m) => m.start === i) ? [MASK] : named.some((m) => i > m.start && i < m.end) ? [] : [word]))
    .join(" ");
};

/** The same without small words, and one mask for names side by side: "about the committee of X (Y)" is about one. */
const loosened = (phrase: string, fillers: ReadonlySet<string>): string =>
  phrase
    .split(" ")
    .filter((word, i, all) => !fillers.has(word) && !(word === MASK && all.slice(0, i).findLast((one) => !fillers.has(one)) === MASK))
    .join(" ");

/** `words`: all known words. A message without any isn't a question in any of the languages. */
export function createShortcuts(knowledge: Knowledge, words: ReadonlySet<string>, evaluate: Evaluate): Shortcuts {
  const spoken = new Map(
    Object.values(knowledge.intents).flatMap((intent) =>
      Object.values(intent.keywords ?? {}).flatMap((texts) => (texts ?? []).map((text) => [spell(text), intent.id] as const)),
    ),
  );
  // what a button says, whatever stands around the name in it
  const whole = Object.values(knowledge.intents).find(({ kind }) => kind === "everything")?.id;
  const wholes = new Set(
    LANGUAGES.map((language) =>
      loosened(spell(WORDS[language].phrases.showAll.replace("{subject}", "{forum}")), functionWordsOf(language)),
    ),
  );
  const wholeOf = (question: Question): string | undefined =>
    wholes.has(loosened(spelled(question), functionWordsOf(question.language))) ? whole : undefined;
  const intentOf = (kind: string): string | undefined => Object.values(knowledge.intents).find((intent) => intent.kind === kind)?.id;
  const values = createValues(knowledge);
  const overview = intentOf("overview") as string;
  const topic = intentOf("topic") as string;
  const wish = Object.keys(knowledge.intents).find((id) => id.endsWith(".language")) ?? overview;

  const made = (outcome: Outcome, intent: string | null, subjects: readonly string[], decision: Decision, quality: number): Match => ({
    outcome,
    intent,
    confidence: intent === null ? null : 1,
    quality,
    trust: null,
    reading: {
      candidates: intent === null ? [] : [{ key: "keywords", outcome, intent, own: 1, score: 1, coverage: COVERED }],
      intents: intent === null ? [] : [{ intent, score: 1 }],
      subjects,
      fromMemory: false,
    },
    choices: [],
    decision,
  });

  /** A name, with words that ask for nothing else. */
  const bare = (question: Question, groups: readonly (readonly string[])[], memory: Memory | undefined): Match | undefined => {
    const { mentions, mended, topics } = question;
    const rest = wordsOf(question).filter((_, i) => !mentions.some((m) => i >= m.start && i < m.end));
    const fillers = functionWordsOf(question.language);
    // A corrected word may have been something else.
    const isMended = (word: string): boolean => mended.some(({ from, to }) => to === word && from.length > 3);
    const isPlain = (word: string): boolean =>
      (fillers.has(word) || BESIDE.has(word)) && !isMended(word) && (!ASKING.has(word) || WHAT.has(word));
    // “has X?”, “does X too?”: exactly the same question about another subject; “do they belong to X?” is not
    const likewise =
      !rest.some((word) => PRONOUNS.has(word) && !ALSO.has(word)) &&
      isYesNo(question) &&
      memory !== undefined &&
      memory.intent !== null &&
      groups.length > 0 &&
      question.subjects.length === groups.length &&
      topics.length === 0;
    if (likewise && rest.every((word) => fillers.has(word) || LIKEWISE.has(word))) {
      const outcome = sameQuestion(memory, aboutOf(question, { groups, memory }), knowledge, evaluate, true);
      if (outcome !== undefined)
        return made(
          outcome,
          memory.intent,
          groups.flatMap((group) => group.slice(0, 1)),
          "sameQuestion",
          0.95,
        );
    }
    // “which Nordic countries are in X”: next to a name, a word that hints at another name has a meaning of its own.
    const kinds = new Set(mentions.map(({ kind }) => kind));
    if (!rest.every(isPlain) || question.outside.length > 0 || (kinds.has("subject") && kinds.has("context")) || isYesNo(question))
      return undefined;
    if (rest.some((word) => DOING.has(word))) return undefined;
    const about = aboutOf(question, { groups, memory });
    if (groups.length > 0 && topics.length === 0) {
      const ids = groups.flatMap((group) => group.slice(0, 1));
      if (memory !== undefined && memory.intent !== null && isGoingOn(rest)) {
        const outcome = sameQuestion(memory, about, knowledge, evaluate);
        if (outcome !== undefined) return made(outcome, memory.intent, ids, "sameQuestion", 0.95);
      }
      return made(evaluate(overview, about), overview, ids, "bareName", rest.some((word) => WHAT.has(word) || TELL.has(word)) ? 0.97 : 0.8);
    }
    if (groups.length > 0 || topics.length === 0 || !(rest.length <= 1 || rest.some((word) => TELL.has(word)))) return undefined;
    const outcome = evaluate(topic, about);
    return outcome.kind === "told" ? made(outcome, topic, [], "bareTopic", 0.8) : undefined;
  };

  /** "And when?", "where?": of what was just told, which holds such a value or doesn't. Behind an overview anything may be meant. */
  const fragment = (question: Question, groups: readonly (readonly string[])[], memory: Memory | undefined): Match | undefined => {
    const intent = memory?.intent ?? null;
    if (memory === undefined || intent === null || intent === overview || intent === topic || memory.facts.length === 0) return undefined;
    const type = askedType(question);
    const isBare = wordsOf(question).every((word) => functionWordsOf(question.language).has(word) && !SAYING.has(word));
    if (!isBare || groups.length > 0 || question.mentions.length > 0 || !VALUES.has(type ?? "")) return undefined;
    const told: Outcome = { kind: "told", facts: memory.facts, frame: { name: "fact" }, missing: [] };
    const subject = memory.subjects.slice(0, 1);
    if (hasValue(type, told, knowledge, values)) return made(told, intent, subject, "answered", 0.9);
    const dated = Object.values(knowledge.facts).filter((fact) => values.has(fact, ["year"]) && fact.about[0] === subject[0]);
    if (type !== "place" && dated.length === 1)
      return made({ ...told, facts: dated.map(({ id }) => id) }, dated[0]?.id ?? null, subject, "answered", 0.9);
    return made({ kind: "untold", intent: "", subjects: subject, elsewhere: [] }, intent, subject, "notInSource", 0.9);
  };

  return (question, groups, memory) => {
    const all = wordsOf(question);
    if (question.foreign) return made({ kind: "offtopic" }, null, [], "otherLanguage", 0.99);
    // “in English, please” alone: the last answer in that language
    if (question.wished !== undefined && all.length === 0) return made({ kind: "move", intent: wish }, wish, [], "more", 0.99);
    const phrase = all.length > 0 ? (spoken.get(all.join(" ")) ?? spoken.get(spelled(question)) ?? wholeOf(question)) : undefined;
    if (phrase !== undefined) {
      const outcome = evaluate(phrase, aboutOf(question, { groups, memory }));
      return made(outcome, phrase, groups.flat(), "knownPhrase", 0.99);
    }
    const isMade = (word: string): boolean => question.mended.some(({ to }) => to === word);
    if (question.mentions.length === 0 && !all.some((word) => word.length > 1 && words.has(word) && !isMade(word) && !/^\d+$/.test(word)))
      return made({ kind: "offtopic" }, null, [], "unknownWords", 0.5);
    return fragment(question, groups, memory) ?? bare(question, groups, memory);
  };
}

/** “and X?”, “X then?”, “X too?”, “I meant X”: only a name and connecting words. */
const isGoingOn = (rest: readonly string[]): boolean => {
  const text = rest.join(" ");
  return (
    rest.length > 0 &&
    (FOLLOW_UPS.has(text) ||
      rest.some((word) => FOLLOW_UPS.has(word)) ||
      [...FOLLOW_UPS].some((f) => f.includes(" ") && text.startsWith(f)))
  );
};
