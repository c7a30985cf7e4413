// The texts that people read, by language: data/languages/*/texts.yaml as values.
import { type Language, perLanguage } from "../chat.js";
import { LANGUAGE_FILES } from "./data.js";
import type { Texts } from "./schema/texts.js";

export const TEXTS: Readonly<Record<Language, Texts>> = perLanguage((language) => LANGUAGE_FILES[language].texts);

export const REASONS = perLanguage((language) => TEXTS[language].why);
