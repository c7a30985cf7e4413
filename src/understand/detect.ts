// Tokens → the written language of a question: by function words that only one language has, then by a small
// n-gram classifier, and if both are undecided, by the conversation and the platform.
import type { Language, LanguageFrom } from "../chat.js";
import { languageOfLocale, WORDS } from "../language/index.js";

export interface Detected {
  readonly language: Language;
  /** What decided it: `question`, `conversation`, `locale` or `default`. */
  readonly from: LanguageFrom;
}

/** Scores for nb, nn and en, in this order; higher is likelier. */
export type ScoreLanguages = (words: readonly string[]) => readonly [number, number, number];

const MARKS = { nb: new Set(WORDS.nb.marks), nn: new Set(WORDS.nn.marks) };
const NORWEGIAN = new Set([...WORDS.nb.functionWords, ...WORDS.nn.functionWords, ...WORDS.nb.marks, ...WORDS.nn.marks]);
const ENGLISH = new Set([...WORDS.en.functionWords, ...WORDS.en.marks]);

/** A word's evidence: for English over Norwegian, and for bokmål over nynorsk. */
interface Telling {
  readonly english: number;
  readonly bokmal: number;
}
const TELLING: ReadonlyMap<string, Telling> = new Map(
  [...ENGLISH, ...NORWEGIAN].map((word) => [
    word,
    {
      english: Number(ENGLISH.has(word)) - Number(NORWEGIAN.has(word)),
      bokmal: Number(MARKS.nb.has(word)) - Number(MARKS.nn.has(word)),
    },
  ]),
);

/** If one language leads the other by less than this, the words decide nothing. */
const CLEAR = 0.25;
/** With this many more function words than the other language the classifier isn't asked. */
const PLAIN = 2;
/** Nynorsk without any distinctive word is rarer than bokmål that resembles it. */
const CLEAR_NYNORSK = 1;
/** Without a function word specific to one written form, only a lead like this changes the conversation's form. */
const SURE = 1;

export function detect(
  words: readonly string[],
  score: ScoreLanguages,
  before: Language | undefined,
  locale: string | undefined,
): Detected {
  const fallback = (): Detected => {
    const place = languageOfLocale(locale);
    if (before !== undefined) return { language: before, from: "conversation" };
    return place === undefined ? { language: "nb", from: "default" } : { language: place, from: "locale" };
  };
  const told = (language: Language): Detected => ({ language, from: "question" });

  let english = 0;
  let marks = 0;
  for (const word of words) {
    const tells = TELLING.get(word);
    if (tells === undefined) continue;
    english += tells.english;
    marks += tells.bokmal;
  }
  // Function words decide most questions; scoring costs as much as matching.
  if (english >= PLAIN) return told("en");
  if (english <= -PLAIN && Math.abs(marks) >= PLAIN) return told(marks > 0 ? "nb" : "nn");
  const [nb, nn, en] = score(words);
  const family = english + (en - Math.max(nb, nn)) * 0.8;
  if (words.length === 0 || Math.abs(family) < CLEAR) return fallback();
  if (family > 0) return told("en");
  const written = marks + (nb - nn) * 0.8;
  const marked = marks !== 0;
  if (!marked && Math.abs(written) < SURE && (before === "nb" || before === "nn")) return { language: before, from: "conversation" };
  if (written >= CLEAR) return told("nb");
  if (written <= (marked ? -CLEAR : -CLEAR_NYNORSK)) return told("nn");
  const rest = fallback();
  return rest.language === "en" ? { language: "nb", from: "default" } : rest;
}
