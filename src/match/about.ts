// Question and memory → whom it is about: the names in it, made clear by each other and by the conversation.
import type { Memory } from "../chat.js";
import type { Subject } from "../knowledge/types.js";
import { inAnyLanguage, WORDS } from "../language/index.js";
import type { Question } from "../question/index.js";
import type { About } from "./resolve.js";

const PRONOUNS = inAnyLanguage((w) => w.pronouns);
const WHOLE = inAnyLanguage((w) => w.tellAll);
const MORE = inAnyLanguage((w) => w.more);
const CORRECTIONS = inAnyLanguage((w) => w.corrections);
const LEAD_INS = inAnyLanguage((w) => w.leadIns);
const FOLLOW_UPS = inAnyLanguage((w) => w.followUps);

type Subjects = Readonly<Record<string, Subject>>;

/** Whether two subjects are the same, or one is a body of the other. */
const related = (a: string, b: string, subjects: Subjects): boolean =>
  a === b ||
  subjects[a]?.parent === b ||
  subjects[b]?.parent === a ||
  (subjects[a]?.parent !== null && subjects[a]?.parent === subjects[b]?.parent);

/** The subjects that a question names, without settings and without the forum of a body that is named too. */
export function groupsOf(question: Question, memory: Memory | undefined, subjects: Subjects): (readonly string[])[] {
  const clear = question.subjects.map((ids) => (ids.length === 1 ? ids : makeClear(ids, question, memory, subjects)));
  const strong = clear.filter((ids) => !ids.every((id) => subjects[id]?.setting));
  const kept = strong.length > 0 ? strong : clear;
  return kept.filter((ids) => !kept.some((other) => other !== ids && other.every((id) => ids.includes(subjects[id]?.parent ?? ""))));
}

/** "the convention": the one whose forum is named too, else the one that the conversation is about. */
function makeClear(ids: readonly string[], question: Question, memory: Memory | undefined, subjects: Subjects): readonly string[] {
  const near = (others: readonly string[]): string[] => ids.filter((id) => others.some((other) => related(id, other, subjects)));
  const named = near(question.subjects.flatMap((other) => (other.length === 1 ? other : [])));
  if (named.length > 0) return named;
  const told = near(memory?.subjects ?? []);
  return told.length > 0 ? told : ids;
}

/** "finnes det …": points at nobody. */
const EXISTING = new Set(["finnes", "fins", "finst"]);

export function isPointing(question: Question): boolean {
  return question.tokens.some(({ word }, i) => PRONOUNS.has(word) && !EXISTING.has(question.tokens[i - 1]?.word ?? ""));
}

const KINDS = inAnyLanguage((w) => w.kinds);

/** "When was the cooperation founded?": like a pronoun, where nobody is named. */
export const isOfAKind = ({ tokens }: Question): boolean =>
  tokens.some(({ word }, i) => KINDS.has(word) || KINDS.has(`${tokens[i - 1]?.word} ${word}`));

const SINGULARS = inAnyLanguage((w) => w.singulars);

/** "Does it …?", and nobody named. */
export function isPointingAtOne({ tokens, mentions }: Question): boolean {
  const pronouns = tokens.filter(({ word }) => PRONOUNS.has(word));
  return mentions.length === 0 && pronouns.length > 0 && pronouns.every(({ word }) => SINGULARS.has(word));
}

const EXPLETIVES = inAnyLanguage((w) => w.expletives);
const BEING = inAnyLanguage((w) => w.being);
const POSSESSIVES = inAnyLanguage((w) => w.possessives);
const CONFIRMATIONS = Object.values(WORDS).flatMap((w) => w.confirmations);
const SOMEBODY = inAnyLanguage((w) => w.somebody);
const HOME = inAnyLanguage((w) => w.home);
const ASKING = inAnyLanguage((w) => w.questionWords);

/**
 * Whether it says something of whom it points at ("does it help …?", "do they …?"), not of whom it names later on. "Er det …"
 * points at nobody where somebody is named or asked for.
 */
export function pointsFirst({ tokens, mentions }: Question, subjects: Subjects): boolean {
  if (!tokens.some(({ word }) => PRONOUNS.has(word) || POSSESSIVES.has(word))) return false;
  const starts = mentions
    .filter(({ kind, ids }) => kind !== "topic" && !ids.every((id) => subjects[id]?.setting))
    .map(({ start }) => start);
  const named = Math.min(tokens.length, ...starts);
  const home = starts.length === 0 ? named : tokens.findIndex(({ word }) => HOME.has(word));
  const before = home < 0 ? named : Math.min(named, home);
  const start = tokens
    .slice(0, 6)
    .map(({ word }) => word)
    .join(" ");
  const confirming = CONFIRMATIONS.find((phrase) => start.includes(phrase))?.split(" ") ?? [];
  return tokens.some(({ word }, i) => {
    const [verb = "", next = ""] = [tokens[i - 1]?.word, tokens[i + 1]?.word];
    if (POSSESSIVES.has(word) && starts.includes(i + 1)) return true;
    // "is it X that …", "the group X": it belongs to the name
    if (i >= before || !PRONOUNS.has(word) || confirming.includes(word) || EXISTING.has(verb) || starts.includes(i + 1)) return false;
    return !(EXPLETIVES.has(word) && BEING.has(verb) && (starts.length > 0 || SOMEBODY.has(next)));
  });
}

/** "Since when?": a question word, one or two words more, and nobody named. */
export const isFragment = ({ tokens, mentions }: Question): boolean =>
  tokens.length <= 3 && mentions.length === 0 && tokens.some(({ word }) => ASKING.has(word));

/** "and …", "what about …": begins like something that goes on. */
export function isFollowUp(question: Question): boolean {
  const all = question.tokens.map(({ word }) => word);
  const words = all.slice(
    Math.max(
      0,
      all.findIndex((word) => !LEAD_INS.has(word) || FOLLOW_UPS.has(word)),
    ),
  );
  return (
    all.some((word) => CORRECTIONS.has(word)) ||
    FOLLOW_UPS.has(words[0] ?? "") ||
    FOLLOW_UPS.has(words.slice(0, 2).join(" ")) ||
    FOLLOW_UPS.has(words.slice(0, 3).join(" "))
  );
}

const FIRST = inAnyLanguage((w) => w.ordinals[0] ?? []);
const LAST = inAnyLanguage((w) => w.last);

/**
 * Whom the conversation is about, a list of readings a forum: the subjects themselves, then their forum. Bodies of one forum that
 * were compared are apart.
 */
export function groupsFrom(
  question: Question,
  memory: Memory,
  subjects: Subjects,
  compared: boolean,
): { groups: (readonly string[])[]; family: string[] } {
  const forumOf = (id: string): string => subjects[id]?.parent ?? id;
  const wholeOf = (id: string): string => (compared ? id : forumOf(id));
  const all = [...new Set(memory.subjects.map(wholeOf))];
  // Of two that were compared, "the former" and "the latter" are one each.
  const says = (words: ReadonlySet<string>): boolean => question.tokens.some(({ word }) => words.has(word));
  const those = all.length === 2 && says(FIRST) !== says(LAST) ? all.slice(says(FIRST) ? 0 : 1, says(FIRST) ? 1 : 2) : all;
  return {
    groups: those.map((whole) => [...new Set([...memory.subjects.filter((id) => wholeOf(id) === whole), whole])]),
    family: [...new Set(those.map(forumOf))].flatMap((forum) => [forum, ...(subjects[forum]?.bodies ?? [])]),
  };
}

export function aboutOf(
  question: Question,
  groups: readonly (readonly string[])[],
  dangling: boolean,
  stems: readonly string[],
  family: readonly string[] = [],
  before: readonly string[] = [],
): About {
  const words = question.tokens.map(({ word }) => word);
  const whole = words.length <= 2 || words.some((word) => WHOLE.has(word));
  const told = words.some((word) => MORE.has(word)) ? before : [];
  return {
    groups,
    family,
    told,
    presumes: presumes(question),
    either: words.some((word) => ALTERNATIVES.has(word) || NEITHER.has(word)),
    topics: question.topics,
    dangling,
    whole,
    stems: new Set([...stems, ...words]),
  };
}

const WHY = inAnyLanguage((w) => w.why);
const ALTERNATIVES = inAnyLanguage((w) => w.alternatives);
const NEITHER = inAnyLanguage((w) => w.neither);
const CLEFTS = Object.values(WORDS).flatMap((w) => w.clefts);

/** "Why is it X that …", "is it X that …", "X or Y?": whoever asks like this is helped by the fact, even if X is wrong. */
export function presumes({ tokens }: Question): boolean {
  const start = tokens
    .slice(0, 4)
    .map(({ word }) => word)
    .join(" ");
  return tokens.some(({ word }) => WHY.has(word) || ALTERNATIVES.has(word)) || CLEFTS.some((cleft) => start.includes(cleft));
}
