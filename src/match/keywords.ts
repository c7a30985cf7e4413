// Questions of which every word is known → Match, without the classifier: a bare name, a bare topic, a greeting.
import type { Memory } from "../chat.js";
import type { Knowledge } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, WORDS } from "../language/index.js";
import { MASK, type Question } from "../question/index.js";
import { clean, tokenise } from "../question/normalise.js";
import { aboutOf, groupsFrom, isFollowUp, pointsFirst } from "./about.js";
import type { Match } from "./match.js";
import type { Outcome } from "./outcome.js";
import type { Resolve } from "./resolve.js";
import { nothingSupports } from "./support.js";

/** Decisions that split parts of a message must not rest on. */
export const BARE = ["a name alone", "a bare topic"];

export type Keywords = (question: Question, groups: readonly (readonly string[])[], memory: Memory | undefined) => Match | undefined;

/** Words beside a bare name that don't ask for anything in particular. */
const BESIDE = inAnyLanguage((w) => [...w.tellAll, ...w.requests, ...w.leadIns, ...w.corrections, ...w.followUps]);
/** Words that do: "how" beside a name asks for no overview. */
const ASKING = inAnyLanguage((w) => w.questionWords);
const WHAT = inAnyLanguage((w) => w.what);

const NOTHING: Memory = { language: "nb", subjects: [], intent: null, facts: [] };

/** A phrase as a question's words, with a mask where a name stands. */
const spell = (text: string): string =>
  text
    .split("{forum}")
    .map((part) =>
      tokenise(clean(part))
        .map(({ word }) => word)
        .join(" "),
    )
    .join(` ${MASK} `)
    .trim();

/** The same of a question: topics, and whom the source does not name, are words like others. */
const spelled = ({ tokens, mentions }: Question): string => {
  const named = mentions.filter(({ kind }) => kind === "subject" || kind === "context");
  return tokens
    .flatMap(({ word }, i) => (named.some((m) => m.start === i) ? [MASK] : named.some((m) => i > m.start && i < m.end) ? [] : [word]))
    .join(" ");
};

/** `words`: every word that is known. A message without one is none that was ever asked, in any of the languages. */
export function createKeywords(knowledge: Knowledge, words: ReadonlySet<string>, resolve: Resolve): Keywords {
  const spoken = new Map(
    Object.values(knowledge.intents).flatMap((intent) =>
      Object.values(intent.keywords ?? {}).flatMap((texts) => texts.map((text) => [spell(text), intent.id] as const)),
    ),
  );
  const intentOf = (kind: string): string | undefined => Object.values(knowledge.intents).find((intent) => intent.kind === kind)?.id;
  const overview = intentOf("overview");
  const topic = intentOf("topic");

  const match = (outcome: Outcome, intent: string | null, subjects: readonly string[], fromMemory: boolean, decision: string): Match => ({
    outcome,
    intent,
    confidence: intent === null ? null : 1,
    trust: null,
    reading: {
      candidates: intent === null ? [] : [{ key: "keywords", outcome, intent, score: 1, support: nothingSupports }],
      intents: intent === null ? [] : [{ intent, score: 1 }],
      subjects,
      fromMemory,
      before: [],
    },
    choices: [],
    decision,
  });

  return (question, groups, memory) => {
    const all = question.tokens.map(({ word }) => word);
    const phrase = all.length > 0 ? (spoken.get(all.join(" ")) ?? spoken.get(spelled(question))) : undefined;
    if (phrase !== undefined && knowledge.intents[phrase]?.kind === "compare") {
      // "what's the difference?": of the two that were spoken of
      const { groups: those } = groupsFrom(question, memory ?? NOTHING, knowledge.subjects, true);
      const outcome = those.length > 1 ? resolve(phrase, aboutOf(question, those, false, [])) : undefined;
      if (outcome?.kind === "told") return match(outcome, phrase, those.flat(), true, "a phrase known as a whole");
    } else if (phrase !== undefined)
      return match(resolve(phrase, aboutOf(question, groups, false, [])), phrase, groups.flat(), false, "a phrase known as a whole");
    const isMade = (word: string): boolean => question.mended.some(({ to }) => to === word);
    if (question.mentions.length === 0 && !all.some((word) => word.length > 1 && words.has(word) && !isMade(word)))
      return match({ kind: "offtopic" }, null, [], false, "there are no words that are known");
    const rest = all.filter((_, i) => !question.mentions.some((m) => i >= m.start && i < m.end));
    const fillers = functionWordsOf(question.language);
    // A word that had to be mended may have been something else.
    const isMended = (word: string): boolean => question.mended.some(({ from, to }) => to === word && from.length > 3);
    // "has X?", "does X do that too?"; not "does it have X?"
    const { subjects } = knowledge;
    const likewise =
      rest.some((word) => YES_NO.has(word)) &&
      rest.every((word) => YES_NO.has(word) || LIKEWISE.has(word)) &&
      groups.some((group) => !group.every((id) => subjects[id]?.setting)) &&
      !pointsFirst(question, subjects);
    const bare = rest.every((word) => (fillers.has(word) || BESIDE.has(word)) && !isMended(word) && (!ASKING.has(word) || WHAT.has(word)));
    // "which Nordic countries are in X": beside a name, a word that hints at one says something of its own.
    const kinds = new Set(question.mentions.map(({ kind }) => kind));
    if (!(bare || likewise) || question.outside.length > 0 || (kinds.has("subject") && kinds.has("context"))) return undefined;
    const ids = groups.flat();
    const about = aboutOf(question, groups, false, []);
    if (groups.length > 0 && question.topics.length === 0) {
      const before = memory?.intent;
      // "and X?", "X then?"
      const goesOn = isFollowUp(question) || (rest.length === 1 && TRAILING.has(rest[0] as string));
      if (before != null && (likewise || goesOn)) {
        const outcome = carryOn(before, memory?.facts ?? [], about, likewise);
        if (outcome !== undefined) return match(outcome, before, ids, true, "the question from before, of somebody else");
      }
      if (overview !== undefined && !rest.some((word) => YES_NO.has(word)))
        return match(resolve(overview, about), overview, ids, false, rest.some((word) => WHAT.has(word)) ? "a bare name" : "a name alone");
    }
    if (
      groups.length === 0 &&
      question.topics.length > 0 &&
      topic !== undefined &&
      (rest.length <= 1 || (rest.some((word) => TELL.has(word)) && !isFollowUp(question)))
    ) {
      const outcome = resolve(topic, about);
      if (outcome.kind === "told") return match(outcome, topic, [], false, "a bare topic");
    }
    return undefined;
  };

  /**
   * "and X?" after "how often does Y meet": the same intent, or one that the fact answered, of the new subject. `likewise`: whether
   * that very fact is told of it.
   */
  function carryOn(before: string, facts: readonly string[], about: ReturnType<typeof aboutOf>, likewise: boolean): Outcome | undefined {
    if (likewise && before in knowledge.facts) return resolve(before, about);
    const intents = before in knowledge.intents ? [before] : facts.flatMap((id) => knowledge.facts[id]?.answers ?? []);
    const outcomes = intents
      .filter((id) => knowledge.intents[id]?.kind === "fact" || knowledge.intents[id]?.kind === "unknown")
      .map((id) => resolve(id, about));
    return outcomes.find((outcome) => outcome.kind === "told") ?? outcomes[0];
  }
}

const TRAILING = inAnyLanguage((w) => w.trailing);
const TELL = inAnyLanguage((w) => w.tellAll);
const LIKEWISE = inAnyLanguage((w) => w.likewise);
const YES_NO = new Set(Object.values(WORDS).flatMap((w) => w.openers.filter((opener) => !w.what.includes(opener))));
