// Message and memory → its clauses, each with its interpretation, split so that the parts together are understood best.

import { FITTED } from "../answer/fitted.js";
import type { Match, Part } from "../answer/match.js";
import type { Memory } from "../chat.js";
import type { Model } from "../classify/model.js";
import type { Knowledge } from "../knowledge/types.js";
import { functionWordsOf } from "../language/index.js";
import { asksByForm, hasQuestionWord, isRequest } from "../understand/annotate.js";
import { type Cut, cutsOf, slice } from "../understand/clauses.js";
import type { Question } from "../understand/index.js";
import { createInterpret } from "./interpret.js";
import { groupsOf, isBackground } from "./reference.js";
import { remember } from "./state.js";

/** At least one part. */
export type Understand = (question: Question, memory: Memory | undefined) => readonly Part[];

/** Messages of more sentences than these are read sentence by sentence. */
const TOGETHER = 3;
/** The most sentences of a long message that are read; those that ask come first. */
const MOST_SENTENCES = 12;
/** The most tokens of a clause that are read. */
const LONGEST_CLAUSE = 60;
/** The range of qualities. */
const WORST = 0.02;
const BEST = 0.99;
/** Quality of a clause that asks nothing, next to one that does. */
const ASIDE = 0.7;

/** A part of a message, and its interpretation if it was already read in that context. */
interface Clause {
  readonly part: Question;
  readonly read?: { readonly context: Memory | undefined; readonly match: Match };
}

export function createUnderstand(knowledge: Knowledge, model: Model): Understand {
  const interpret = createInterpret(knowledge, model);
  const { subjects } = knowledge;

  /** The subjects of a clause that names none: those named nearest before it, else after it, else the conversation's. */
  const contextAt = (question: Question, start: number, end: number, memory: Memory | undefined): Memory | undefined => {
    const ids = (part: Question): string[] =>
      groupsOf(part, memory, subjects)
        .filter((group) => !isBackground(group, subjects))
        .flatMap((group) => group.slice(0, 1));
    const before = ids(slice(question, 0, start));
    const named =
      before.length > 0
        ? before
        : memory !== undefined && memory.subjects.length > 0
          ? []
          : ids(slice(question, end, question.tokens.length));
    if (named.length === 0) return memory;
    return {
      language: question.language,
      intent: null,
      facts: [],
      ...(memory?.earlier === undefined ? {} : { earlier: memory.earlier }),
      subjects: named,
    };
  };

  /** A clause as a question of its own that has content words. */
  const isWhole = (part: Question): boolean => {
    const fillers = functionWordsOf(part.language);
    return part.tokens.some(
      ({ word }, i) => !fillers.has(word) && !part.mentions.some((m) => m.kind !== "topic" && i >= m.start && i < m.end),
    );
  };

  const split = (question: Question, memory: Memory | undefined): readonly Clause[] => {
    const cuts = cutsOf(question);
    if (cuts.length === 0) return [{ part: question }];
    const places = [...cuts, { at: question.tokens.length, from: question.tokens.length, kind: "sentence" } as Cut];
    // best[j]: the best way to split the tokens before cut j
    const best: { score: number; parts: readonly Clause[] }[] = [{ score: 0, parts: [] }];
    for (let j = 1; j <= places.length; j++) {
      const end = (places[j - 1] as Cut).at;
      for (let i = j - 1; i >= 0; i--) {
        const before = best[i];
        const start = i === 0 ? 0 : (places[i - 1] as Cut).from;
        if (before === undefined || start >= end) continue;
        const passed = places.slice(i, j - 1).reduce((sum, cut) => sum + Math.log(1 - FITTED.cuts[cut.kind]), 0);
        const own = i === 0 ? undefined : (places[i - 1] as Cut);
        const price = own === undefined ? 0 : Math.log(FITTED.cuts[own.kind]);
        const known = best[j];
        const parting = before.score + price + passed;
        // reading a part is expensive: one that can't win, however well understood, isn't read
        if (known !== undefined && parting + Math.log(BEST) <= known.score) continue;
        const part = slice(question, start, Math.min(end, start + LONGEST_CLAUSE));
        const soft = (cut: Cut | undefined): boolean => cut?.kind === "joined" || cut?.kind === "question" || cut?.kind === "listed";
        const last = j === places.length ? undefined : (places[j - 1] as Cut);
        if ((soft(own) || soft(last) || own?.kind === "paused") && !isWhole(part)) continue;
        const context = contextAt(question, start, end, memory);
        const match = interpret(part, context);
        const score = parting + Math.log(qualityOf(match, part));
        if (known === undefined || score > known.score) best[j] = { score, parts: [...before.parts, { part, read: { context, match } }] };
      }
    }
    return best[places.length]?.parts ?? [{ part: question }];
  };

  const sentencesOf = (question: Question): Question[] => {
    const starts = question.tokens.flatMap(({ opens }, i) => (opens || i === 0 ? [i] : []));
    if (starts.length <= TOGETHER) return [question];
    const all = starts.map((start, i) => slice(question, start, starts[i + 1] ?? question.tokens.length));
    if (all.length <= MOST_SENTENCES) return all;
    const rank = (one: Question): number =>
      (one.tokens.at(-1)?.asked === true ? 2 : 0) + (asksByForm(one) ? 1 : 0) + (one.subjects.length > 0 ? 1 : 0);
    const kept = new Set([...all].sort((a, b) => rank(b) - rank(a)).slice(0, MOST_SENTENCES));
    return all.filter((one) => kept.has(one));
  };

  return (question, memory) => {
    let said = memory;
    const parts = sentencesOf(question).flatMap((sentence) =>
      split(sentence, said).map(({ part, read }): Part => {
        const match = read !== undefined && read.context === said ? read.match : interpret(part, said);
        said = carry(part, match, said, knowledge);
        return { question: part, match };
      }),
    );
    return worthSaying(parts);
  };

  /** The context of the next clause, which includes names that were only mentioned. */
  function carry(part: Question, match: Match, memory: Memory | undefined, known: Knowledge): Memory | undefined {
    const named = groupsOf(part, memory, subjects).filter((group) => !isBackground(group, subjects));
    if (match.outcome.kind === "told" || match.outcome.kind === "untold" || match.outcome.kind === "whose")
      return remember(match, part.language, memory, known);
    if (named.length === 0) return memory;
    return {
      language: part.language,
      intent: null,
      facts: [],
      ...(memory?.earlier === undefined ? {} : { earlier: memory.earlier }),
      subjects: named.flatMap((group) => group.slice(0, 1)),
    };
  }
}

/** How well a clause is understood; one that asks nothing needs no answer. */
function qualityOf(match: Match, part: Question): number {
  const { kind } = match.outcome;
  const quality = Math.min(Math.max(match.quality, WORST), BEST);
  if (kind === "told" || kind === "untold" || kind === "whose" || kind === "move") return quality;
  return asksByForm(part) ? quality : Math.max(quality, ASIDE);
}

/** A statement next to a question gets a reply only if it is understood this well. */
const SURE = 0.6;

const ASKING: ReadonlySet<string> = new Set(["told", "untold", "whose", "nomore", "outside"]);

/**
 * Parts that ask: of a message with question marks, a sentence that has none and names nobody tells something
 * ("Har sett ulike svar på nettet."), and "can you settle it?" asks for the answer that stands beside it.
 */
function askingOf(parts: readonly Part[]): ReadonlySet<Part> {
  const marked = parts.some(({ question }) => question.tokens.some(({ asked }) => asked === true));
  return new Set(
    parts.filter(({ question }, i) => {
      if (!asksByForm(question)) return false;
      if (question.subjects.length > 0 || hasQuestionWord(question)) return true;
      if (parts.length > 1 && isRequest(question)) return false;
      const ends = parts[i + 1]?.question.tokens[0]?.opens ?? true;
      return !marked || !ends || question.tokens.at(-1)?.asked === true;
    }),
  );
}

/** Drops clauses that only accompany a question; alone, such a clause is the message. */
function worthSaying(parts: readonly Part[]): readonly Part[] {
  const ask = askingOf(parts);
  const isAnswered = parts.some(({ match }) => match.outcome.kind === "told" && match.quality >= FITTED.sure);
  // "my laptop crashed, please help" beside a question that is told is everyday trouble; alone it might be more
  const grave =
    parts.find(({ match }) => match.outcome.kind === "distress" && (!isAnswered || match.quality >= FITTED.distressBeside)) ??
    parts.find(({ match }) => match.outcome.kind === "refuse");
  if (grave !== undefined) return [grave];
  const asking = parts.filter(({ match }) => ASKING.has(match.outcome.kind));
  const asks = asking.some(({ match, question }) => match.outcome.kind === "told" && asksByForm(question));
  const isBeside = ({ match, question }: Part): boolean =>
    !asksByForm(question) && (match.decision === "bareName" || (asks && (match.decision === "more" || match.quality < SURE)));
  const told = parts.length > 1 ? asking.filter((part) => !isBeside(part)) : asking;
  const kept = told.length > 0 ? told : asking;
  if (kept.length === 0) return [bestOf(parts)];
  const sure = kept.some(({ match }) => match.outcome.kind === "told");
  const needed = parts.filter((part) => kept.includes(part) && (!sure || part.match.outcome.kind === "told" || ask.has(part)));
  const unanswered = parts.filter((part) => part.match.outcome.kind === "unclear" && ask.has(part) && part.question.tokens.length > 2);
  return parts.filter((part) => needed.includes(part) || unanswered.includes(part));
}

const bestOf = (parts: readonly Part[]): Part =>
  parts.find(({ match }) => match.outcome.kind === "unclear" && match.choices.length > 0) ??
  parts.find(({ match, question }) => match.outcome.kind === "unclear" && asksByForm(question)) ??
  parts.find(({ match }) => match.outcome.kind === "smalltalk") ??
  (parts.at(-1) as Part);
