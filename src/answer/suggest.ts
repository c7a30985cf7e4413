// Match → up to three questions to ask next: related, answered by the source, and never the one just answered.
import type { Answer } from "../chat.js";
import type { Fact, Knowledge } from "../knowledge/types.js";
import { grouped } from "../understand/grouped.js";
import type { Match } from "./match.js";
import type { Outcome } from "./outcome.js";

const MAX_SUGGESTIONS = 3;

export type Suggest = (match: Match, answer: Answer) => readonly string[];

export function createSuggest(knowledge: Knowledge): Suggest {
  const forumOf = (id: string): string => knowledge.subjects[id]?.parent ?? id;
  const byForum = grouped(Object.values(knowledge.facts), (fact) => [forumOf(fact.about[0] as string)]);
  const ofForum = (forum: string): readonly Fact[] => byForum.get(forum) ?? [];
  /** Questions for a newcomer: one about each forum. */
  const openers = knowledge.forums.flatMap((id) => ofForum(id).slice(1, 2));

  /** Lazily: if no subject is named there may be hundreds, and three are wanted. */
  function* meantBy(outcome: Outcome): Iterable<Fact> {
    const { facts } = knowledge;
    const ids =
      outcome.kind === "untold"
        ? outcome.elsewhere
        : outcome.kind === "unclear"
          ? outcome.near
          : outcome.kind === "whose"
            ? outcome.facts
            : [];
    for (const id of ids) if (facts[id] !== undefined) yield facts[id];
  }

  return ({ outcome, reading }, { kind, language, choices }) => {
    if (choices.length > 0 || outcome.kind === "distress" || outcome.kind === "refuse") return [];
    const told = outcome.kind === "told" ? outcome.facts.flatMap((id) => knowledge.facts[id] ?? []) : [];
    const asks: string[] = [];
    let near = false;
    const offer = (facts: Iterable<Fact>): void => {
      for (const fact of facts) {
        near ||= !told.includes(fact);
        if (asks.length === MAX_SUGGESTIONS) return;
        if (!told.some(({ quote }) => quote === fact.quote) && !asks.includes(fact.ask[language])) asks.push(fact.ask[language]);
      }
    };
    offer(meantBy(outcome));
    if (told[0] !== undefined) offer(after(ofForum(forumOf(told[0].about[0] as string)), told[0]));
    for (const id of reading.subjects) offer(aboutFirst(ofForum(forumOf(id)), id));
    if (kind === "smalltalk" || !near) offer(openers);
    return asks;
  };
}

/** The facts that follow in the source, then those before. */
function after(facts: readonly Fact[], fact: Fact): Fact[] {
  const at = facts.indexOf(fact);
  return [...facts.slice(at + 1), ...facts.slice(0, Math.max(at, 0))];
}

const aboutFirst = (facts: readonly Fact[], id: string): Fact[] => [
  ...facts.filter((f) => f.about[0] === id),
  ...facts.filter((f) => f.about[0] !== id),
];
