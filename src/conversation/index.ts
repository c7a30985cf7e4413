// Reply → Memory: what a conversation has to remember so that "how often do they meet?" can be understood. A value.
import type { Language, Memory } from "../chat.js";
import type { Knowledge } from "../knowledge/types.js";
import type { Match } from "../match/match.js";

/** Frames of replies that are about no forum in particular. */
const ALONE: ReadonlySet<string> = new Set(["forums", "most", "topic"]);

/** A reply about more forums than these is about none in particular. */
const MAX_FORUMS = 2;

/** What stays after a reply. Chatter and refusals without a subject leave the memory as it was. */
export function remember(match: Match, language: Language, before: Memory | undefined, knowledge: Knowledge): Memory {
  const { outcome, reading } = match;
  const facts = outcome.kind === "told" ? outcome.facts : [];
  const named = (reading.fromMemory && outcome.kind === "told" && ALONE.has(outcome.frame.name) ? [] : reading.subjects).filter(
    (id) => !knowledge.subjects[id]?.setting,
  );
  const told = facts.flatMap((id) => knowledge.facts[id]?.about.slice(0, 1) ?? []);
  const several = outcome.kind === "told" && ALONE.has(outcome.frame.name);
  const all = [...new Set([...told, ...named])].filter((id) => !knowledge.subjects[id]?.setting || named.length + told.length === 1);
  const subjects = several || new Set(all.map((id) => knowledge.subjects[id]?.parent ?? id)).size > MAX_FORUMS ? named : all;
  if (subjects.length === 0 && facts.length === 0)
    return { language, subjects: before?.subjects ?? [], intent: before?.intent ?? null, facts: before?.facts ?? [] };
  return { language, subjects, intent: match.intent, facts };
}
