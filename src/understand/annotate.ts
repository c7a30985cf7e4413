// Question → the type of answer it asks for (yes or no, a number, a place, a person), its negation, and the values it claims.
// Each annotator is a function of the words alone; nothing here knows the source.
import { type Claim, perLanguage } from "../chat.js";
import { inAnyLanguage, inRelatives, WORDS } from "../language/index.js";
import type { LanguageWords } from "../language/words.js";
import type { Question } from "./index.js";

/** The type of value asked for; null if any statement would do. */
export type AnswerType = "count" | "time" | "date" | "place" | "person" | "reason" | null;

const OPENERS = inAnyLanguage((w) => w.openers);
const LEAD_INS = inAnyLanguage((w) => [...w.followUps, ...w.leadIns]);
const CONFIRMATIONS = Object.values(WORDS).flatMap((w) => w.confirmations);
const NEGATIONS = inAnyLanguage((w) => w.negations);
const QUESTION_WORDS = inAnyLanguage((w) => w.questionWords);
const MODALS = inAnyLanguage((w) => w.modals);
const YOU = inAnyLanguage((w) => w.you);
const TAGS = Object.values(WORDS).flatMap((w) => w.tags);

/** Index of the first token, skipping “and” and “well”. */
export const beginning = (words: readonly string[]): number =>
  Math.max(
    words.findIndex((word) => !LEAD_INS.has(word)),
    0,
  );

export const wordsOf = ({ tokens }: Question): string[] => tokens.map(({ word }) => word);

/** A yes/no question: begins with a verb or “is it true that”, or ends with “right?”. */
export function isYesNo(question: Question): boolean {
  const words = wordsOf(question);
  const from = beginning(words);
  if (OPENERS.has(words[from] ?? "")) return true;
  const start = words.slice(from, from + 4).join(" ");
  if (CONFIRMATIONS.some((phrase) => start.startsWith(phrase))) return true;
  return isStatement(words, from) && TAGS.some((tag) => words.join(" ").endsWith(` ${tag}`));
}

const isStatement = (words: readonly string[], from: number): boolean => !words.slice(from).some((word) => QUESTION_WORDS.has(word));

export const hasQuestionWord = ({ tokens }: Question): boolean => tokens.some(({ word }) => QUESTION_WORDS.has(word));

/** "Can you settle it for us?": asks the bot to do something. */
export function isRequest(question: Question): boolean {
  const words = wordsOf(question);
  const from = beginning(words);
  return MODALS.has(words[from] ?? "") && YOU.has(words[from + 1] ?? "");
}

/** Whether its form is that of a question: a question mark, a question word, or a verb in first place. */
export function asksByForm(question: Question): boolean {
  const words = wordsOf(question);
  return OPENERS.has(words[beginning(words)] ?? "") || hasQuestionWord(question);
}

/** “Isn't …”, “har ikke …”: a negated yes/no question. A “not” further on negates only a part of it. */
export function isNegatedQuestion(words: readonly string[]): boolean {
  const start = beginning(words);
  return NEGATIONS.has(words[start] ?? "") || (OPENERS.has(words[start] ?? "") && NEGATIONS.has(words[start + 1] ?? ""));
}

/** “Who is not …?”: another language's “no” doesn't count, nor does one after “when” or “because”. */
export function isNegated({ tokens, language }: Question): boolean {
  const negations = NEGATED[language];
  // “no, I meant X”: the part before the comma denies what was said before
  const at = tokens.findIndex(({ word }, i) => negations.has(word) && !(i === 0 && (tokens[1]?.pause ?? tokens[1]?.opens)));
  return at >= 0 && !tokens.some(({ word }, i) => i > 0 && i < at && SUBORDINATE.has(word));
}

const NEGATED = perLanguage((language) => inRelatives(language, (w) => w.negations.filter((word) => !w.without.includes(word))));
const SUBORDINATE = inAnyLanguage((w) => w.subordinators);

/** Phrases by their first word. */
type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

function phrases(pick: (words: LanguageWords) => readonly string[]): Phrases {
  const found = new Map<string, string[][]>();
  for (const text of Object.values(WORDS).flatMap(pick)) {
    const phrase = text.split(" ");
    const first = phrase[0] as string;
    found.set(first, [...(found.get(first) ?? []), phrase]);
  }
  return found;
}

const COUNT = phrases((w) => w.asksCount);
const TIME = phrases((w) => w.asksTime);
/** “How many years” asks since when. */
const YEARS = phrases((w) => w.asksTime.filter((phrase) => w.asksCount.some((count) => phrase.startsWith(`${count} `))));
const DATE = phrases((w) => w.asksDate);
const OPENING = inAnyLanguage((w) =>
  [...w.leadIns, ...w.followUps, ...w.prepositions, ...w.joiners].filter((word) => !w.questionWords.includes(word)),
);
const PLACE = inAnyLanguage((w) => w.asksPlace);
const MEASURE = inAnyLanguage((w) => w.measures);
const PERSON = inAnyLanguage((w) => w.asksPerson);
const WHY = inAnyLanguage((w) => w.why);
/** In other positions these are conjunctions (“when matters are discussed”) or parts of another question (“who decides how much money”). */
const OPENING_ONLY = inAnyLanguage((w) => w.conjunctions);
const REGARDING = inAnyLanguage((w) => w.regarding);

export function askedType(question: Question): AnswerType {
  const words = wordsOf(question);
  const at = (phrase: readonly string[], i: number): boolean => phrase.every((word, j) => words[i + j] === word);
  const start = Math.max(
    0,
    words.findIndex((word) => !OPENING.has(word)),
  );
  const opening = (): boolean =>
    !REGARDING.has(words.slice(start + 1, start + 3).join(" ")) && !words.some((word, i) => i > start && QUESTION_WORDS.has(word));
  const has = (list: Phrases): boolean =>
    words.some((word, i) =>
      list.get(word)?.some((phrase) => at(phrase, i) && (!OPENING_ONLY.has(phrase.join(" ")) || (i === start && opening()))),
    );
  if (has(DATE)) return "date";
  if (has(COUNT)) return has(YEARS) ? "time" : "count";
  if (has(TIME)) return "time";
  const first = words[start] ?? "";
  if (PLACE.has(first) && !MEASURE.has(words[start + 1] ?? "")) return "place";
  if (PERSON.has(first)) return "person";
  return WHY.has(first) ? "reason" : null;
}

const NUMBERS = new Map(
  Object.values(WORDS).flatMap(({ language, numbers }) => Object.entries(numbers).map(([word, value]) => [`${language} ${word}`, value])),
);
const TIMES = inAnyLanguage((w) => w.timesUnits);
const EVERY = inAnyLanguage((w) => w.every);
const OTHER = inAnyLanguage((w) => w.ordinals[1] ?? []);
const MEMBERS = inAnyLanguage((w) => w.memberUnits);
const PERIODS = new Map(Object.values(WORDS).flatMap((w) => Object.entries(w.periods)));
const RATES = new Map(Object.values(WORDS).flatMap((w) => Object.entries(w.rates)));
const FROM = inAnyLanguage((w) => w.sinceWords);
const UNTIL = inAnyLanguage((w) => w.until);
const BEFORE = inAnyLanguage((w) => w.beforeWords);
const AFTER = inAnyLanguage((w) => w.afterWords);

/** The values that a message states, each with what it counts. A number next to a question states nothing. */
export function claimsIn(question: Question): readonly Claim[] {
  const words = wordsOf(question);
  const valueAt = (i: number): number | undefined => numberOf(words[i] ?? "", question.language);
  const found: Claim[] = [];
  const add = (field: Claim["field"], value: number, relation: Claim["relation"] = null): unknown => found.push({ field, value, relation });
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const next = words[i + 1] ?? "";
    const rate = RATES.get(word);
    if (rate !== undefined && !TIMES.has(words[i - 1] ?? "") && valueAt(i - 1) === undefined) add("perYear", rate);
    if (EVERY.has(word)) {
      const n = OTHER.has(next) ? 2 : (ordinalOf(next) ?? valueAt(i + 1));
      const period = PERIODS.get((words[n === undefined ? i + 1 : i + 2] ?? "").replace(/s$/, ""));
      const times = valueAt(TIMES.has(words[i - 1] ?? "") ? i - 2 : i - 1) ?? 1;
      if (period !== undefined) add("perYear", (times * period) / (n ?? 1));
    }
    const n = valueAt(i);
    if (n === undefined || EVERY.has(words[i - 1] ?? "")) continue;
    // “twice every two years” is handled at “every”
    if (EVERY.has(next) || (TIMES.has(next) && EVERY.has(words[i + 2] ?? ""))) continue;
    if (TIMES.has(next)) {
      const period = words.slice(i + 2, i + 5).flatMap((w) => PERIODS.get(w) ?? [])[0] ?? 1;
      add("perYear", n * period);
    } else if (word === "twice" || word === "once")
      add("perYear", n * (words.slice(i + 1, i + 4).flatMap((w) => PERIODS.get(w) ?? [])[0] ?? 1));
    else if (/^(?:1[89]|20)\d\d$/.test(word)) {
      const before = words[i - 1] ?? "";
      add(
        "year",
        n,
        FROM.has(before) ? "from" : UNTIL.has(before) ? "until" : BEFORE.has(before) ? "before" : AFTER.has(before) ? "after" : "in",
      );
    } else if (MEMBERS.has(next) || MEMBERS.has(words[i + 2] ?? "")) add("members", n);
    else if (isNounAt(i + 1, words)) add("count", n);
  }
  return found;
}

/** A number counts the word after it, if there is one. */
const isNounAt = (i: number, words: readonly string[]): boolean => /^\p{L}{4,}$/u.test(words[i] ?? "") && !PERIODS.has(words[i] as string);

function numberOf(word: string, language: string): number | undefined {
  if (/^\d{1,6}$/.test(word)) return Number(word);
  return NUMBERS.get(`${language} ${word}`);
}

function ordinalOf(word: string): number | undefined {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word);
  if (match !== null) return Number(match[1]);
  const at = ORDINALS.findIndex((set) => set.has(word));
  return at < 0 ? undefined : at + 1;
}
const ORDINALS = [0, 1, 2, 3, 4, 5].map((i) => inAnyLanguage((w) => w.ordinals[i] ?? []));
