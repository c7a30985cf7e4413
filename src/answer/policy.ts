// Readings of a clause → one decision: answer, ask back, say that the source doesn't say, or that it was not understood.
import type { Decision } from "../chat.js";
import type { Knowledge } from "../knowledge/types.js";
import { inAnyLanguage } from "../language/index.js";
import { asksByForm } from "../understand/annotate.js";
import type { Question } from "../understand/index.js";
import { FITTED } from "./fitted.js";
import type { Candidate, Match, Reading } from "./match.js";
import type { Outcome, Told } from "./outcome.js";

/** The named numbers that a decision is based on. */
export interface Evidence {
  /** Logit of the best answer's probability. */
  readonly odds: number;
  /** Log of the probability of the strongest rival. */
  readonly rival: number;
  /** Log of its share of the likeliest reading's probability; 0 if it is that reading. */
  readonly lead: number;
  /** Number of unknown content words, at most three. */
  readonly unknown: number;
  /** Share of the content words that occur neither in examples nor in facts. */
  readonly strange: number;
  /** No content word and no subject. */
  readonly empty: number;
  /** An unknown capitalised word inside the sentence. */
  readonly stranger: number;
  /** Contains “my” or “our” and names no subject. */
  readonly personal: number;
}

const NAMES = Object.keys(FITTED.trust.weights) as (keyof Evidence)[];

export function evidenceOf(best: Candidate, reading: Reading, question: Question): Evidence {
  const { content, strange, unknown, anchored } = best.coverage;
  const p = Math.min(Math.max(best.score, 1e-3), 0.999);
  const { candidates, fromMemory } = reading;
  const first = candidates[0] as Candidate;
  return {
    odds: Math.log(p / (1 - p)),
    rival: Math.log(Math.max(...candidates.filter((c) => c !== best).map((c) => c.score), 1e-3)),
    lead: Math.log(p / Math.max(first.score, p)),
    unknown: Math.min(unknown, 3),
    strange: content === 0 ? 0 : strange / content,
    empty: content === 0 && !anchored ? 1 : 0,
    stranger: hasStranger(question) ? 1 : 0,
    personal: question.subjects.length === 0 && !fromMemory && question.tokens.some(({ word }) => POSSESSED.has(word)) ? 1 : 0,
  };
}

export function trustIn(evidence: Evidence): number {
  const { bias, weights } = FITTED.trust;
  let sum: number = bias;
  for (const name of NAMES) sum += weights[name] * evidence[name];
  return 1 / (1 + Math.exp(-sum));
}

const FILLERS = inAnyLanguage((w) => w.functionWords);
const POSSESSED = inAnyLanguage((w) => w.possessed);

/** An unknown capitalised word inside a sentence is a name that the source doesn't mention. */
function hasStranger({ tokens, mentions, strangers }: Question): boolean {
  if (strangers.length === 0) return false;
  const shouting = tokens.filter(({ typed }) => typed.length > 3).every(({ typed }) => typed === typed.toUpperCase());
  const capitals = tokens.filter(({ typed }) => /^\p{Lu}/u.test(typed)).length;
  if (shouting || capitals > tokens.length / 2 + 1) return false;
  return tokens.some(
    ({ word, typed, opens }, i) =>
      !opens &&
      /^\p{Lu}/u.test(typed) &&
      strangers.includes(word) &&
      !FILLERS.has(word) &&
      !mentions.some((m) => i >= m.start && i < m.end),
  );
}

/** A reading that asks for a value its fact doesn't have is seldom right. */
const NO_VALUE = 0.35;
const NEGLIGIBLE = 0.2;

const BEING = inAnyLanguage((w) => w.being);
const PRONOUNS = inAnyLanguage((w) => w.pronouns);

/** “Refugees are …”: a statement, which asks nothing. */
const isAssertion = (question: Question): boolean =>
  !asksByForm(question) &&
  question.tokens.some(({ word }, i, all) => i > 0 && i < 4 && BEING.has(word) && !PRONOUNS.has(all[i + 1]?.word ?? ""));

const SUBORDINATE = inAnyLanguage((w) => w.subordinators);

export type Decide = (reading: Reading, question: Question, presumes: boolean) => Match;

export function createDecide(knowledge: Knowledge): Decide {
  /**
   * The names in a clause that the source doesn't mention. Not those in a subordinate clause (“when she came through Italy”),
   * nor a place if the fact gives another place.
   */
  const strangersTo = (best: Candidate | undefined, { outside, mentions, tokens }: Question): readonly string[] => {
    if (outside.length === 0) return outside;
    const tellsPlace =
      best?.outcome.kind === "told" && best.outcome.facts.some((id) => knowledge.intents[knowledge.facts[id]?.as ?? ""]?.value === "place");
    const aside = (id: string): boolean => {
      const at = mentions.find((m) => (m.kind === "outside" || m.kind === "place") && m.ids.includes(id))?.start ?? 0;
      return tokens.some(({ word }, i) => i > 0 && i < at && SUBORDINATE.has(word));
    };
    return outside.filter((id) => knowledge.outside[id]?.kind !== "place" || !(tellsPlace || aside(id)));
  };

  /** Two facts that would be told together are trusted together: one isn't the other's rival. */
  const trustOf = (best: Candidate, second: Candidate | undefined, reading: Reading, question: Question): number => {
    const isPair =
      second !== undefined &&
      second.score > best.score * FITTED.close &&
      join(best.outcome as Told, second.outcome as Told, knowledge)?.facts.length === 2;
    if (!isPair) return trustIn(evidenceOf(best, reading, question));
    const both = { ...best, score: best.score + second.score };
    const rest = reading.candidates.filter((one) => one !== best && one !== second);
    return trustIn(evidenceOf(both, { ...reading, candidates: [both, ...rest] }, question));
  };

  return (reading, question, presumes) => {
    const { candidates } = reading;
    const first = candidates[0] as Candidate;
    const told = candidates.filter((c) => c.outcome.kind === "told");
    const [best, second] = told;
    const trust = best === undefined ? null : trustOf(best, second, reading, question);
    const found = (outcome: Outcome, decision: Decision, by: Candidate, quality: number, choices: readonly Outcome[] = []): Match => ({
      outcome,
      intent: by.intent,
      confidence: Math.min(1, Math.round(by.score * 1000) / 1000),
      quality,
      trust,
      reading,
      choices,
      decision,
    });
    const unclear = (): Match =>
      found(
        { kind: "unclear", near: told.slice(0, 2).flatMap((c) => (c.outcome as Told).facts.slice(0, 1)) },
        "notUnderstood",
        first,
        FITTED.unclear,
      );
    const { kind } = first.outcome;
    // “goodbye, I …”: distress after a greeting is still distress
    const despair = kind === "smalltalk" || kind === "distress" ? candidates.find((c) => c.outcome.kind === "distress") : undefined;
    if (despair !== undefined && despair.score >= FITTED.distress) return found(despair.outcome, "notInSource", despair, despair.score);
    if (kind === "refuse" || kind === "distress")
      return first.score >= FITTED[kind] ? found(first.outcome, "notInSource", first, first.score) : unclear();
    if (kind === "move" || kind === "aside") return found(first.outcome, "answered", first, first.score);
    const strange = strangersTo(best, question);
    if (strange.length > 0 && kind !== "smalltalk" && !(presumes && best === first && first.score >= FITTED.premise))
      return {
        ...found({ kind: "outside", names: strange, intent: null }, "outsideName", first, 0.9),
        reading: { ...reading, subjects: [] },
      };
    // of somebody whom nobody knows, or of "my" office, none of ours is meant
    const isElse = hasStranger(question) || question.tokens.some(({ word }) => POSSESSED.has(word));
    if (kind === "whose" && isElse) return unclear();
    // where nobody is named, asking back is no guess: a single fact that is less likely is one
    if (kind === "whose" && best !== undefined && first.score > best.score) return found(first.outcome, "ambiguous", first, first.score);
    const needed = isAssertion(question) && best?.coverage.anchored === false ? FITTED.assertion : FITTED.answer;
    if (best !== undefined && trust !== null && trust >= needed && best.score >= NEGLIGIBLE) {
      const { valued, ranked, asked, content, unknown, anchored } = best.coverage;
      if (!ranked || !asked || (!anchored && content === unknown)) return unclear();
      if (!valued)
        return found(
          { kind: "untold", intent: best.intent, subjects: reading.subjects, elsewhere: [] },
          "noSuchValue",
          best,
          trust * NO_VALUE,
        );
      if (second !== undefined && second.score > best.score * FITTED.close) {
        const joined = join(best.outcome as Told, second.outcome as Told, knowledge);
        if (joined !== undefined) return found(joined, "severalFacts", best, trust);
        if (best.score + second.score >= FITTED.clarify)
          return found(best.outcome, "ambiguous", best, trust, [best.outcome, second.outcome]);
      }
      return found(best.outcome, "answered", best, trust);
    }
    if (kind === "smalltalk") return isTalk(first, candidates) ? found(first.outcome, "answered", first, first.score) : unclear();
    if (kind === "told") return unclear();
    if (kind === "whose") return found(first.outcome, "ambiguous", first, first.score);
    return first.score >= FITTED.untold ? found(first.outcome, "notInSource", first, first.score) : unclear();
  };
}

/** Small talk of one or several kinds (“thanks, and bye”): likely, and without any words that small talk doesn't have. */
function isTalk({ coverage: { content, strange, unknown } }: Candidate, all: readonly Candidate[]): boolean {
  const score = all.reduce((sum, c) => sum + (c.outcome.kind === "smalltalk" ? c.score : 0), 0);
  return score >= FITTED.talk && unknown === 0 && (strange === 0 || (strange < content && score >= 0.97));
}

/** Two close facts of one forum are both given rather than offered as a choice; facts with one quote are one answer anyway. */
function join(best: Told, second: Told, { facts, subjects }: Knowledge): Told | undefined {
  if (best.frame.name !== "fact" || second.frame.name !== "fact") return best;
  const [a, b] = [facts[best.facts[0] as string], facts[second.facts[0] as string]];
  if (a === undefined || b === undefined || best.facts.length > 1 || a.quote === b.quote || second.facts.includes(a.id)) return best;
  const forum = (id: string): string => subjects[id]?.parent ?? id;
  return forum(a.about[0] as string) === forum(b.about[0] as string) && second.facts.length === 1
    ? { kind: "told", facts: [a.id, b.id], frame: best.frame, missing: best.missing }
    : undefined;
}
