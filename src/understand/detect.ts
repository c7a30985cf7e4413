// Tokens → the written language of a question: by function words that only one language has, then by a small
// n-gram classifier, and if both are undecided, by the conversation and the platform. A family (languages with one stemmer, such as
// the written forms of Norwegian) is told from the others first, and its members from each other afterwards.
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, type LanguageFrom } from "../chat.js";
import { languageOfLocale, WORDS } from "../language/index.js";

export interface Detected {
  readonly language: Language;
  /** What decided it: `question`, `conversation`, `locale` or `default`. */
  readonly from: LanguageFrom;
}

/** Scores for the languages, in their order; higher is likelier. */
export type ScoreLanguages = (words: readonly string[]) => readonly number[];

/** If one language leads the other by less than this, the words decide nothing. */
const CLEAR = 0.25;
/** With this many more function words than the other language the classifier isn't asked. */
const PLAIN = 2;
/** Nynorsk without any distinctive word is rarer than bokmål that resembles it: so is any member of a family but its first. */
const CLEAR_RARER = 1;
/** Without a function word specific to one written form, only a lead like this changes the conversation's form. */
const SURE = 1;
/** The weight of a score beside a word. */
const SCORE = 0.8;

/** The members' places among the languages. */
type Family = readonly number[];
const stemmers = LANGUAGES.map((language) => WORDS[language].stemmer);
const FAMILIES: readonly Family[] = [...new Set(stemmers)].map((stemmer) => stemmers.flatMap((own, at) => (own === stemmer ? [at] : [])));
const languageAt = (at: number): Language => LANGUAGES[at] ?? DEFAULT_LANGUAGE;

/** A word's evidence: one for each family that has it, and for each language that it marks. */
interface Telling {
  readonly families: readonly number[];
  readonly marks: readonly number[];
}
const MARKS = LANGUAGES.map((language) => new Set(WORDS[language].marks));
const WORDS_OF = FAMILIES.map(
  (family) => new Set(family.map(languageAt).flatMap((language) => [...WORDS[language].functionWords, ...WORDS[language].marks])),
);
const TELLING: ReadonlyMap<string, Telling> = new Map(
  WORDS_OF.flatMap((words) => [...words]).map((word) => [
    word,
    { families: WORDS_OF.map((words) => Number(words.has(word))), marks: MARKS.map((marks) => Number(marks.has(word))) },
  ]),
);

export function detect(
  words: readonly string[],
  score: ScoreLanguages,
  before: Language | undefined,
  locale: string | undefined,
): Detected {
  const fallback = (): Detected => {
    const place = languageOfLocale(locale);
    if (before !== undefined) return { language: before, from: "conversation" };
    return place === undefined ? { language: DEFAULT_LANGUAGE, from: "default" } : { language: place, from: "locale" };
  };
  const told = (at: number): Detected => ({ language: languageAt(at), from: "question" });

  const { families, marks } = evidenceIn(words);
  // Function words decide most questions; scoring costs as much as matching.
  const plain = ahead(FAMILIES.map((_, i) => [i, families[i] ?? 0, 0]));
  if (plain.lead >= PLAIN) {
    const member = ahead((FAMILIES[plain.first] as Family).map((at) => [at, marks[at] ?? 0, 0]));
    if (member.lead >= PLAIN) return told(member.first);
  }
  const scores = score(words);
  const best = (family: Family): number => Math.max(...family.map((at) => scores[at] ?? 0));
  const among = ahead(FAMILIES.map((family, i) => [i, families[i] ?? 0, best(family)]));
  if (words.length === 0 || among.lead < CLEAR) return fallback();
  const family = FAMILIES[among.first] as Family;
  const { first, second, lead } = ahead(family.map((at) => [at, marks[at] ?? 0, scores[at] ?? 0]));
  const marked = second !== undefined && marks[first] !== marks[second];
  const isRelative = (language: Language | undefined): boolean => family.some((at) => languageAt(at) === language);
  if (!marked && lead < SURE && before !== undefined && isRelative(before)) return { language: before, from: "conversation" };
  if (lead >= (marked || first === family[0] ? CLEAR : CLEAR_RARER)) return told(first);
  const rest = fallback();
  return isRelative(rest.language) ? rest : { language: languageAt(family[0] as number), from: "default" };
}

function evidenceIn(words: readonly string[]): Telling {
  const families = FAMILIES.map(() => 0);
  const marks = LANGUAGES.map(() => 0);
  for (const word of words) {
    const tells = TELLING.get(word);
    if (tells === undefined) continue;
    for (const [i, one] of tells.families.entries()) families[i] = (families[i] ?? 0) + one;
    for (const [i, one] of tells.marks.entries()) marks[i] = (marks[i] ?? 0) + one;
  }
  return { families, marks };
}

/** The likeliest by words and score, and its lead over the next: endless where there is no other. */
function ahead(ranked: readonly (readonly [at: number, words: number, score: number])[]): {
  readonly first: number;
  readonly second?: number;
  readonly lead: number;
} {
  const [one, other] = [...ranked].sort((a, b) => b[1] - a[1] + (b[2] - a[2]) * SCORE);
  if (one === undefined || other === undefined) return { first: one?.[0] ?? 0, lead: Number.POSITIVE_INFINITY };
  return { first: one[0], second: other[0], lead: one[1] - other[1] + (one[2] - other[2]) * SCORE };
}
