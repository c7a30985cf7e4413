// Readings of a question → one decision: answer, ask back, say that the source does not tell, or that it was not understood.
import type { Knowledge } from "../knowledge/types.js";
import { inAnyLanguage } from "../language/index.js";
import type { Question } from "../question/index.js";
import { presumes } from "./about.js";
import type { Candidate, Match, Reading } from "./match.js";
import type { Outcome, Told } from "./outcome.js";
import { ANSWER, CLARIFY, CLOSE, LEAST, PREMISE, TRUST, UNTOLD } from "./thresholds.js";

const NEGATIONS = inAnyLanguage((w) => w.negations);

/** Chatter of which no content word is known must be as likely as this. */
const CHATTER = 0.9;

export const UNANSWERED = "the likeliest reading is no question that the source answers";

const toldScore = (reading: Reading): number => reading.candidates.find((c) => c.outcome.kind === "told")?.score ?? 0;

/** With the conversation or without? A question that points back or is short leans on what was said before. */
export function choose(alone: Reading, together: Reading, pointing: boolean, length: number): Reading {
  const a = toldScore(alone);
  const b = toldScore(together);
  const first = alone.candidates[0];
  // "does it rotate?" is no chatter: it says something that no chatter says
  const chatter = first?.outcome.kind === "smalltalk" && (first.support.enough || b < 0.35);
  if (chatter && first.score > 0.5) return alone;
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

export function decide(reading: Reading, question: Question, knowledge: Knowledge): Match {
  const { candidates } = reading;
  const first = candidates[0] as Candidate;
  const told = candidates.filter((c) => c.outcome.kind === "told");
  const best = told[0];
  const sure = best === undefined ? null : trust(best, candidates);
  const found = (outcome: Outcome, decision: string, by: Candidate = first, choices: readonly Outcome[] = []): Match => ({
    outcome,
    intent: by.intent,
    confidence: Math.min(1, Math.round(by.score * 1000) / 1000),
    trust: sure,
    reading,
    choices,
    decision,
  });
  if (question.outside.length > 0 && first.outcome.kind !== "smalltalk") {
    if (!presumes(question) || told[0] === undefined || told[0] !== first || first.score < PREMISE)
      return found(
        { kind: "outside", names: question.outside, intent: null },
        "an organisation that the source does not mention is asked about",
      );
  }
  const second = told[1];
  const unclear = found(
    { kind: "unclear", near: told.slice(0, 2).flatMap((c) => (c.outcome as Told).facts.slice(0, 1)) },
    "no reading is likely enough",
  );
  const leads = best !== undefined && (sure as number) >= ANSWER && best.score >= LEAST && first.outcome.kind !== "smalltalk";
  // "which ones not?": whoever asks for the rest of them is not told all of them
  if (leads && (best.outcome as Told).frame.name === "forums" && question.tokens.some(({ word }) => NEGATIONS.has(word))) return unclear;
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
  const { content, unknown } = first.support;
  if (first.outcome.kind === "smalltalk" && content > 0 && unknown.length === content && first.score < CHATTER) return unclear;
  const plain = first.outcome.kind === "smalltalk" || first.outcome.kind === "whose" || first.outcome.kind === "offtopic";
  if (first.outcome.kind === "told" || (!plain && first.score < UNTOLD)) return unclear;
  return found(first.outcome, UNANSWERED);
}

/** Two close facts of one forum are told together rather than asked about; facts of one sentence are one answer anyway. */
function join(best: Told, second: Told, { facts, subjects }: Knowledge): Told | undefined {
  if (best.frame.name !== "fact" || second.frame.name !== "fact") return best;
  const [a, b] = [facts[best.facts[0] as string], facts[second.facts[0] as string]];
  if (a === undefined || b === undefined || best.facts.length > 1 || a.quote === b.quote || second.facts.includes(a.id)) return best;
  const forum = (id: string): string => subjects[id]?.parent ?? id;
  return forum(a.about[0] as string) === forum(b.about[0] as string) && second.facts.length === 1
    ? { kind: "told", facts: [a.id, b.id], frame: best.frame, missing: best.missing }
    : undefined;
}
