// Reply → Memory: what a conversation has to remember so that "how often do they meet?" can be understood. A value.
import type { Answer, Memory } from "../chat.js";
import type { Knowledge } from "../knowledge/types.js";
import type { Match } from "../match/index.js";

const MAX_SUBJECTS = 2;

/** What stays after a reply. Chatter and refusals without a subject leave the memory as it was. */
export function remember(match: Match, answer: Answer, before: Memory | undefined, knowledge: Knowledge): Memory {
  const { language } = answer;
  const { outcome, reading } = match;
  const facts = outcome.kind === "told" ? outcome.facts : [];
  const named = reading.subjects.filter((id) => !knowledge.subjects[id]?.setting);
  const told = facts.map((id) => knowledge.facts[id]?.about[0] as string);
  const single = outcome.kind === "told" && ["forums", "most"].includes(outcome.frame.name) ? [] : [...new Set(told)];
  const subjects = named.length > 0 ? named : single.length <= MAX_SUBJECTS ? single : [];
  if (subjects.length === 0 && facts.length === 0)
    return { language, subjects: before?.subjects ?? [], intent: before?.intent ?? null, facts: before?.facts ?? [] };
  return { language, subjects: subjects.slice(0, MAX_SUBJECTS), intent: match.intent, facts };
}
