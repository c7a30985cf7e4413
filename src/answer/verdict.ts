// Clause and fact → the verdict before the fact: yes, no, that the source differs, or that it leaves the question open.
// A yes that the source doesn't support is the worst of answers: it needs the fact's own verb, agent and object.
import { perLanguage } from "../chat.js";
import type { Model } from "../classify/model.js";
import type { Fact, Knowledge, Proposition } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, inRelatives, someStem, WORDS } from "../language/index.js";
import { beginning, claimsIn, isNegatedQuestion, isYesNo, wordsOf } from "../understand/annotate.js";
import { createConcepts } from "../understand/concepts.js";
import type { Question } from "../understand/index.js";
import { BEING, judgeClaims } from "./claims.js";
import { isHeld } from "./coverage.js";
import { idleIn, tailOf } from "./idle.js";
import type { Verdict } from "./outcome.js";
import { createWords } from "./proposition.js";
import { createValues } from "./values.js";

/** What a proposition says about a yes/no question: true, false, or nothing. */
export type Settle = (question: Question, fact: Fact, subjects: readonly string[]) => boolean | null;

/** `subjects`: those of the clause, including the ones from the conversation. */
export type Judge = (question: Question, facts: readonly Fact[], subjects: readonly string[]) => Verdict | null;

const HOME = inAnyLanguage((w) => w.home);
const TURNS = inAnyLanguage((w) => [...w.modals, ...w.alternatives]);
const NEGATIONS = inAnyLanguage((w) => w.negations);
const COMPARATORS = inAnyLanguage((w) => w.comparators);
const PASSIVES = inAnyLanguage((w) => w.passives);
const PRONOUNS = inAnyLanguage((w) => w.pronouns);
/** “Her” is a pronoun in English, and “here” in Norwegian. */
const POSSESSIVES = perLanguage((language) => inRelatives(language, (w) => w.possessives));
/** “Without” negates a noun, not the sentence: a proposition may contain it. */
const WITHOUT = inAnyLanguage((w) => w.without);
const STRENGTHENERS = inAnyLanguage((w) => w.strengtheners);
const CONFIRMING = new Set(Object.values(WORDS).flatMap((w) => [...w.confirmations, ...w.tags].flatMap((phrase) => phrase.split(" "))));
const EXISTING = inAnyLanguage((w) => w.existing);
const EXPLETIVES = inAnyLanguage((w) => w.expletives);
const CLEFTS = inAnyLanguage((w) => w.clefts);
/** “Is X something that Y does?”: the object comes first, the agent after. */
const SOMETHING = inAnyLanguage((w) => w.something);
const TURNING = new Set([...TURNS, ...COMPARATORS, ...PASSIVES]);
/** What somebody does they can do. */
const ABLE = inAnyLanguage((w) => w.able);
const PEOPLE = inAnyLanguage((w) => w.people);

/** Of one fact or two: where one settles it and the other leaves it open, what the one says. */
function together([first = null, second = first]: readonly (Verdict | null)[]): Verdict | null {
  if (first === second) return first;
  const settled = [first, second].filter((verdict) => verdict !== null && verdict !== "open");
  if (settled.length === 1) return settled[0] ?? null;
  return settled.includes("otherwise") ? "otherwise" : null;
}

export function createJudge(knowledge: Knowledge, model: Pick<Model, "concepts">): { readonly judge: Judge; readonly settle: Settle } {
  const { subjects } = knowledge;
  const wordsOfProposition = createWords(createConcepts(model.concepts));
  const parentOf = (id: string): string | null => subjects[id]?.parent ?? null;
  const values = createValues(knowledge);

  const settle: Settle = (question, fact, about) => {
    const words = wordsOf(question);
    for (const proposition of fact.says) {
      const truth = holds(question, words, proposition, about);
      if (truth !== null) return truth;
    }
    return null;
  };

  const ofFact = (question: Question, fact: Fact, about: readonly string[]): Verdict | null => {
    const main = fact.about[0] as string;
    const isTheirs = about.length === 0 || about.some((id) => id === main || id === parentOf(main) || fact.about.includes(id));
    const claims = isTheirs && !wordsOf(question).some((word) => COMPARATORS.has(word)) ? claimsIn(question) : [];
    const claimed = judgeClaims(claims, fact, about, question, values);
    if (claimed === "otherwise" || (isTheirs && isElsewhere(question, fact))) return "otherwise";
    if (!isYesNo(question)) return null;
    const words = wordsOf(question);
    if (claimed === "same") return words.some((word) => NEGATIONS.has(word)) ? null : "yes";
    if (claims.length === 0 && isPlain(question, words)) {
      const truth = settle(question, fact, about);
      if (truth !== null) return truth ? (isNegatedQuestion(words) ? "yesAfterAll" : "yes") : "no";
    }
    return isHeld(question, fact) ? null : "open";
  };

  /** Names another place than the one that the fact tells. */
  function isElsewhere({ outside }: Question, fact: Fact): boolean {
    const place = values.of(fact, "place");
    const own: readonly unknown[] = [place, ...fact.placeNames];
    const isOwn = (id: string): boolean => Object.values(knowledge.outside[id]?.name ?? {}).some((name) => own.includes(name));
    return place !== undefined && outside.some((id) => knowledge.outside[id]?.kind === "place") && !outside.some(isOwn);
  }

  /** Asks whether something is so, and nothing else besides. */
  function isPlain(question: Question, words: readonly string[]): boolean {
    const negations = words.slice(0, tailOf(words)).filter((word) => NEGATIONS.has(word) && !WITHOUT.has(word)).length;
    if (negations > 1 || (negations === 1 && !isNegatedQuestion(words))) return false;
    return question.outside.length === 0 && question.strangers.length === 0;
  }

  /** Whether the proposition is what is asked: the doer is its subject, the verb its own, the object named, and no word is left over. */
  function holds(question: Question, words: readonly string[], proposition: Proposition, about: readonly string[]): boolean | null {
    const { verbs, objects, also, meant } = wordsOfProposition(proposition);
    const { who, whom } = proposition;
    const end = tailOf(words);
    const idle = idleIn(words, end);
    const start = words.findIndex((_, i) => i >= beginning(words) && !idle.has(i));
    const isIn = (set: ReadonlySet<string>, word: string): boolean => someStem(word, (stem) => set.has(stem));
    const isListed = (word: string): boolean => verbs.has(word) || isIn(objects, word) || isIn(also, word);
    const isObject = (i: number): boolean =>
      isIn(objects, words[i] as string) || (question.concepts.get(i)?.some((id) => meant.has(id)) ?? false);
    const isAlso = (i: number): boolean => isIn(also, words[i] as string);
    if (
      start < 0 ||
      words.some((word, i) => i < end && !idle.has(i) && TURNING.has(word) && !(proposition.truth && ABLE.has(word)) && !isListed(word))
    )
      return null;
    const namedAt = (i: number) =>
      question.mentions.find((m) => (m.kind === "subject" || m.kind === "context") && i >= m.start && i < m.end);
    const isWho = (ids: readonly string[]): boolean => ids.some((id) => who.includes(id));
    const isWhom = (ids: readonly string[]): boolean =>
      ids.some((id) => whom.includes(id) || whom.some((one) => parentOf(one) === id) || who.some((one) => parentOf(one) === id));
    const fillers = functionWordsOf(question.language);
    const possessives = POSSESSIVES[question.language];
    const opening = words.slice(start, start + 2).join(" ");
    const isExpletive = BEING.has(words[start] ?? "") && EXPLETIVES.has(words[start + 1] ?? "");
    // "is there a committee in X?": X stands last
    const exists =
      [...verbs].some((form) => EXISTING.has(form)) && (isExpletive || words.slice(start, start + 3).some((word) => EXISTING.has(word)));
    // "is it X that does?": the "it" is nobody
    const isCleft = CLEFTS.has(opening) && isSomebody(start + 2);
    // "is it an aim that …?": of the whole cooperation, where nobody else is named
    const isWhole =
      who.some((id) => subjects[id]?.setting && parentOf(id) === null) &&
      question.subjects.every(isWho) &&
      about.every((id) => who.includes(id));
    // "does the chair of X rotate?": a thing of X is the subject, wherever X stands; "is X a chair?" is another question
    const isItself = BEING.has(words[start] ?? "") && !verbs.has(words[start] ?? "") && isWho(namedAt(start + 1)?.ids ?? []);
    const isOf = who.every((id) => whom.includes(id));
    if (isOf && isItself) return null;
    const something = BEING.has(words[start] ?? "") ? words.findIndex((word, i) => SOMETHING.has(word) && isSomebody(i + 1)) : -1;
    function isSomebody(i: number): boolean {
      return [i, i + 1].some((at) => namedAt(at) !== undefined) || HOME.has(words[i] ?? "") || PRONOUNS.has(words[i] ?? "");
    }
    let doer: boolean | undefined = isWhole || isOf ? true : undefined;
    let met = false;
    let verb = verbs.has(words[start] ?? "") || (exists && isExpletive);
    for (let i = start; i < end; i++) {
      const word = words[i] as string;
      if (idle.has(i) || i === something || (i === start + 1 && (exists || isCleft) && PRONOUNS.has(word))) continue;
      const mention = namedAt(i);
      const home = HOME.has(word) && mention === undefined;
      if (mention !== undefined || home) {
        if (mention !== undefined && i > mention.start) continue;
        const ids = home ? [knowledge.bot.home?.id ?? ""] : (mention?.ids ?? []);
        if (doer === undefined && i > something && !(exists && isWhom(ids) && !isWho(ids))) {
          // the first one named is the doer; before it stands nothing but the verb
          if (!isWho(ids)) return null;
          doer = true;
        } else if (isWhom(ids) || isWho(ids)) met ||= ids.some((id) => whom.includes(id));
        else return null;
        continue;
      }
      if (PRONOUNS.has(word) && doer === undefined && i > something && !EXISTING.has(words[i - 1] ?? "")) {
        if (!isWho(about) && !about.some((id) => who.some((one) => parentOf(one) === id))) return null;
        doer = true;
        continue;
      }
      if (i > start && verbs.has(word)) {
        verb = true;
        continue;
      }
      const isTheirs = isObject(i) || isAlso(i);
      if ((possessives.has(word) || WITHOUT.has(word)) && !isTheirs) return null;
      const isFiller =
        (proposition.toPeople && PEOPLE.has(word)) ||
        ((fillers.has(word) || CONFIRMING.has(word)) && !STRENGTHENERS.has(word)) ||
        NEGATIONS.has(word);
      // what stands before the doer is the doer itself: "do states monitor X?"; "all" of it is still it
      const isBefore = doer === undefined && i > start && i > something && !exists;
      if (isBefore && !isFiller && !(STRENGTHENERS.has(word) && isTheirs)) return null;
      if (isObject(i)) met = true;
      else if (!isFiller && !isAlso(i) && !(i === start && verbs.has(word))) return null;
    }
    met ||= doer === true && question.subjects.length === 0 && isWhom(about);
    return doer === true && verb && (met || (objects.size === 0 && whom.length === 0)) ? proposition.truth : null;
  }

  const judge: Judge = (question, all, about) => (all.length > 2 ? null : together(all.map((fact) => ofFact(question, fact, about))));
  return { judge, settle };
}
