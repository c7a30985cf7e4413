// Question and memory → its subjects: the names in it, disambiguated by each other and by the conversation.

import type { About } from "../answer/about.js";
import type { Memory } from "../chat.js";
import type { Knowledge, Subject } from "../knowledge/types.js";
import { inAnyLanguage, WORDS } from "../language/index.js";
import { asksByForm, claimsIn, isNegated, isYesNo, wordsOf } from "../understand/annotate.js";
import type { Question } from "../understand/index.js";

const PRONOUNS = inAnyLanguage((w) => w.pronouns);
const WHOLE = inAnyLanguage((w) => w.tellAll);
const MORE = inAnyLanguage((w) => w.more);
const EXISTING = inAnyLanguage((w) => w.existing);
const KINDS = inAnyLanguage((w) => w.kinds);
const SINGULARS = inAnyLanguage((w) => w.singulars);
const THERE = inAnyLanguage((w) => w.there);
const FIRST = inAnyLanguage((w) => w.ordinals[0] ?? []);
const LAST = inAnyLanguage((w) => w.last);
const WHY = inAnyLanguage((w) => w.why);
const ALTERNATIVES = inAnyLanguage((w) => w.alternatives);
const SUPERLATIVES = inAnyLanguage((w) => w.superlatives);
const CLEFTS = Object.values(WORDS).flatMap((w) => w.clefts);

type Subjects = Readonly<Record<string, Subject>>;

export const forumOf = (id: string, subjects: Subjects): string => subjects[id]?.parent ?? id;

/** Whether two subjects are the same, a forum and its body, or bodies of one forum. */
const isRelated = (a: string, b: string, subjects: Subjects): boolean => forumOf(a, subjects) === forumOf(b, subjects);

/** The subjects that a question names, without background subjects and without the forum of a body that is named too. */
export function groupsOf(question: Question, memory: Memory | undefined, subjects: Subjects): (readonly string[])[] {
  const clear = question.subjects.map((ids) => (ids.length === 1 ? ids : makeClear(ids, question, memory, subjects)));
  const strong = clear.filter((ids) => !isBackground(ids, subjects));
  const kept = strong.length > 0 ? strong : clear;
  const parentOf = (ids: readonly string[]): readonly string[] => ids.flatMap((id) => subjects[id]?.parent ?? []);
  const wholes = kept.filter((ids) => kept.some((other) => other !== ids && other.every((id) => ids.includes(subjects[id]?.parent ?? ""))));
  return kept.filter((ids) => !wholes.includes(ids)).map((ids) => [...ids, ...wholes.flat().filter((id) => parentOf(ids).includes(id))]);
}

/** The EU, the UN, the cooperation: they count only if no other subject is named. */
export const isBackground = (ids: readonly string[], subjects: Subjects): boolean => ids.every((id) => subjects[id]?.setting === true);

/** “the convention”: the one whose forum is named too, else the conversation's. */
function makeClear(ids: readonly string[], question: Question, memory: Memory | undefined, subjects: Subjects): readonly string[] {
  const near = (others: readonly string[]): string[] => ids.filter((id) => others.some((other) => isRelated(id, other, subjects)));
  const named = near(question.subjects.flatMap((other) => (other.length === 1 ? other : [])));
  if (named.length > 0) return named;
  const said = (memory?.subjects ?? []).filter((id) => ids.includes(id));
  if (said.length > 0) return said;
  const told = near(memory?.subjects ?? []);
  return told.length > 0 ? told : ids;
}

/** “They”, “its”: refer to a subject named before; “den viktigste” doesn't. */
export const isPointing = ({ tokens }: Question): boolean =>
  tokens.some(
    ({ word }, i) => PRONOUNS.has(word) && !EXISTING.has(tokens[i - 1]?.word ?? "") && !SUPERLATIVES.has(tokens[i + 1]?.word ?? ""),
  );

/** “When was the cooperation founded?”: like a pronoun, if no subject is named. */
const isOfAKind = ({ tokens }: Question): boolean =>
  tokens.some(({ word }, i) => KINDS.has(word) || KINDS.has(`${tokens[i - 1]?.word} ${word}`));

/** Points at somebody whom nothing names. */
export const isDangling = (question: Question): boolean => isPointing(question) || isOfAKind(question);

/**
 * The conversation's subjects, one list of readings per forum: the subjects themselves, then their forum. Bodies of one
 * forum that were compared are separate.
 */
export function groupsFrom(
  question: Question,
  memory: Memory,
  { subjects, facts }: Pick<Knowledge, "subjects" | "facts">,
  compared: boolean,
): { groups: (readonly string[])[]; family: string[] } {
  // “what do they do there?”: the place of the last fact, if that is a body of its own
  const there = question.tokens.some(({ word }) => THERE.has(word));
  const bodies = there ? memory.facts.flatMap((id) => facts[id]?.about.slice(1) ?? []).filter((id) => subjects[id]?.parent != null) : [];
  const isOne = question.tokens.some(({ word }) => SINGULARS.has(word));
  const spokenOf = bodies.length > 0 ? [...new Set(bodies)] : memory.subjects;
  // several bodies of a forum, named together, are meant each: "A and B. Is Norway in both?"
  const apart = compared || (spokenOf.length > 1 && spokenOf.every((id) => subjects[id]?.parent != null));
  const wholeOf = (id: string): string => (apart ? id : forumOf(id, subjects));
  const all = [...new Set(spokenOf.map(wholeOf))];
  // After a comparison of two, “the former” and “the latter” mean one each.
  const says = (words: ReadonlySet<string>): boolean => question.tokens.some(({ word }) => words.has(word));
  const those = all.length === 2 && says(FIRST) !== says(LAST) ? (says(FIRST) ? all.slice(0, 1) : all.slice(1)) : all;
  return {
    groups: those.map((whole) => {
      const own = spokenOf.filter((id) => wholeOf(id) === whole);
      return isOne ? own : [...new Set([...own, whole])];
    }),
    // “it” after a body means that body, not its siblings
    family: [
      ...new Set(spokenOf.flatMap((id) => [id, forumOf(id, subjects), ...(subjects[isOne ? id : forumOf(id, subjects)]?.bodies ?? [])])),
    ],
  };
}

interface Where {
  readonly groups: readonly (readonly string[])[];
  readonly family?: readonly string[];
  /** Points at somebody whom nothing names. */
  readonly dangling?: boolean;
  readonly stems?: readonly string[];
  readonly memory?: Memory | undefined;
}

export function aboutOf(question: Question, { groups, family = [], dangling = false, stems = [], memory }: Where): About {
  const words = wordsOf(question);
  /** “X does not …” is a statement about X; “who does not?” asks. */
  const isOfSomebody = question.subjects.length > 0 && !asksByForm(question);
  return {
    groups,
    family,
    named: family.length === 0 || isPointing(question),
    told: words.some((word) => MORE.has(word)) ? (memory?.facts ?? []) : [],
    others: memory === undefined ? [] : [...memory.subjects, ...(memory.earlier ?? []).flatMap((turn) => turn.subjects)],
    presumes: presumes(question),
    topics: question.topics,
    dangling,
    whole: words.length <= 2 || words.some((word) => WHOLE.has(word)),
    negated: isNegated(question) && !isYesNo(question) && !isOfSomebody && !words.some((word) => WHY.has(word)),
    filters: !isYesNo(question) && !words.some((word) => WHY.has(word)),
    claims: claimsIn(question),
    stems: new Set([...stems, ...words]),
  };
}

/** Behind "or" a name stands at once or after a word ("or the other one"). */
const SOON = 2;

/** “Why is it X that …”, “is it X that …”, “X or Y?”: the fact helps even if X is wrong. */
export function presumes({ tokens, mentions }: Question): boolean {
  const isChoice = (i: number): boolean => mentions.some(({ start }) => start > i && start <= i + SOON);
  const start = tokens
    .slice(0, 4)
    .map(({ word }) => word)
    .join(" ");
  return (
    tokens.some(({ word }, i) => WHY.has(word) || (ALTERNATIVES.has(word) && isChoice(i))) || CLEFTS.some((cleft) => start.includes(cleft))
  );
}
