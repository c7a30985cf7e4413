// Question and memory → Match: what is asked, of whom, and whether the source tells it. Decides between readings.
import type { Memory } from "../chat.js";
import { remember } from "../conversation/index.js";
import type { Knowledge } from "../knowledge/types.js";
import { type Question, toText } from "../question/index.js";
import { aboutOf, groupsFrom, groupsOf, isFollowUp, isPointing, presumes } from "./about.js";
import type { Text } from "./features.js";
import { BARE, createKeywords } from "./keywords.js";
import { margins, probabilities } from "./linear.js";
import type { Model } from "./model.js";
import { keyOf, type Outcome, type Told } from "./outcome.js";
import { createResolve } from "./resolve.js";
import { cutsOf, slice } from "./split.js";
import { createSupport, type Support } from "./support.js";
import { ANSWER, CLARIFY, CLOSE, PREMISE, SHARPNESS, TRUST, UNTOLD } from "./thresholds.js";

export interface Candidate {
  readonly key: string;
  readonly outcome: Outcome;
  /** The likeliest class that comes to this outcome. */
  readonly intent: string;
  readonly score: number;
  readonly support: Support;
}

/** One way to understand a question: with the subjects that it names, or with those of the conversation. */
export interface Reading {
  readonly candidates: readonly Candidate[];
  readonly intents: readonly { readonly intent: string; readonly score: number }[];
  readonly subjects: readonly string[];
  readonly fromMemory: boolean;
}

export interface Match {
  readonly outcome: Outcome;
  readonly intent: string | null;
  readonly confidence: number | null;
  readonly reading: Reading;
  /** Other readings that are nearly as likely: to be asked back about. */
  readonly choices: readonly Outcome[];
  readonly decision: string;
  /** Where a message asks several things: each with its own match. */
  readonly parts?: readonly Part[];
}

export interface Part {
  readonly question: Question;
  readonly match: Match;
}

export type MatchQuestion = (question: Question, memory?: Memory) => Match;

/** Classes below this share of the likeliest one are not resolved: they change no decision. */
const NEGLIGIBLE = 0.004;
/** Chatter seldom names a forum. */
const TALK_OF_SOMEBODY = 0.2;

export function createMatch(knowledge: Knowledge, model: Model): MatchQuestion {
  const resolve = createResolve(knowledge);
  const keywords = createKeywords(knowledge, resolve);
  const support = createSupport(knowledge, model);

  const read = (
    question: Question,
    groups: readonly (readonly string[])[],
    memory: Memory | undefined,
    family: readonly string[],
    dangling: boolean,
  ): Reading => {
    const fromMemory = memory !== undefined;
    const ids = memory === undefined ? groups.flatMap((group) => (group.length === 1 ? group : [])) : memory.subjects;
    const text: Text = toText(question, ids, knowledge.subjects);
    const about = aboutOf(question, groups, dangling, text.stems, family, memory?.facts);
    const p = probabilities(margins(model.intents, text), SHARPNESS);
    const ranked = [...p.keys()].sort((a, b) => (p[b] as number) - (p[a] as number));
    const least = (p[ranked[0] as number] as number) * NEGLIGIBLE;
    const pooled = new Map<string, { outcome: Outcome; intent: string; score: number; intents: string[] }>();
    for (const k of ranked) {
      const talk = knowledge.intents[model.intents.classes[k] as string]?.kind === "smalltalk";
      const score = (p[k] as number) * (talk && groups.length > 0 ? TALK_OF_SOMEBODY : 1);
      if (score < least) break;
      const intent = model.intents.classes[k] as string;
      const outcome = resolve(intent, about);
      const key = keyOf(outcome);
      const before = pooled.get(key);
      if (before === undefined) pooled.set(key, { outcome, intent, score, intents: [intent] });
      else {
        before.score += score;
        before.intents.push(intent);
      }
    }
    const candidates = [...pooled].map(
      ([key, { intents, ...rest }]): Candidate => ({ key, ...rest, support: support(text, question, rest.outcome, intents, fromMemory) }),
    );
    candidates.sort((a, b) => b.score - a.score);
    const intents = ranked.slice(0, 5).map((k) => ({ intent: model.intents.classes[k] as string, score: p[k] as number }));
    return { candidates, intents, subjects: ids, fromMemory };
  };

  const one: MatchQuestion = (question, memory) => {
    const groups = groupsOf(question, memory, knowledge.subjects);
    const known = keywords(question, groups, memory);
    if (known !== undefined) return known;
    const pointing = isPointing(question) || isFollowUp(question);
    const named = groups.some((group) => !group.every((id) => knowledge.subjects[id]?.setting));
    const alone = read(question, groups, undefined, [], pointing && !named);
    if (memory === undefined || named || memory.subjects.length === 0) return decide(alone, question, knowledge);
    const before = groupsFrom(memory, knowledge.subjects);
    const together = read(question, before.groups, memory, before.family, false);
    return decide(choose(alone, together, pointing, question.tokens.length), question, knowledge);
  };

  /** Parts of a message, if each is told and they come to different facts; the first way of parting that does. */
  const apart = (question: Question, whole: Match, memory: Memory | undefined): Part[] | undefined => {
    for (const { at, skip, asks } of cutsOf(question)) {
      const first = slice(question, 0, at);
      const rest = slice(question, skip ? at + 1 : at, question.tokens.length);
      const least = asks ? PART_ASKS : PART;
      let left = one(first, memory);
      const after = remember(left, question.language, memory, knowledge);
      const right = one(rest, after);
      if (!isSure(right, least)) continue;
      if (!isSure(left, least)) left = one(first, remember(right, question.language, memory, knowledge));
      if (!isSure(left, least) || sameFacts(left, right, whole)) continue;
      const more = apart(rest, right, after);
      return [{ question: first, match: left }, ...(more ?? [{ question: rest, match: right }])];
    }
    return undefined;
  };

  return (question, memory) => {
    const whole = one(question, memory);
    if (whole.outcome.kind === "smalltalk" || question.tokens.length > LONGEST_APART || standsTogether(whole)) return whole;
    const parts = apart(question, whole, memory);
    return parts === undefined ? whole : { ...whole, parts, decision: "it asks several things" };
  };
}

/** A part is taken only when it is told this surely; more leniently where it begins like a question. */
const PART = 0.7;
const PART_ASKS = 0.5;
/** Longer messages are read as a whole: every way of parting costs as much as a question. */
const LONGEST_APART = 40;

const isSure = (match: Match, least: number): boolean =>
  match.outcome.kind === "told" && match.choices.length === 0 && !BARE.includes(match.decision) && (match.confidence ?? 0) >= least;

/** Frames that take in several subjects or facts by themselves. */
function standsTogether({ outcome, confidence }: Match): boolean {
  return outcome.kind === "told" && ["compare", "topic", "forums", "most"].includes(outcome.frame.name) && (confidence ?? 0) >= ANSWER;
}

function sameFacts(left: Match, right: Match, whole: Match): boolean {
  const facts = (match: Match): readonly string[] => (match.outcome.kind === "told" ? match.outcome.facts : []);
  const within = (some: readonly string[], all: readonly string[]): boolean => some.every((id) => all.includes(id));
  if (within(facts(left), facts(right)) || within(facts(right), facts(left))) return true;
  return whole.outcome.kind === "told" && within([...facts(left), ...facts(right)], facts(whole));
}

const toldScore = (reading: Reading): number => reading.candidates.find((c) => c.outcome.kind === "told")?.score ?? 0;

/** With the conversation or without? A question that points back or is short leans on what was said before. */
function choose(alone: Reading, together: Reading, pointing: boolean, length: number): Reading {
  const a = toldScore(alone);
  const b = toldScore(together);
  const first = alone.candidates[0];
  if (first?.outcome.kind === "smalltalk" && first.score > 0.5) return alone;
  if ((first?.outcome.kind === "outside" || first?.outcome.kind === "offtopic") && first.score > 0.6 && b < 0.6) return alone;
  if (pointing || length <= 3) return b < 0.35 && a > 0.75 ? alone : together;
  return a > 0.6 && a > b + 0.1 ? alone : b >= 0.3 || a < 0.5 ? together : alone;
}

/** How far an answer can be trusted, 0 to 1: its probability, what its words leave unexplained, and its strongest rival. */
function trust(best: Candidate, candidates: readonly Candidate[]): number {
  const { content, strange, unknown } = best.support;
  const p = Math.min(Math.max(best.score, 1e-3), 0.999);
  const rival = Math.max(...candidates.filter((c) => c !== best).map((c) => c.score), 1e-3);
  const odds = Math.log(p / (1 - p));
  const empty = content === 0 && !best.support.anchored ? TRUST.empty : 0;
  const left = content === 0 ? 0 : strange.length / content;
  return (
    1 /
    (1 +
      Math.exp(
        -(TRUST.bias + TRUST.odds * odds + TRUST.unknown * unknown.length + TRUST.strange * left + empty + TRUST.rival * Math.log(rival)),
      ))
  );
}

function decide(reading: Reading, question: Question, knowledge: Knowledge): Match {
  const { candidates } = reading;
  const first = candidates[0] as Candidate;
  const found = (outcome: Outcome, decision: string, by: Candidate = first, choices: readonly Outcome[] = []): Match => ({
    outcome,
    intent: by.intent,
    confidence: Math.min(1, Math.round(by.score * 1000) / 1000),
    reading,
    choices,
    decision,
  });
  const told = candidates.filter((c) => c.outcome.kind === "told");
  if (question.outside.length > 0 && first.outcome.kind !== "smalltalk") {
    if (!presumes(question) || told[0] === undefined || told[0] !== first || first.score < PREMISE)
      return found(
        { kind: "outside", names: question.outside, intent: null },
        "an organisation that the source does not mention is asked about",
      );
  }
  const best = told[0];
  const second = told[1];
  const unclear = found(
    { kind: "unclear", near: told.slice(0, 2).flatMap((c) => (c.outcome as Told).facts.slice(0, 1)) },
    "no reading is likely enough",
  );
  const sure = best === undefined ? 0 : trust(best, candidates);
  const leads = best !== undefined && sure >= ANSWER && first.outcome.kind !== "smalltalk";
  if (leads && !best.support.enough)
    return best.support.valued
      ? unclear
      : found({ kind: "untold", intent: best.intent, subjects: reading.subjects, elsewhere: [] }, "no such value is told", best);
  if (leads && second !== undefined && second.score > best.score * CLOSE) {
    const joined = join(best.outcome as Told, second.outcome as Told, knowledge);
    if (joined !== undefined) return found(joined, "two facts of one forum are close", best);
    if (best.score + second.score >= CLARIFY) return found(best.outcome, "two readings are close", best, [best.outcome, second.outcome]);
  }
  if (leads) return found(best.outcome, "likely enough to answer", best);
  const plain = first.outcome.kind === "smalltalk" || first.outcome.kind === "whose" || first.outcome.kind === "offtopic";
  if (first.outcome.kind === "told" || (!plain && first.score < UNTOLD)) return unclear;
  return found(first.outcome, "the likeliest reading is no question that the source answers");
}

/** Two close facts of one forum are told together rather than asked about; facts of one sentence are one answer anyway. */
function join(best: Told, second: Told, { facts, subjects }: Knowledge): Told | undefined {
  if (best.frame.name !== "fact" || second.frame.name !== "fact") return best;
  const [a, b] = [facts[best.facts[0] as string], facts[second.facts[0] as string]];
  if (a === undefined || b === undefined || best.facts.length > 1 || a.quote === b.quote || second.facts.includes(a.id)) return best;
  const forum = (id: string): string => subjects[id]?.parent ?? id;
  return forum(a.about[0] as string) === forum(b.about[0] as string) && second.facts.length === 1
    ? { ...best, facts: [a.id, b.id] }
    : undefined;
}
