// The languages of the bot, and what is derived from their word lists once at start.
import { LANGUAGES, type Language, perLanguage } from "../chat.js";
import { TEXTS } from "./texts.js";
import { type LanguageWords, WORDS } from "./words.js";

export { WORDS } from "./words.js";

const all = Object.values(WORDS);

/** Words of one kind in all languages: questions mix them. */
export const inAnyLanguage = (pick: (words: LanguageWords) => readonly string[]): ReadonlySet<string> =>
  new Set(all.flatMap((words) => pick(words)));

/** Words of a language and of those that are cut by the same stemmer: they are read as one. */
export const inRelatives = (language: Language, pick: (words: LanguageWords) => readonly string[]): ReadonlySet<string> =>
  new Set(all.filter(({ stemmer }) => stemmer === WORDS[language].stemmer).flatMap((words) => pick(words)));

const FUNCTION_WORDS = perLanguage((language) => inRelatives(language, (w) => [...w.functionWords, ...w.questionWords]));

/** Words that bear no content in a question of this language. "by" is one in English and a town in Norwegian. */
export const functionWordsOf = (language: Language): ReadonlySet<string> => FUNCTION_WORDS[language];

/** A stem that is the same for a word wherever it is used: Norwegian's for both written forms, else English. */
export function stemFor(language: Language): (word: string) => string {
  return WORDS[language].stem;
}

/** The stems of a word in the languages, each once. */
const STEMMING = [...new Set(all.map(({ stem }) => stem))];
export const someStem = (word: string, holds: (stem: string) => boolean): boolean => STEMMING.some((stem) => holds(stem(word)));

/** Fills `{name}` in a phrase. */
export function fill(phrase: string, values: Readonly<Record<string, string | number>>): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** As it begins a sentence; a name that has a capital elsewhere stays as it is written. */
export const capital = (text: string): string =>
  /^\p{Ll}[\p{L}\p{N}-]*\p{Lu}/u.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);

/** "a, b and c" in the language. */
export function enumerate(items: readonly string[], language: Language): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${WORDS[language].phrases.and} ${items.at(-1)}`;
}

/** `2026-12-02` as readers of the language write it. */
export const dayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(TEXTS[language].language.locale, { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));

/** `nb-NO`, `no`, `nn_NO`, `en-GB` … → a language of the bot, or undefined. */
export function languageOfLocale(locale: string | undefined): Language | undefined {
  const tag = locale?.toLowerCase().split(/[-_]/)[0] ?? "";
  return LANGUAGES.find((language) => TEXTS[language].language.tags.includes(tag));
}

/** "{has|have}": the first of one, the second of several. */
export const counted = (text: string, several: boolean): string =>
  text.replace(/\{([^{}|]*)\|([^{}|]*)\}/g, (_, one: string, more: string) => (several ? more : one));
