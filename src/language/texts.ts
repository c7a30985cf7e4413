// The texts that people read, by language: data/languages/*/texts.yaml as values.
import { LANGUAGES, type Language } from "../chat.js";
import { LANGUAGE_FILES } from "./data.js";
import type { Texts } from "./schema/texts.js";

/** Of each language the same. */
export const perLanguage = <T>(of: (language: Language) => T): Readonly<Record<Language, T>> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as Record<Language, T>;

export const TEXTS: Readonly<Record<Language, Texts>> = perLanguage((language) => LANGUAGE_FILES[language].texts);

export const REASONS = perLanguage((language) => TEXTS[language].why);
