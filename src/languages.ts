// The languages of the bot, in one list: whatever there is one of for each of them goes by it.

/** The written languages of the bot: bokmål, nynorsk, English. */
export const LANGUAGES = ["nb", "nn", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
/** Where nothing tells another. */
export const DEFAULT_LANGUAGE: Language = LANGUAGES[0];

/** The same for each language. */
export const perLanguage = <T>(of: (language: Language) => T): Readonly<Record<Language, T>> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as Record<Language, T>;

/** One text in all languages. */
export type Phrase = Readonly<Record<Language, string>>;
