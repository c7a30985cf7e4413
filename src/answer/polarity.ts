// Question and fact → what stands before the fact: yes, no, or that the source says otherwise. Nothing where in doubt:
// a yes over a fact that says something else is the worst of answers, so everything in the question must be accounted for.
import type { Language } from "../chat.js";
import type { Fact, Knowledge } from "../knowledge/types.js";
import { functionWordsOf, inAnyLanguage, WORDS } from "../language/index.js";
import { pointsFirst } from "../match/about.js";
import type { Reading } from "../match/match.js";
import type { Question } from "../question/index.js";
import type { FindNames } from "../question/names.js";
import { clean, tokenise } from "../question/normalise.js";

export type Polarity = "yes" | "no" | "yesAfterAll" | "otherwise";
/** `from`: whom the question was taken to be about, whether the conversation told it, and whom that was about. */
export type Polar = (question: Question, fact: Fact, from: Pick<Reading, "subjects" | "fromMemory" | "before">) => Polarity | null;

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
/** Verbs that say nothing by themselves: "is", "has"; "stops" says as much as any other word. */
const AUXILIARIES = inAnyLanguage((w) => w.openers.filter((word) => w.functionWords.includes(word)));
const BEING = inAnyLanguage((w) => w.being);
const ARTICLES = inAnyLanguage((w) => w.articles);
const EXISTING = inAnyLanguage((w) => w.existing);
const EXPLETIVES = inAnyLanguage((w) => w.expletives);
const PART_OF = inAnyLanguage((w) => w.partOf);
const PRONOUNS = inAnyLanguage((w) => w.pronouns);
/** "That", and "too" behind it. */
const POINTING = new Set([...inAnyLanguage((w) => w.likewise)].filter((word) => PRONOUNS.has(word)));
const ALSO = new Set([...inAnyLanguage((w) => w.likewise)].filter((word) => !PRONOUNS.has(word)));
const UNTIL = inAnyLanguage((w) => w.until);

/** Where it begins, "and" and "well" left out. */
const beginning = (words: readonly string[]): number =>
  Math.max(
    words.findIndex((word) => !LEAD_INS.has(word)),
    0,
  );

export function isYesNo(question: Question): boolean {
  const words = question.tokens.map(({ word }) => word);
  const from = beginning(words);
  if (OPENERS.has(words[from] ?? "")) return true;
  const start = words.slice(from, from + 4).join(" ");
  return CONFIRMATIONS.some((phrase) => start.startsWith(phrase));
}

/** "Isn't …", "har ikke …": asks whether it is so. A "not" further on says something about a part of it. */
function isNegated(words: readonly string[]): boolean {
  const start = beginning(words);
  return NEGATIONS.has(words[start] ?? "") || (OPENERS.has(words[start] ?? "") && NEGATIONS.has(words[start + 1] ?? ""));
}

/** Asks whether something is so, of nobody outside the source, and nothing else besides. */
function isPlain(question: Question, words: readonly string[]): boolean {
  if (!isYesNo(question) || words.some((word) => TURNS.has(word))) return false;
  const negations = words.filter((word) => NEGATIONS.has(word)).length;
  if (negations > 1 || (negations === 1 && !isNegated(words))) return false;
  // "does X do that too?": what that is, nobody here knows; "is X in that?" is another matter
  const last = words.findLastIndex((word) => !ALSO.has(word));
  const bare = ALSO.has(words[last - 1] ?? "") || question.mentions.some(({ end }) => end === last);
  if (bare && POINTING.has(words[last] ?? "")) return false;
  if (question.outside.length > 0 || question.tokens.some(({ opens }, i) => i > 0 && opens)) return false;
  // what a misspelt verb was mended to is a guess: "stopper" is no "støtter"
  const verb = words[beginning(words)] as string;
  return AUXILIARIES.has(verb) || !question.mended.some(({ to }) => to === verb);
}

/** Without a word that says anything: "is Norway in X?" does; "has X?" asks what was asked of another, "one of them" nobody knows of what. */
function isWhole(question: Question, words: readonly string[], { fromMemory }: Pick<Reading, "fromMemory">): boolean {
  const clear = fromMemory ? !words.some((word) => PART_OF.has(word)) : question.subjects.length > 0;
  return clear && words.some((word) => HOME.has(word));
}

interface FactWords {
  readonly supports: ReadonlySet<string>;
  readonly contradicts: ReadonlySet<string>;
  readonly requires: ReadonlySet<string>;
  /** The one that its text names first, siblings of whom it is about left out. */
  readonly doer: readonly string[];
  /** Whether Norway comes into it. */
  readonly namesNorway: boolean;
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
  return (question, fact, from) => {
    const words = question.tokens.map(({ word }) => word);
    const compares = words.some((word) => COMPARATORS.has(word));
    if (!compares && isOtherwise(question, fact)) return "otherwise";
    if (fact.polarity === null || compares || !isPlain(question, words)) return null;
    const has = known(fact);
    const content = contentOf(question);
    if (!isAbout(question, fact, from) || !isSaidOf(question, fact, has, content)) return null;
    if (question.numbers.length > 0 && (valuesLike(question.numbers, fact).length === 0 || words.some((word) => UNTIL.has(word))))
      return null;
    if (content.length === 0 && !isWhole(question, words, from)) return null;
    const uses =
      (set: ReadonlySet<string>) =>
      ({ forms }: Content) =>
        forms.some((form) => set.has(form));
    if (has.requires.size > 0 && !content.some(uses(has.requires))) return null;
    const against = content.some(uses(has.contradicts));
    if (!content.every((forms) => uses(has.supports)(forms) || uses(has.contradicts)(forms))) return null;
    if (fact.polarity === against) return "no";
    return words.some((word) => NEGATIONS.has(word)) ? "yesAfterAll" : "yes";
  };

  /** Everybody named belongs to the fact, and the body that it is about is named: what holds of a committee need not hold of its forum. */
  function isAbout(
    question: Question,
    fact: Fact,
    { subjects, fromMemory, before }: Pick<Reading, "subjects" | "fromMemory" | "before">,
  ): boolean {
    const main = fact.about[0] as string;
    const parentOf = (id: string): string | null | undefined => knowledge.subjects[id]?.parent;
    const siblings = (id: string): boolean => parentOf(main) !== null && parentOf(id) === parentOf(main);
    const belongs = (id: string): boolean =>
      fact.about.includes(id) || (fact.mentions.includes(id) && !siblings(id)) || fact.about.some((a) => parentOf(a) === id);
    if (!question.subjects.every((ids) => ids.some(belongs))) return false;
    // "does it help …" after another was spoken of: the fact is not about that one
    if (fromMemory) return question.subjects.length === 0 && subjects.includes(main);
    const parent = parentOf(main);
    if (pointsFirst(question, knowledge.subjects) && !before.some((id) => id === main || id === parent)) return false;
    if (question.subjects.length === 0) return knowledge.subjects[main]?.setting === true;
    return parent === null || question.subjects.some((ids) => ids.includes(main));
  }

  /** The first one named stands right after the verb, and the fact says it of that one: in "do states monitor X?" it is of the states. */
  function isSaidOf(question: Question, fact: Fact, known: FactWords, content: readonly Content[]): boolean {
    const words = question.tokens.map(({ word }) => word);
    const first = words.findIndex((word, i) => HOME.has(word) || question.mentions.some((m) => m.start === i && m.kind !== "topic"));
    if (first < 0) return true;
    const main = fact.about[0] as string;
    if (!known.namesNorway && words.some((word) => HOME.has(word))) return false;
    const verb = beginning(words);
    const [begins = "", second = ""] = words.slice(verb);
    const existing = EXISTING.has(begins) || EXISTING.has(second) || (BEING.has(begins) && EXPLETIVES.has(second));
    if (!existing && content.some(({ at }) => at > verb && at < first)) return false;
    if (HOME.has(words[first] ?? "")) return known.ofNorway;
    const mention = question.mentions.find((m) => m.start === first);
    const several = question.subjects.length > 1;
    const parent = knowledge.subjects[main]?.parent;
    // of a forum and its body the body: "X is governed by its committee"
    const doer = known.doer.some((id) => id === parent && fact.about.includes(id)) ? [main] : known.doer;
    // "has X's office in Norway …": the name says all
    const all = content.length === 0;
    const says = several
      ? mention?.ids.some((id) => doer.includes(id))
      : mention?.ids.some((id) => id === main || id === parent || (all && fact.about.includes(id)));
    // "is X a …?": only what tells what X is says yes to that
    const is = BEING.has(begins) && mention !== undefined && ARTICLES.has(words[mention.end] ?? "");
    if (is && knowledge.subjects[main]?.overview[0] !== fact.id) return false;
    return says === true && (!known.ofNorway || !words.some((word) => HOME.has(word)));
  }

  function wordsOf(fact: Fact): FactWords {
    const supports = listed(fact.supports);
    const ofNorway = HOME.has((fact.text.nb.split(/\s/)[0] ?? "").toLowerCase());
    for (const language of ["nb", "nn", "en"] as const) {
      // "Norway takes part in X, the agency that runs …": the country doesn't run it
      const texts = ofNorway
        ? [fact.text[language].split(",")[0] as string, fact.ask[language]]
        : [fact.text[language], fact.short[language], fact.ask[language], ...(language === "nb" ? [fact.quote] : [])];
      for (const text of texts) for (const stem of beside(text, language)) supports.add(stem);
    }
    const parent = knowledge.subjects[fact.about[0] as string]?.parent;
    const those = [...fact.about, ...fact.mentions.filter((id) => knowledge.subjects[id]?.parent !== parent || parent === null)];
    const named = mask(tokenise(clean(fact.text.nb))).find(({ ids }) => ids.some((id) => those.includes(id)));
    return {
      supports,
      contradicts: listed(fact.contradicts),
      requires: listed(fact.requires),
      namesNorway: tokenise(fact.text.nb).some(({ word }) => HOME.has(word)),
      doer: named?.ids ?? fact.about.slice(0, 1),
      ofNorway,
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

/** A word that says something: where it stands, and the forms under which a fact may know it. */
type Content = { readonly at: number; readonly forms: readonly string[] };

/** All words that say something. Strengtheners always do. */
function contentOf(question: Question): Content[] {
  const words = question.tokens.map(({ word }) => word);
  const start = words.slice(beginning(words)).join(" ");
  const confirming = CONFIRMATIONS.some((phrase) => start.startsWith(phrase));
  const functionWords = functionWordsOf(question.language);
  return words.flatMap((word, at) => {
    const named = question.mentions.some((m) => m.kind !== "topic" && at >= m.start && at < m.end);
    if (
      named ||
      (confirming && CONFIRMING.has(word)) ||
      HOME.has(word) ||
      NEGATIONS.has(word) ||
      AUXILIARIES.has(word) ||
      EXISTING.has(word) ||
      (functionWords.has(word) && !STRENGTHENERS.has(word))
    )
      return [];
    return [{ at, forms: [form(word, "nb"), form(word, "en")] }];
  });
}
