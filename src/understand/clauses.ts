// Message → where it may be split into clauses, and its parts as questions of their own.
import { inAnyLanguage, WORDS } from "../language/index.js";
import { named, type Question } from "./index.js";
import type { Mention } from "./names.js";

const JOINERS = inAnyLanguage((w) => w.joiners);
/** “å” for “og”, “n” for “and”: only before a clause that asks. */
const SLOPPY = inAnyLanguage((w) => w.sloppyJoiners);
const QUESTION_WORDS = inAnyLanguage((w) => w.questionWords);
const OPENERS = inAnyLanguage((w) => w.openers);
const WHAT = inAnyLanguage((w) => [...w.what, ...w.asksPerson]);
const FILLERS = inAnyLanguage((w) => [...w.functionWords, ...w.questionWords]);
const ALTERNATIVES = inAnyLanguage((w) => w.alternatives);
const PRONOUNS = inAnyLanguage((w) => w.pronouns);
/** “of which”, “in what”: the question word belongs to the preposition before it. */
const PREPOSITIONS = inAnyLanguage((w) => w.prepositions);

/** “…, isn't it?”: the words before it are the question. */
const TAGS = new Set(Object.values(WORDS).flatMap((w) => [...w.tags, ...w.confirmations]));

/** What a split is made at; the probability that each separates two clauses is fitted (`npm run fit`). */
export type CutKind = "sentence" | "resumed" | "joinedQuestion" | "pausedQuestion" | "joined" | "paused" | "question" | "listed";

export interface Cut {
  /** The first token after it. */
  readonly at: number;
  /** The first token after it that belongs to the clause: a conjunction belongs to neither. */
  readonly from: number;
  readonly kind: CutKind;
}

/** At most this many splits inside sentences are considered, the likeliest kinds first. */
const MOST_CUTS = 4;
const ORDER: readonly CutKind[] = ["sentence", "joinedQuestion", "pausedQuestion", "question", "listed", "joined", "paused", "resumed"];

export function cutsOf({ tokens, mentions }: Question): Cut[] {
  const inside = (i: number): boolean => mentions.some((m) => i > m.start && i < m.end);
  const word = (i: number): string => tokens[i]?.word ?? "";
  /** Whether a question begins here: with a question word, or with a verb followed by a name or a pronoun. */
  const asks = (i: number): boolean => {
    if (QUESTION_WORDS.has(word(i))) return true;
    if (!OPENERS.has(word(i))) return false;
    return PRONOUNS.has(word(i + 1)) || mentions.some((m) => m.start === i + 1) || OPENERS.has(word(i));
  };
  /** “X, is that an aim?”: the words before it are the topic. */
  const resumes = (i: number): boolean =>
    OPENERS.has(word(i)) &&
    PRONOUNS.has(word(i + 1)) &&
    !tokens.slice(0, i).some((token) => QUESTION_WORDS.has(token.word) || OPENERS.has(token.word));
  /** “X, what is that?”: a question of function words only, including a pronoun. */
  const isAboutIt = (i: number): boolean => {
    const next = tokens.findIndex((token, j) => j > i && (token.opens || token.pause === true));
    const clause = tokens.slice(i, next < 0 ? tokens.length : next);
    return (
      WHAT.has(word(i)) &&
      clause.length < 6 &&
      clause.some((token) => PRONOUNS.has(token.word)) &&
      clause.every((token) => FILLERS.has(token.word))
    );
  };
  const words = tokens.map((token) => token.word);
  /** "X: secretariat, chair and meetings": a sentence without a verb that asks, or a question word, is a list of what is asked. */
  const isListed = (i: number): boolean => {
    if (ALTERNATIVES.has(word(i))) return false;
    const end = tokens.findIndex((token, j) => j > i && token.opens);
    const start = tokens.findLastIndex((token, j) => j <= i && token.opens);
    return !tokens
      .slice(Math.max(start, 0), end < 0 ? tokens.length : end)
      .some((token) => OPENERS.has(token.word) || QUESTION_WORDS.has(token.word));
  };
  const cuts = tokens.flatMap(({ opens, pause }, i): Cut[] => {
    if (i === 0 || inside(i) || TAGS.has(words.slice(i).join(" "))) return [];
    if (opens) return [{ at: i, from: i, kind: "sentence" }];
    if (JOINERS.has(word(i)) && i + 1 < tokens.length)
      return [{ at: i, from: i + 1, kind: asks(i + 1) ? "joinedQuestion" : isListed(i) ? "listed" : "joined" }];
    if (SLOPPY.has(word(i)) && asks(i + 1)) return [{ at: i, from: i + 1, kind: "joinedQuestion" }];
    if (JOINERS.has(word(i - 1)) || (SLOPPY.has(word(i - 1)) && asks(i))) return [];
    if (pause === true)
      return [
        { at: i, from: i, kind: resumes(i) || isAboutIt(i) ? "resumed" : asks(i) ? "pausedQuestion" : isListed(i) ? "listed" : "paused" },
      ];
    if (i > 2 && QUESTION_WORDS.has(word(i)) && !PREPOSITIONS.has(word(i - 1))) return [{ at: i, from: i, kind: "question" }];
    return [];
  });
  const rank = (cut: Cut): number => ORDER.indexOf(cut.kind);
  const sentences = cuts.filter(({ kind }) => kind === "sentence");
  const others = cuts
    .filter(({ kind }) => kind !== "sentence")
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, Math.max(0, MOST_CUTS - sentences.length));
  return [...sentences, ...others].sort((a, b) => a.at - b.at);
}

/** The tokens from `start` to `end` as a question of its own, in the language of the whole message. */
export function slice(question: Question, start: number, end: number): Question {
  if (start === 0 && end === question.tokens.length) return question;
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
    strangers: question.strangers.filter((stranger) => tokens.some(({ word }) => word === stranger)),
    concepts: new Map([...question.concepts].filter(([i]) => i >= start && i < end).map(([i, ids]) => [i - start, ids])),
  };
}
