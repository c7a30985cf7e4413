// The languages of the bot, and what is derived from their word lists once at start.
import type { Language } from "../chat.js";
import { en } from "./en.js";
import { nb } from "./nb.js";
import { nn } from "./nn.js";
import { perLanguage, TEXTS } from "./texts.js";
import type { LanguageWords, WordLists } from "./words.js";

const LISTS: Readonly<Record<Language, WordLists>> = { nb, nn, en };
export const WORDS: Readonly<Record<Language, LanguageWords>> = perLanguage((language) => {
  const { answers, language: called } = TEXTS[language];
  return { ...LISTS[language], language, name: called.name, phrases: answers };
});
const all = Object.values(WORDS);

/** Words of one kind in all languages: questions mix them. */
export const inAnyLanguage = (pick: (words: LanguageWords) => readonly string[]): ReadonlySet<string> =>
  new Set(all.flatMap((words) => pick(words)));

const functionWords = (languages: readonly WordLists[]): ReadonlySet<string> =>
  new Set(languages.flatMap((w) => [...w.functionWords, ...w.questionWords]));
const NORWEGIAN = functionWords([nb, nn]);
const ENGLISH = functionWords([en]);

/** Words that bear no content in a question of this language. "by" is one in English and a town in Norwegian. */
export function functionWordsOf(language: Language): ReadonlySet<string> {
  return language === "en" ? ENGLISH : NORWEGIAN;
}

/** A stem that is the same for a word wherever it is used: Norwegian's for both written forms, else English. */
export function stemFor(language: Language): (word: string) => string {
  return WORDS[language].stem;
}

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

/** `nb-NO`, `no`, `nn_NO`, `en-GB` … → a language of the bot, or undefined. */
export function languageOfLocale(locale: string | undefined): Language | undefined {
  const tag = locale?.toLowerCase().split(/[-_]/)[0];
  if (tag === "nn") return "nn";
  if (tag === "nb" || tag === "no") return "nb";
  return tag === "en" ? "en" : undefined;
}
