// “And X?”, “more?”, “back to the first one”, “are you sure?” → their outcomes, given the conversation.

import type { About } from "../answer/about.js";
import type { Match } from "../answer/match.js";
import type { Outcome, Told } from "../answer/outcome.js";
import type { Evaluate } from "../answer/query.js";
import type { Decision, Memory, Past } from "../chat.js";
import type { Knowledge } from "../knowledge/types.js";
import { inAnyLanguage } from "../language/index.js";
import { isYesNo } from "../understand/annotate.js";
import type { Question } from "../understand/index.js";
import { aboutOf, forumOf } from "./reference.js";

type Groups = readonly (readonly string[])[];
export type ResolveMove = (match: Match, question: Question, groups: Groups, memory: Memory | undefined) => Match;

const FIRST = inAnyLanguage((w) => w.ordinals[0] ?? []);
/** The most facts in reply to “more”. */
const MOST_MORE = 5;

export function createMoves(knowledge: Knowledge, evaluate: Evaluate): ResolveMove {
  const { facts, subjects, intents } = knowledge;
  const overview = Object.values(intents).find(({ kind }) => kind === "overview")?.id as string;
  const told = (ids: readonly string[], frame: Told["frame"] = { name: "fact" }): Outcome => ({
    kind: "told",
    facts: ids,
    frame,
    missing: [],
  });
  const unclear: Outcome = { kind: "unclear", near: [] };

  const more = (memory: Memory | undefined): Outcome => {
    const [subject] = memory?.subjects ?? [];
    if (memory === undefined || subject === undefined) return unclear;
    const said = new Set([...memory.facts, ...(memory.earlier ?? []).flatMap((turn) => turn.facts)]);
    const isOf = (about: readonly string[], id: string): boolean => about.includes(id) || about.some((one) => subjects[one]?.parent === id);
    const quotes = new Set([...said].map((id) => facts[id]?.quote));
    const left = Object.values(facts).filter((fact) => isOf(fact.about, subject) && !quotes.has(fact.quote));
    const rest =
      left.length > 0
        ? left
        : Object.values(facts).filter((fact) => isOf(fact.about, forumOf(subject, subjects)) && !quotes.has(fact.quote));
    if (rest.length === 0) return { kind: "nomore", subject };
    // facts that answer the same question come first
    const asked = [memory.intent ?? "", ...memory.facts.flatMap((id) => facts[id]?.answers ?? [])];
    const same = rest.filter((fact) => fact.answers.some((id) => asked.includes(id)));
    return told(
      (same.length > 0 ? same : rest).slice(0, MOST_MORE).map(({ id }) => id),
      (same.length > 0 ? same : rest).length > 2
        ? { name: "overview", subject: left.length > 0 ? subject : forumOf(subject, subjects) }
        : { name: "fact" },
    );
  };

  const back = (question: Question, groups: Groups, memory: Memory | undefined): Outcome => {
    const turns: readonly Past[] = [...(memory?.earlier ?? [])].filter((turn) => turn.facts.length > 0 || turn.subjects.length > 0);
    const named = groups.flat();
    if (named.length > 0) {
      const earlier = turns.find((turn) => turn.facts.length > 0 && turn.subjects.some((id) => named.includes(id)));
      return earlier === undefined ? evaluate(overview, aboutOf(question, { groups })) : told(earlier.facts);
    }
    const first = question.tokens.some(({ word }) => FIRST.has(word));
    const turn = (first ? [...turns].reverse() : turns).find((one) => one.facts.length > 0);
    return turn === undefined ? unclear : told(turn.facts);
  };

  const resolve = (intent: string, question: Question, groups: Groups, memory: Memory | undefined): Outcome => {
    switch (intent.split(".").at(-1)) {
      case "same":
        return sameQuestion(memory, aboutOf(question, { groups, memory }), knowledge, evaluate, isYesNo(question)) ?? unclear;
      case "more":
        return groups.length > 0 ? evaluate(overview, { ...aboutOf(question, { groups, memory }), whole: true }) : more(memory);
      case "back":
        return back(question, groups, memory);
      default:
        if (memory === undefined || memory.intent === null) return unclear;
        if (memory.facts.length > 0) return told(memory.facts);
        return intents[memory.intent]?.kind === "smalltalk"
          ? unclear
          : { kind: "untold", intent: memory.intent, subjects: memory.subjects.slice(0, 1), elsewhere: [] };
    }
  };

  return (match, question, groups, memory) => {
    const intent = match.intent as string;
    const outcome = resolve(intent, question, groups, memory);
    const decision: Decision = outcome.kind === "unclear" ? "notUnderstood" : intent.endsWith("same") ? "sameQuestion" : "more";
    const ids = groups.flatMap((group) => group.slice(0, 1));
    const about = ids.length > 0 ? ids : (memory?.subjects ?? []);
    const asked = intent.endsWith("same") ? (memory?.intent ?? overview) : (memory?.intent ?? intent);
    const reading = { ...match.reading, subjects: about, fromMemory: groups.length === 0 };
    return { ...match, outcome, decision, intent: asked, reading, trust: outcome.kind === "told" ? match.confidence : null };
  };
}

/**
 * “And X?” after “how often does Y meet”: the same question about the new subject, or another one that the last fact
 * answers. `exact`: only the same question. Undefined if there was no question before and no subject is named.
 */
export function sameQuestion(
  memory: Memory | undefined,
  about: About,
  { facts, intents, lists }: Knowledge,
  evaluate: Evaluate,
  exact = false,
): Outcome | undefined {
  const overview = Object.values(intents).find(({ kind }) => kind === "overview")?.id as string;
  if (about.groups.length === 0) return undefined;
  const before = memory?.intent ?? null;
  const fact = facts[before ?? ""];
  const kind = intents[before ?? ""]?.kind;
  if (memory === undefined || before === null || kind === "smalltalk") return evaluate(overview, about);
  // a statement on a topic: the other subject's facts on that topic
  const ofThem = (about_: readonly string[]): boolean => about.groups.some((group) => group.some((id) => about_.includes(id)));
  const topics = fact === undefined ? [] : fact.topics;
  const alike = Object.values(facts).filter(
    (one) => one.id !== before && ofThem(one.about) && one.topics.some((topic) => topics.includes(topic)),
  );
  if (alike.length > 0 && fact !== undefined && !ofThem(fact.about))
    return { kind: "told", facts: alike.slice(0, 3).map(({ id }) => id), frame: { name: "fact" }, missing: [] };
  const behind = fact?.as ?? (kind === undefined ? undefined : before);
  const candidates = [
    ...(fact === undefined ? [] : [fact.id]),
    ...(behind === undefined ? [] : [behind]),
    ...(lists[before] === undefined ? [] : [before]),
    ...(exact || kind === "fact" || kind === "unknown" || kind === "overview"
      ? []
      : memory.facts.flatMap((id) => facts[id]?.answers ?? [])),
  ];
  const outcomes = candidates.map((id) => evaluate(id, about));
  return (
    outcomes.find((outcome) => outcome.kind === "told") ??
    outcomes.find((outcome) => outcome.kind === "untold") ??
    evaluate(overview, about)
  );
}
