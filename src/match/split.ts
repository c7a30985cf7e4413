// A message that asks two or three things → its parts, where each part is understood better alone than all together.
import { inAnyLanguage } from "../language/index.js";
import { named, numbersIn, type Question } from "../question/index.js";
import type { Mention } from "../question/names.js";

const JOINERS = inAnyLanguage((w) => w.joiners);
const STARTERS = inAnyLanguage((w) => [...w.questionWords, ...w.openers, ...w.pronouns]);

/** Places where a message may be parted: before this token. `skip`: the joining word itself belongs to neither part. */
export interface Cut {
  readonly at: number;
  readonly skip: boolean;
  /** The part after it begins like a question of its own. */
  readonly asks: boolean;
}

export function cutsOf(question: Question): Cut[] {
  const { tokens, mentions } = question;
  const inside = (i: number): boolean => mentions.some((m) => i > m.start && i < m.end);
  return tokens.flatMap(({ word, opens }, i): Cut[] => {
    if (i === 0 || inside(i)) return [];
    if (opens) return [{ at: i, skip: false, asks: true }];
    if (!JOINERS.has(word) || i + 1 >= tokens.length) return [];
    return [{ at: i, skip: true, asks: STARTERS.has(tokens[i + 1]?.word ?? "") }];
  });
}

/** The tokens from `start` to `end` as a question of its own, in the language of the whole. */
export function slice(question: Question, start: number, end: number): Question {
  const tokens = question.tokens.slice(start, end);
  const mentions = question.mentions
    .filter((m) => m.start >= start && m.end <= end)
    .map((m): Mention => ({ ...m, start: m.start - start, end: m.end - start }));
  return {
    ...question,
    text: tokens.map(({ typed }) => typed).join(" "),
    tokens,
    mentions,
    ...named(mentions),
    concepts: new Map([...question.concepts].filter(([i]) => i >= start && i < end).map(([i, ids]) => [i - start, ids])),
    numbers: numbersIn(tokens, question.language),
  };
}
