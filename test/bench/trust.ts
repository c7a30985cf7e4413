// Matches → TRUST: the features that src/match weighs before it answers, and their weights from hands that did not train.
import type { Knowledge } from "../../src/knowledge/types.js";
import { ANSWER, TRUST } from "../../src/match/thresholds.js";
import { type Asked, answers, type Match } from "./decisions.js";
import { chance, type Fitted, regress } from "./logistic.js";

export type Trust = typeof TRUST;
const COLUMNS = ["odds", "unknown", "strange", "empty", "rival"] as const;

/** One likeliest answer, as numbers, and whether it is right. */
export interface Row {
  readonly hand: string;
  readonly x: readonly number[];
  readonly right: boolean;
}

type Candidate = Match["reading"]["candidates"][number];

const bestOf = ({ reading }: Match): Candidate | undefined => reading.candidates.find(({ outcome }) => outcome.kind === "told");

/** As in trust() of src/match; `disagrees` finds out when that has changed. */
function featuresOf(best: Candidate, candidates: readonly Candidate[]): number[] {
  const { content, strange, unknown, anchored } = best.support;
  const p = Math.min(Math.max(best.score, 1e-3), 0.999);
  const rival = Math.max(...candidates.filter((c) => c !== best).map((c) => c.score), 1e-3);
  return [
    Math.log(p / (1 - p)),
    unknown.length,
    content === 0 ? 0 : strange.length / content,
    content === 0 && !anchored ? 1 : 0,
    Math.log(rival),
  ];
}

/** Undefined where trust decides nothing: a keyword, an outside organisation, small talk, no fact, words that rule it out. */
export function rowOf(asked: Asked, match: Match, knowledge: Knowledge): Row | undefined {
  const best = bestOf(match);
  const spoken = match.reading.candidates[0]?.outcome.kind === "smalltalk";
  if (best === undefined || best.key === "keywords" || asked.question.outside.length > 0 || spoken || !best.support.enough)
    return undefined;
  return { hand: asked.hand, x: featuresOf(best, match.reading.candidates), right: answers(best.outcome, asked, knowledge) };
}

const asFitted = (trust: Trust): Fitted => ({ weights: COLUMNS.map((name) => trust[name]), bias: trust.bias });
export const trustIn = (trust: Trust, { x }: Row): number => chance(asFitted(trust), x);

export function refit(rows: readonly Row[]): Trust {
  const { weights, bias } = regress(
    rows.map(({ x }) => x),
    rows.map(({ right }) => right),
  );
  const round = (value: number): number => Number(value.toPrecision(3));
  const [odds, unknown, strange, empty, rival] = weights.map(round) as [number, number, number, number, number];
  const seen = rows.some(({ x }) => x[COLUMNS.indexOf("empty")] !== 0);
  return { bias: round(bias), odds, unknown, strange, empty: seen ? empty : TRUST.empty, rival };
}

/** Whether the features here come to another decision than src/match did: then trust() has changed and so must they. */
export function disagrees(row: Row, match: Match): boolean {
  const first = match.reading.candidates[0];
  const best = bestOf(match);
  if (match.parts !== undefined) return false;
  const trusted = trustIn(TRUST, row) >= ANSWER;
  return match.outcome.kind === "told" ? !trusted : first === best && trusted;
}
