// A hand's questions and a way to decide → what became of each, and what that costs.
import type { Example, Knowledge } from "../../src/knowledge/types.js";
import { aboutOf, groupsOf } from "../../src/match/about.js";
import type { createMatch } from "../../src/match/index.js";
import { createAskFrom, type Model } from "../../src/match/model.js";
import type { Outcome } from "../../src/match/outcome.js";
import { createResolve } from "../../src/match/resolve.js";
import type { Question } from "../../src/question/index.js";

type MatchQuestion = ReturnType<typeof createMatch>;
export type Match = ReturnType<MatchQuestion>;

/** A question, and the quotes that answer it; none where the source has no answer. */
export interface Asked {
  readonly hand: string;
  readonly question: Question;
  readonly intent: string;
  readonly gold: readonly string[];
}

export type Verdict = "right" | "wrong" | "refused" | "helped" | "unhelped" | "refused rightly" | "answered wrongly" | "asked back";

/** What each costs, in "don't know"s to an answerable question. */
export const COSTS: Readonly<Record<Verdict, number>> = {
  right: 0,
  wrong: 10,
  refused: 1,
  helped: 0.3,
  unhelped: 1,
  "refused rightly": 0,
  "answered wrongly": 10,
  "asked back": 1,
};
export const ANSWERABLE: readonly Verdict[] = ["right", "wrong", "refused", "helped", "unhelped"];
export const UNANSWERABLE: readonly Verdict[] = ["refused rightly", "answered wrongly", "asked back"];

/** Choices that are shown when the bot asks back. */
const CHOICES = 3;

const quotes = (ids: readonly string[], { facts }: Knowledge): string[] => ids.flatMap((id) => facts[id]?.quote ?? []);
const toldOf = (outcome: Outcome, knowledge: Knowledge): string[] => (outcome.kind === "told" ? quotes(outcome.facts, knowledge) : []);
export const answers = (outcome: Outcome, { gold }: Asked, knowledge: Knowledge): boolean =>
  toldOf(outcome, knowledge).some((quote) => gold.includes(quote));

/** Questions as the hand's own model reads them. Those that nobody could answer without a conversation ("and when?") are left out. */
export function askAll(hand: string, examples: readonly Example[], knowledge: Knowledge, model: Model): Asked[] {
  const ask = createAskFrom(model, knowledge);
  const resolve = createResolve(knowledge);
  return examples.flatMap(({ text, intent }): Asked[] => {
    const question = ask({ text });
    const groups = groupsOf(question, undefined, knowledge.subjects);
    const outcome = resolve(intent, aboutOf(question, groups, false, []));
    return outcome.kind === "whose" ? [] : [{ hand, question, intent, gold: toldOf(outcome, knowledge) }];
  });
}

export function judge(asked: Asked, match: Match, knowledge: Knowledge): Verdict {
  const { outcome, choices, parts } = match;
  const answerable = asked.gold.length > 0;
  const right = (some: readonly Outcome[]): boolean => some.some((one) => answers(one, asked, knowledge));
  if (choices.length > 0) return !answerable ? "asked back" : right(choices.slice(0, CHOICES)) ? "helped" : "unhelped";
  if (outcome.kind === "whose") {
    const shown = quotes(outcome.facts.slice(0, CHOICES), knowledge);
    return !answerable ? "asked back" : shown.some((quote) => asked.gold.includes(quote)) ? "helped" : "unhelped";
  }
  const told = parts?.map((part) => part.match.outcome) ?? [outcome];
  if (!told.some(({ kind }) => kind === "told")) return answerable ? "refused" : "refused rightly";
  if (!answerable) return "answered wrongly";
  return right(told) ? "right" : "wrong";
}

export interface Tally {
  readonly counts: ReadonlyMap<Verdict, number>;
  readonly answerable: number;
  readonly unanswerable: number;
  /** Mean cost of a question. */
  readonly cost: number;
}

export function tally(verdicts: readonly Verdict[]): Tally {
  const counts = new Map<Verdict, number>();
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const sum = (some: readonly Verdict[]): number => some.reduce((n, verdict) => n + (counts.get(verdict) ?? 0), 0);
  const cost = verdicts.reduce((total, verdict) => total + COSTS[verdict], 0) / Math.max(1, verdicts.length);
  return { counts, answerable: sum(ANSWERABLE), unanswerable: sum(UNANSWERABLE), cost };
}
