// Question and fact → what stands before the fact: yes, no, or that the source says otherwise. Nothing where in doubt:
// a yes over a fact that says something else is the worst of answers, so everything in the question must be accounted for.
import type { Language } from "../chat.js";
import type { Fact, Knowledge } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, WORDS } from "../language/index.js";
import type { Question } from "../question/index.js";
import type { FindNames } from "../question/names.js";
import { clean, tokenise } from "../question/normalise.js";

export type Polarity = "yes" | "no" | "yesAfterAll" | "otherwise";
export type Polar = (question: Question, fact: Fact, fromMemory: boolean) => Polarity | null;

const OPENERS = inAnyLanguage((w) => w.openers);
const LEAD_INS = inAnyLanguage((w) => [...w.followUps, ...w.leadIns]);
const CONFIRMATIONS = Object.values(WORDS).flatMap((w) => w.confirmations);
const CONFIRMING = new Set(CONFIRMATIONS.flatMap((phrase) => phrase.split(" ")));
const STRENGTHENERS = inAnyLanguage((w) => w.strengtheners);
const HOME = inAnyLanguage((w) => w.home);
/** What makes a question ask something else than the fact says: "should", "or". */
const TURNS = inAnyLanguage((w) => [...w.modals, ...w.alternatives]);
const NEGATIONS = inAnyLanguage((w) => w.negations);
const COMPARATORS = inAnyLanguage((w) => w.comparators);

export function isYesNo(question: Question): boolean {
  const words = question.tokens.map(({ word }) => word);
  const from = Math.max(
    words.findIndex((word) => !LEAD_INS.has(word)),
    0,
  );
  if (OPENERS.has(words[from] ?? "")) return true;
  const start = words.slice(from, from + 4).join(" ");
  return CONFIRMATIONS.some((phrase) => start.startsWith(phrase));
}

/** "Isn't …", "har ikke …": asks whether it is so. A "not" further on says something about a part of it. */
function isNegated(words: readonly string[]): boolean {
  const start = Math.max(
    words.findIndex((word) => !LEAD_INS.has(word)),
    0,
  );
  return NEGATIONS.has(words[start] ?? "") || (OPENERS.has(words[start] ?? "") && NEGATIONS.has(words[start + 1] ?? ""));
}

interface FactWords {
  readonly supports: ReadonlySet<string>;
  readonly contradicts: ReadonlySet<string>;
  readonly requires: ReadonlySet<string>;
  /** Whether it says what Norway does, rather than what its subject is or does. */
  readonly ofNorway: boolean;
}

export function createPolar(knowledge: Knowledge, mask: FindNames): Polar {
  const table = new Map<string, FactWords>();
  // Made when first needed: most facts are never asked about with yes or no between two starts.
  const known = (fact: Fact): FactWords => {
    const made = table.get(fact.id) ?? wordsOf(fact);
    table.set(fact.id, made);
    return made;
  };
  return (question, fact, fromMemory) => {
    const words = question.tokens.map(({ word }) => word);
    const compares = words.some((word) => COMPARATORS.has(word));
    if (!compares && isOtherwise(question, fact)) return "otherwise";
    if (fact.polarity === null || compares || !isYesNo(question) || words.some((word) => TURNS.has(word))) return null;
    const negations = words.filter((word) => NEGATIONS.has(word)).length;
    if (negations > 1 || (negations === 1 && !isNegated(words))) return null;
    if (question.outside.length > 0 || question.tokens.some(({ opens }, i) => i > 0 && opens)) return null;
    const has = known(fact);
    if (!isAbout(question, fact, fromMemory) || !isSaidOf(question, fact, has)) return null;
    if (question.numbers.length > 0 && valuesLike(question.numbers, fact).length === 0) return null;
    const content = contentOf(question);
    const uses = (set: ReadonlySet<string>) => (forms: readonly string[]) => forms.some((form) => set.has(form));
    if (has.requires.size > 0 && !content.some(uses(has.requires))) return null;
    const against = content.some(uses(has.contradicts));
    if (!content.every((forms) => uses(has.supports)(forms) || uses(has.contradicts)(forms))) return null;
    if (fact.polarity === against) return "no";
    return negations > 0 ? "yesAfterAll" : "yes";
  };

  /** Everybody named belongs to the fact, and the body that it is about is named: what holds of a committee need not hold of its forum. */
  function isAbout(question: Question, fact: Fact, fromMemory: boolean): boolean {
    const belongs = (id: string): boolean =>
      fact.about.includes(id) || fact.mentions.includes(id) || fact.about.some((a) => knowledge.subjects[a]?.parent === id);
    if (!question.subjects.every((ids) => ids.some(belongs))) return false;
    const main = fact.about[0] as string;
    const isBody = knowledge.subjects[main]?.parent !== null;
    return fromMemory ? question.subjects.length === 0 : !isBody || question.subjects.some((ids) => ids.includes(main));
  }

  /** The first one named after the verb is the one that the fact says it of: "does X contribute to …?" is not what the country does. */
  function isSaidOf(question: Question, fact: Fact, known: FactWords): boolean {
    const first = question.tokens.findIndex(
      ({ word }, i) => HOME.has(word) || question.mentions.some((m) => m.start === i && m.kind !== "topic"),
    );
    if (first < 0) return true;
    if (HOME.has(question.tokens[first]?.word ?? "")) return known.ofNorway;
    const mention = question.mentions.find((m) => m.start === first);
    const several = question.subjects.length > 1;
    const main = fact.about[0] as string;
    const says =
      mention?.ids.includes(main) ||
      (!several && mention?.ids.some((id) => knowledge.subjects[main]?.parent === id || fact.about.includes(id)));
    return says === true && (!known.ofNorway || !question.tokens.some(({ word }) => HOME.has(word)));
  }

  function wordsOf(fact: Fact): FactWords {
    const supports = listed(fact.supports);
    for (const language of ["nb", "nn", "en"] as const)
      for (const text of [fact.text[language], fact.short[language], fact.ask[language], ...(language === "nb" ? [fact.quote] : [])])
        for (const stem of beside(text, language)) supports.add(stem);
    return {
      supports,
      contradicts: listed(fact.contradicts),
      requires: listed(fact.requires),
      ofNorway: HOME.has((fact.text.nb.split(/\s/)[0] ?? "").toLowerCase()),
    };
  }

  /** Stems of a text's words that stand outside names: "refugees" in the name of a convention is no refugee. */
  function beside(text: string, language: Language): string[] {
    const tokens = tokenise(clean(text));
    const mentions = mask(tokens).filter((m) => m.kind !== "topic");
    return tokens.flatMap(({ word }, i) => (mentions.some((m) => i >= m.start && i < m.end) ? [] : [form(word, language)]));
  }
}

/** Words by stem, but for agent nouns: a trafficker is not trafficking. */
const form = (word: string, language: Language): string =>
  /(?:ers?|ors?)$/.test(word) && language === "en" ? word : WORDS[language].stem(word);

const listed = (words: Fact["supports"]): Set<string> =>
  new Set(
    (["nb", "nn", "en"] as const).flatMap((language) =>
      (words[language] ?? []).flatMap((text) => tokenise(clean(text)).map(({ word }) => form(word, language))),
    ),
  );

/** The fact's values of the kind that the numbers are of: years, or how many. */
function valuesLike(numbers: readonly number[], { values }: Fact): number[] {
  const years = numbers.some((n) => n > 1000);
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value === "number" && (name === "since" || name === "year") === years ? [value] : [],
  );
}

/** It names a number of the fact's kind, and not the fact's. */
function isOtherwise({ numbers }: Question, fact: Fact): boolean {
  const values = valuesLike(numbers, fact);
  return numbers.length > 0 && values.length > 0 && !numbers.some((n) => values.includes(n));
}

/** The words that say something, as the forms under which a fact may know them. Strengtheners always count. */
function contentOf(question: Question): string[][] {
  return question.tokens.flatMap(({ word }, i) => {
    const named = question.mentions.some((m) => m.kind !== "topic" && i >= m.start && i < m.end);
    if (
      named ||
      CONFIRMING.has(word) ||
      HOME.has(word) ||
      NEGATIONS.has(word) ||
      OPENERS.has(word) ||
      (functionWordsOf(question.language).has(word) && !STRENGTHENERS.has(word))
    )
      return [];
    return [(["nb", "en"] as const).map((language) => form(word, language))];
  });
}
