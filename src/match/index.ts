// Question and memory → Match: what is asked, of whom, and whether the source tells it. Decides between readings.
import type { Memory } from "../chat.js";
import { remember } from "../conversation/index.js";
import type { Knowledge } from "../knowledge/types.js";
import { type Question, toText } from "../question/index.js";
import { aboutOf, groupsFrom, groupsOf, isFollowUp, isFragment, isOfAKind, isPointing, isPointingAtOne, pointsFirst } from "./about.js";
import { choose, decide, UNANSWERED } from "./decide.js";
import type { Text } from "./features.js";
import { BARE, createKeywords } from "./keywords.js";
import { margins, probabilities } from "./linear.js";
import type { Candidate, Match, MatchQuestion, Part, Reading } from "./match.js";
import type { Model } from "./model.js";
import { keyOf, type Outcome } from "./outcome.js";
import { createResolve } from "./resolve.js";
import { cutsOf, slice } from "./split.js";
import { createSupport, nothingSupports } from "./support.js";
import { ANSWER, SHARPNESS } from "./thresholds.js";

/** Classes below this share of the likeliest one are not resolved: they change no decision. */
const NEGLIGIBLE = 0.02;
/** Nor are those below this: where no class stands out, nearly all would be looked up. With 0.008, 12 of 2,130 answers changed. */
const RARE = 0.004;
/** Chatter seldom names a forum. */
const TALK_OF_SOMEBODY = 0.2;

/** Classes that come to the same outcome, as one. */
interface Pooled {
  readonly key: string;
  readonly outcome: Outcome;
  /** The likeliest of them. */
  readonly intent: string;
  readonly intents: string[];
  score: number;
}

export function createMatch(knowledge: Knowledge, model: Model): MatchQuestion {
  const resolve = createResolve(knowledge);
  const keywords = createKeywords(knowledge, new Set(model.vocabulary.map(([word]) => word)), resolve);
  const support = createSupport(knowledge, model);
  const talk = model.intents.classes.map((intent) => knowledge.intents[intent]?.kind === "smalltalk");
  /** Used again for each reading: memory outside the heap is dear to get and to give back. */
  const p = new Float64Array(model.intents.classes.length);

  const read = (
    question: Question,
    groups: readonly (readonly string[])[],
    memory: Memory | undefined,
    family: readonly string[],
    dangling: boolean,
    before: readonly string[],
  ): Reading => {
    const fromMemory = memory !== undefined;
    const ids = memory === undefined ? groups.flatMap((group) => (group.length === 1 ? group : [])) : memory.subjects;
    const text: Text = toText(question, ids, knowledge.subjects);
    const about = aboutOf(question, groups, dangling, text.stems, family, memory?.facts);
    probabilities(margins(model.intents, text), SHARPNESS, p);
    let least = RARE;
    for (const score of p) least = Math.max(least, score * NEGLIGIBLE);
    const likely: number[] = [];
    for (let k = 0; k < p.length; k++) if ((p[k] as number) >= least) likely.push(k);
    const ranked = likely.sort((a, b) => (p[b] as number) - (p[a] as number));
    const pooled = new Map<string, Pooled>();
    for (const k of ranked) {
      const score = (p[k] as number) * (talk[k] === true && groups.length > 0 ? TALK_OF_SOMEBODY : 1);
      const intent = model.intents.classes[k] as string;
      const outcome = resolve(intent, about);
      const key = keyOf(outcome);
      const before = pooled.get(key);
      if (before === undefined) pooled.set(key, { key, outcome, intent, score, intents: [intent] });
      else {
        before.score += score;
        before.intents.push(intent);
      }
    }
    const ordered = [...pooled.values()].sort((a, b) => b.score - a.score);
    // Only the likeliest fact is ever held against its words.
    const best = ordered.find(({ outcome }) => outcome.kind === "told");
    const candidates = ordered.map((one, i): Candidate => {
      const { key, outcome, intent, score } = one;
      const held = one === best || (i === 0 && outcome.kind === "smalltalk");
      return { key, outcome, intent, score, support: held ? support(text, question, outcome, one.intents, fromMemory) : nothingSupports };
    });
    const intents = ranked.slice(0, 5).map((k) => ({ intent: model.intents.classes[k] as string, score: p[k] as number }));
    return { candidates, intents, subjects: ids, fromMemory, before };
  };

  /** `goesOn`: it is the second part of a message, so what names nobody is about whom the first part was. */
  const one = (question: Question, memory: Memory | undefined, goesOn = false): Match => {
    const groups = groupsOf(question, memory, knowledge.subjects);
    const known = keywords(question, groups, memory);
    if (known !== undefined) return known;
    const pointing = isPointing(question) || isFollowUp(question);
    const named = groups.some((group) => !group.every((id) => knowledge.subjects[id]?.setting));
    const alone = (): Reading => read(question, groups, undefined, [], (pointing || isOfAKind(question)) && !named, memory?.subjects ?? []);
    if (named && memory !== undefined) return ofOthers(decide(alone(), question, knowledge), question);
    if (memory === undefined || (groups.length > 0 && !pointing) || memory.subjects.length === 0)
      return decide(alone(), question, knowledge);
    const compared = knowledge.intents[memory.intent ?? ""]?.kind === "compare";
    const before = groupsFrom(question, memory, knowledge.subjects, compared);
    const together = read(question, before.groups, memory, before.family, false, memory.subjects);
    if (goesOn) return decide(together, question, knowledge);
    return ofOthers(decide(choose(alone(), together, pointing, question.tokens.length), question, knowledge), question);
  };

  /** "Does it help …?" where the source tells it of others than were spoken of: they are told, and that it is not told of these. */
  const ofOthers = (match: Match, question: Question): Match => {
    const { outcome, reading } = match;
    const [spokenOf] = reading.before;
    if (outcome.kind !== "told" || outcome.frame.name !== "fact" || spokenOf === undefined) return match;
    const parentOf = (id: string): string | null => knowledge.subjects[id]?.parent ?? null;
    const forumOf = (id: string): string => parentOf(id) ?? id;
    const about = outcome.facts.flatMap((id) => knowledge.facts[id]?.about ?? []);
    const ofThem = [...about, ...outcome.facts.flatMap((id) => knowledge.facts[id]?.mentions ?? [])];
    if (ofThem.some((id) => knowledge.subjects[id]?.setting)) return match;
    // of a body, what is told of its forum or of it; not what is told of the body beside it
    const bodies = [...reading.before, ...outcome.facts.flatMap((id) => knowledge.facts[id]?.about[0] ?? [])];
    const beside = bodies.every((id) => parentOf(id) !== null) && !ofThem.some((id) => reading.before.includes(id));
    if (reading.fromMemory) return beside && isPointingAtOne(question) ? { ...match, outcome: { ...outcome, missing: [spokenOf] } } : match;
    if (!pointsFirst(question, knowledge.subjects) && !isFragment(question)) return match;
    const forums = reading.before.map(forumOf);
    const theirs = ofThem.some((id) => forums.includes(forumOf(id)));
    return theirs ? match : { ...match, outcome: { ...outcome, missing: [spokenOf] } };
  };

  /** Parts of a message, if each is told and they come to different facts; the first way of parting that does. */
  const apart = (question: Question, whole: Match, memory: Memory | undefined): Part[] | undefined => {
    const sure = whole.outcome.kind === "told" && (whole.confidence ?? 0) >= WHOLE;
    const cuts = cutsOf(question)
      .filter(({ asks }) => asks || !sure)
      .sort((a, b) => Number(b.asks) - Number(a.asks));
    for (const { at, skip, asks } of cuts.slice(0, MOST_CUTS)) {
      const first = slice(question, 0, at);
      const rest = slice(question, skip ? at + 1 : at, question.tokens.length);
      const least = asks ? PART_ASKS : PART;
      let left = one(first, memory);
      // The second part is only read where the first may stand: most ways of parting end here.
      if (!isSure(left, least) && left.reading.subjects.length > 0 && (skip || !isSurelyUntold(left))) continue;
      const after = remember(left, question.language, memory, knowledge);
      const right = one(rest, after, true);
      const sentences = !skip && (isSure(left, least) || isSure(right, least));
      if (sentences && (isSurelyUntold(left) || isSurelyUntold(right)))
        return [
          { question: first, match: left },
          { question: rest, match: right },
        ];
      if (!isSure(right, least)) continue;
      if (!isSure(left, least) && left.reading.subjects.length === 0)
        left = one(first, remember(right, question.language, memory, knowledge));
      if (!isSure(left, least) || sameFacts(left, right, whole)) continue;
      const more = apart(rest, right, after);
      return [{ question: first, match: left }, ...(more ?? [{ question: rest, match: right }])];
    }
    return undefined;
  };

  return (question, memory) => {
    const whole = one(question, memory);
    if (
      whole.outcome.kind === "smalltalk" ||
      question.tokens.length > LONGEST_APART ||
      standsTogether(whole) ||
      isBeyond(whole) ||
      isStrange(whole)
    )
      return whole;
    const parts = apart(question, whole, memory);
    return parts === undefined ? whole : { ...whole, parts, decision: "it asks several things" };
  };
}

/** A part is taken only when it is told this surely; more leniently where it begins like a question. */
const PART = 0.7;
const PART_ASKS = 0.5;
/** A message that is understood this surely as a whole is parted only where a question begins. */
const WHOLE = 0.8;
/** Places tried: each costs as much as two or three questions. */
const MOST_CUTS = 2;
/** Longer messages are read as a whole: every way of parting costs as much as a question. */
const LONGEST_APART = 26;

const isSure = (match: Match, least: number): boolean =>
  match.outcome.kind === "told" && match.choices.length === 0 && !BARE.includes(match.decision) && (match.confidence ?? 0) >= least;

const isSurelyUntold = ({ outcome, confidence, decision }: Match): boolean =>
  outcome.kind === "untold" && decision === UNANSWERED && (confidence ?? 0) >= PART;

/** Surely about something else: its parts would be too. */
const isBeyond = ({ outcome, confidence }: Match): boolean =>
  (outcome.kind === "outside" || outcome.kind === "offtopic") && (confidence ?? 0) >= BEYOND;
const BEYOND = 0.6;

/** So many words that nobody has used are no question, and neither are its parts: they were the slowest of all messages. */
const isStrange = ({ outcome, reading }: Match): boolean =>
  outcome.kind !== "told" && reading.candidates.some(({ support }) => support.unknown.length >= STRANGE);
const STRANGE = 4;

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
