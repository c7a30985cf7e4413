// One clause and its context → Match: what is asked, about whom, and whether the source says it.

import { COVERED, createCover } from "../answer/coverage.js";
import { FITTED } from "../answer/fitted.js";
import type { Candidate, Match, Reading } from "../answer/match.js";
import { keyOf, type Outcome } from "../answer/outcome.js";
import { createDecide } from "../answer/policy.js";
import { createEvaluate } from "../answer/query.js";
import { createJudge } from "../answer/verdict.js";
import type { Memory } from "../chat.js";
import { margins, probabilities } from "../classify/linear.js";
import type { Model } from "../classify/model.js";
import { toText } from "../classify/text.js";
import type { Knowledge } from "../knowledge/types.js";
import { inAnyLanguage } from "../language/index.js";
import { askedType, beginning, claimsIn, isYesNo, wordsOf } from "../understand/annotate.js";
import { slice } from "../understand/clauses.js";
import type { Question } from "../understand/index.js";
import { createMoves } from "./moves.js";
import { aboutOf, groupsFrom, groupsOf, isBackground, isDangling, isPointing, presumes } from "./reference.js";
import { createShortcuts } from "./shortcuts.js";

export type Interpret = (question: Question, memory: Memory | undefined) => Match;

/** Classes below this share of the likeliest one, or below this probability, don't affect the decision. */
const NEGLIGIBLE = 0.02;
const RARE = 0.004;
/** Small talk rarely names a forum. */
const TALK_OF_SOMEBODY = 0.2;
/** The fields of facts that claims are compared with. */
const VALUES_OF = { perYear: ["meetingsPerYear"], members: ["members"], count: [], year: ["since", "year"] } as const;
/** A clause with at most this many words depends on the conversation. */
const SHORT = 3;
/** So much more likely than not, "it" is whom the conversation is about. */
const POINTING = 0.9;

const WHY = inAnyLanguage((w) => w.why);
const NEGATIONS = inAnyLanguage((w) => w.negations);
const COMPARING = inAnyLanguage((w) => [...w.comparatives, ...w.superlatives]);
const PERSON = inAnyLanguage((w) => w.asksPerson);
const PREPOSITIONS = inAnyLanguage((w) => w.prepositions);
const DOING = inAnyLanguage((w) => w.doing);

export function createInterpret(knowledge: Knowledge, model: Model): Interpret {
  const { subjects, intents } = knowledge;
  const evaluate = createEvaluate(knowledge);
  const cover = createCover(knowledge, model);
  const decide = createDecide(knowledge);
  const shortcuts = createShortcuts(knowledge, new Set(model.vocabulary.map(([word]) => word)), evaluate);
  const move = createMoves(knowledge, evaluate);
  const { judge, settle } = createJudge(knowledge, model);
  const talk = model.intents.classes.map((intent) => intents[intent]?.kind === "smalltalk");
  /** Reused for each reading: typed arrays are expensive to allocate. */
  const p = new Float64Array(model.intents.classes.length);

  interface Where {
    readonly groups: readonly (readonly string[])[];
    readonly family?: readonly string[];
    readonly dangling?: boolean;
    readonly memory: Memory | undefined;
    /** Whether the groups are those of the conversation. */
    readonly fromMemory: boolean;
  }

  /** Of the conversation's subjects those that are meant: “the former” is one of two. */
  const meantOf = (spokenOf: readonly string[], groups: readonly (readonly string[])[]): readonly string[] => {
    const meant = spokenOf.filter((id) => groups.some((group) => group.includes(id)));
    return meant.length > 0 ? meant : spokenOf;
  };

  const read = (question: Question, { groups, family = [], dangling = false, memory, fromMemory }: Where): Reading => {
    const ids = fromMemory ? meantOf(memory?.subjects ?? [], groups) : groups.flatMap((group) => (group.length === 1 ? group : []));
    const text = toText(question, ids, subjects);
    const about = aboutOf(question, { groups, family, dangling, stems: text.stems, memory });
    probabilities(margins(model.intents, text), FITTED.sharpness, p);
    let least = RARE;
    for (const score of p) least = Math.max(least, score * NEGLIGIBLE);
    const likely: number[] = [];
    for (let k = 0; k < p.length; k++) if ((p[k] as number) >= least) likely.push(k);
    const ranked = likely.sort((a, b) => (p[b] as number) - (p[a] as number));
    const pooled = new Map<string, { key: string; outcome: Outcome; intent: string; own: number; intents: string[]; score: number }>();
    for (const k of ranked) {
      const score = (p[k] as number) * (talk[k] === true && groups.length > 0 ? TALK_OF_SOMEBODY : 1);
      const intent = model.intents.classes[k] as string;
      const outcome = evaluate(intent, about);
      const key = keyOf(outcome);
      const same = pooled.get(key);
      if (same === undefined) pooled.set(key, { key, outcome, intent, own: score, score, intents: [intent] });
      else {
        same.score += score;
        same.intents.push(intent);
      }
    }
    const ordered = [...pooled.values()].sort((a, b) => b.score - a.score);
    // Only candidates for the reply are compared with its words.
    const best = ordered.find(({ outcome }) => outcome.kind === "told");
    const candidates = ordered.map((one, i): Candidate => {
      const held = one === best || (i === 0 && one.outcome.kind === "smalltalk");
      const { intents: of, ...rest } = one;
      return { ...rest, coverage: held ? cover(text, question, one.outcome, of, fromMemory) : COVERED };
    });
    const top = ranked.slice(0, 5).map((k) => ({ intent: model.intents.classes[k] as string, score: p[k] as number }));
    return { candidates, intents: top, subjects: ids, fromMemory };
  };

  /** “Why isn't X in Y?”: the fact that contradicts the presupposition. */
  const corrected = (question: Question, groups: readonly (readonly string[])[]): Match | undefined => {
    const words = wordsOf(question);
    const start = words.findIndex((word) => WHY.has(word));
    if (start < 0 || start > 2) return undefined;
    const rest = slice(question, start + 1, question.tokens.length);
    const negated = wordsOf(rest).some((word) => NEGATIONS.has(word));
    const named = new Set(groups.flat());
    const fact = Object.values(knowledge.facts).find((one) => one.about.some((id) => named.has(id)) && settle(rest, one, []) === negated);
    if (fact === undefined) return undefined;
    const outcome: Outcome = { kind: "told", facts: [fact.id], frame: { name: "fact" }, missing: [], verdict: "otherwise" };
    const candidate: Candidate = { key: keyOf(outcome), outcome, intent: fact.id, own: 1, score: 1, coverage: COVERED };
    const reading = { candidates: [candidate], intents: [], subjects: [...named].slice(0, 1), fromMemory: false };
    return { outcome, intent: fact.id, confidence: 1, quality: 0.95, trust: 1, reading, choices: [], decision: "answered" };
  };

  /** “Who monitors X?” if X is the one that monitors: another agent is asked for, and the source has none. */
  const reversed = (match: Match, question: Question, groups: readonly (readonly string[])[]): Match => {
    const { outcome } = match;
    if (outcome.kind !== "told" || outcome.frame.name !== "fact" || askedType(question) !== "person") return match;
    if (groups.length !== 1 || outcome.missing.length > 0 || intents[match.intent ?? ""]?.kind === "most") return match;
    const words = wordsOf(question);
    const named = groups.flat();
    // "who does X help?", "who is X part of?": whom it is done to is asked for
    const helped = DOING.has(words[beginning(words) + 1] ?? "") || PREPOSITIONS.has(words.at(-1) ?? "");
    const asksWho = (id: string): boolean => PERSON.has(knowledge.facts[id]?.ask[question.language].split(" ")[0]?.toLowerCase() ?? "");
    const isTurned = (id: string): boolean => {
      // “who arranges the meetings in X?” is the fact's own question
      if (asksWho(id) && knowledge.facts[id]?.says.every(({ whom }) => whom.length === 0)) return false;
      const says = (knowledge.facts[id]?.says ?? []).filter(({ verbs }) =>
        Object.values(verbs).some((list) => list?.some((verb) => words.includes(verb))),
      );
      return (
        says.some((p) => !p.toPeople && p.who.some((one) => named.includes(one))) &&
        !says.some((p) => p.whom.some((one) => named.includes(one)))
      );
    };
    if (helped || !outcome.facts.every(isTurned)) return match;
    return {
      ...match,
      outcome: { kind: "untold", intent: match.intent as string, subjects: named.slice(0, 1), elsewhere: [] },
      decision: "notInSource",
    };
  };

  /** Adds the verdict (yes, no, differs, open); facts that leave too much open are dropped. */
  const judged = (match: Match, question: Question, groups: readonly (readonly string[])[]): Match => {
    const { outcome } = match;
    const isComparing =
      groups.length > 1 && intents[match.intent ?? ""]?.kind !== "most" && wordsOf(question).some((word) => COMPARING.has(word));
    if (outcome.kind === "untold" && isComparing) return { ...match, outcome: { ...outcome, intent: "" } };
    if (outcome.kind !== "told" || match.choices.length > 0) return match;
    const untold = (): Match => ({
      ...match,
      outcome: {
        kind: "untold",
        intent: "",
        subjects: firstOf(groups).length > 0 ? firstOf(groups) : match.reading.subjects,
        elsewhere: [],
      },
      decision: "notInSource",
    });
    if (isComparing) return untold();
    if (outcome.frame.name !== "fact" || outcome.missing.length > 0 || outcome.verdict !== undefined) return match;
    const facts = outcome.facts.flatMap((id) => knowledge.facts[id] ?? []);
    const verdict = judge(question, facts, match.reading.subjects);
    const about = match.reading.subjects;
    const isMain = about.length === 0 || facts.some((fact) => about.includes(fact.about[0] as string));
    const isBare = about.length === 0 && !facts.every((fact) => subjects[fact.about[0] as string]?.setting);
    if (verdict === "open" && claimsIn(question).length > 0 && !isMain) return untold();
    // a denial must be sure: what the fact leaves open, and is hardly understood, is not denied
    if (verdict === "open" && (match.trust ?? 1) < (isBare ? FITTED.openBare : FITTED.open))
      return { ...match, outcome: { kind: "unclear", near: outcome.facts.slice(0, 1) }, decision: "notUnderstood" };
    const best = match.reading.candidates.find((candidate) => candidate.outcome.kind === "told");
    // the fact doesn't leave open what its own examples ask
    const said = verdict === "open" && best?.coverage.strange === 0 ? null : verdict;
    // "is X represented by …?": what is told of the whole leaves open whether it is so of X
    const isOfWhole = facts.every((fact) => fact.about.every((id) => subjects[id]?.setting));
    if (said === null && isOfWhole && isYesNo(question) && groups.some((group) => !isBackground(group, subjects))) return untold();
    return said === null ? match : { ...match, outcome: { ...outcome, verdict: said } };
  };

  const firstOf = (groups: readonly (readonly string[])[]): string[] => groups.flatMap((group) => group.slice(0, 1));

  /** A statement whose words name another subject is not a question about the conversation's. */
  const isOwnStatement = (alone: Match, together: Match, question: Question): boolean => {
    const fact = knowledge.facts[alone.intent ?? ""];
    const same = alone.outcome.kind === "told" && together.outcome.kind === "untold" && alone.intent === together.intent;
    return same && fact !== undefined && fact.as === undefined && !isPointing(question) && question.tokens.length > SHORT;
  };

  /** “I thought it was four?”: the value is compared with the last answer. */
  const doubted = (match: Match, question: Question, memory: Memory | undefined): Match => {
    const { kind } = match.outcome;
    if (
      memory === undefined ||
      memory.facts.length === 0 ||
      kind === "told" ||
      kind === "refuse" ||
      kind === "distress" ||
      kind === "smalltalk"
    )
      return match;
    const claimed = claimsIn(question).flatMap(({ field }) => VALUES_OF[field]);
    const facts = memory.facts.filter((id) => claimed.some((name) => knowledge.facts[id]?.values[name] !== undefined));
    if (facts.length === 0) return match;
    const outcome: Outcome = { kind: "told", facts, frame: { name: "fact" }, missing: [] };
    return {
      ...match,
      outcome,
      intent: memory.intent,
      quality: 0.8,
      reading: { ...match.reading, subjects: memory.subjects, fromMemory: true },
      decision: "answered",
    };
  };

  const understand = (question: Question, groups: readonly (readonly string[])[], memory: Memory | undefined): Match => {
    const presumed = presumes(question);
    const named = groups.some((group) => !isBackground(group, subjects));
    const dangling = !named && isDangling(question);
    const alone = decide(read(question, { groups, dangling, memory, fromMemory: false }), question, presumed);
    if (memory === undefined || memory.subjects.length === 0 || named) return alone;
    const before = groupsFrom(question, memory, knowledge, memory.intent === null || intents[memory.intent]?.kind === "compare");
    const together = decide(read(question, { ...before, memory, fromMemory: true }), question, presumed);
    if (alone.outcome.kind === "smalltalk" && alone.quality >= FITTED.talk) return alone;
    if (together.outcome.kind === "move" || alone.outcome.kind === "move") return alone.outcome.kind === "move" ? alone : together;
    // words about another subject are not a question about the conversation's
    if (isOwnStatement(alone, together, question)) return alone;
    const leaning = isPointing(question) ? POINTING : question.tokens.length <= SHORT ? 0.85 : groups.length > 0 ? 0.4 : FITTED.memory;
    return together.quality * leaning >= alone.quality * (1 - leaning) ? together : alone;
  };

  return (question, memory) => {
    const groups = groupsOf(question, memory, subjects);
    const known = shortcuts(question, groups, memory) ?? corrected(question, groups);
    const match = known ?? doubted(reversed(understand(question, groups, memory), question, groups), question, memory);
    return match.outcome.kind === "move" ? move(match, question, groups, memory) : judged(match, question, groups);
  };
}
