// Parts of a message and their outcomes → Memory: the context of “how often do they meet?” and “and X?”. A plain value.

import type { Match } from "../answer/match.js";
import type { Language, Memory, Past } from "../chat.js";
import type { Knowledge } from "../knowledge/types.js";
import { forumOf } from "./reference.js";

/** Frames of replies that aren't about a particular forum. */
const ALONE: ReadonlySet<string> = new Set(["forums", "most", "topic"]);

/** A reply about more forums than this isn't about a particular one. */
const MAX_FORUMS = 3;

/** Number of turns kept before the last one. */
const EARLIER = 4;

/** The memory after a reply. Small talk and messages that were not understood leave it unchanged. */
export function remember(match: Match, language: Language, before: Memory | undefined, knowledge: Knowledge): Memory {
  const turn = turnOf(match, before, knowledge);
  const wished = before?.wished === undefined ? {} : { wished: before.wished };
  if (turn === undefined) {
    const kept = { subjects: before?.subjects ?? [], intent: before?.intent ?? null, facts: before?.facts ?? [] };
    return { language, ...kept, ...(before?.earlier === undefined ? {} : { earlier: before.earlier }), ...wished };
  }
  const last: Past[] =
    before === undefined || isEmpty(before) ? [] : [{ subjects: before.subjects, intent: before.intent, facts: before.facts }];
  const earlier = [...last, ...(before?.earlier ?? [])].slice(0, EARLIER);
  return { language, ...turn, ...(earlier.length === 0 ? {} : { earlier }), ...wished };
}

const isEmpty = ({ subjects, facts, intent }: Past): boolean => subjects.length === 0 && facts.length === 0 && intent === null;

function turnOf({ outcome, reading, intent }: Match, before: Memory | undefined, knowledge: Knowledge): Past | undefined {
  const facts = outcome.kind === "told" ? outcome.facts : [];
  const alone = outcome.kind === "told" && ALONE.has(outcome.frame.name);
  const isForum = (id: string): boolean => knowledge.subjects[id]?.setting !== true;
  const named = (reading.fromMemory && alone ? [] : reading.subjects).filter(isForum);
  const missing = outcome.kind === "told" ? outcome.missing : [];
  // the compared subjects, not their bodies
  const told =
    outcome.kind === "told" && outcome.frame.name === "compare"
      ? outcome.frame.subjects
      : facts.flatMap((id) => knowledge.facts[id]?.about.slice(0, 1) ?? []);
  const all = [...new Set([...told, ...named, ...missing])].filter((id) => isForum(id) || named.length + told.length === 1);
  const forums = new Set(all.map((id) => forumOf(id, knowledge.subjects)));
  const subjects = alone || forums.size > MAX_FORUMS ? named : all;
  const asked = outcome.kind === "whose" || outcome.kind === "untold";
  if (reading.fromMemory && facts.length === 0 && !asked) return undefined;
  if (subjects.length === 0 && facts.length === 0) return asked ? { subjects: before?.subjects ?? [], intent, facts: [] } : undefined;
  return { subjects, intent, facts };
}
