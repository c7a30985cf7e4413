// data/languages/*/words.yaml → the lists that the stages look words up in, with the stem and the sentences of the language.
import { type Language, perLanguage } from "../chat.js";
import { LANGUAGE_FILES } from "./data.js";
import type { Texts } from "./schema/texts.js";
import type { AmountName, ListName, Words } from "./schema/words.js";
import { STEMS, type Stem } from "./stem.js";

type Lists = Readonly<Record<ListName, readonly string[]>>;
type Amounts = Readonly<Record<AmountName, Readonly<Record<string, number>>>>;

/** All that the stages know of a language. */
export interface LanguageWords extends Lists, Amounts {
  readonly language: Language;
  /** Which stemmer cuts off its endings: languages with the same one are read as one. */
  readonly stemmer: Words["stem"];
  readonly stem: Stem;
  /** Words for the first, the second … of several. */
  readonly ordinals: readonly (readonly string[])[];
  /** The bot's own sentences. */
  readonly phrases: Texts["answers"];
}

export const WORDS = perLanguage((language): LanguageWords => {
  const { words, texts } = LANGUAGE_FILES[language];
  return { ...listsIn(words), language, stemmer: words.stem, stem: STEMS[words.stem], phrases: texts.answers };
});

function listsIn({ stem: _, alike: __, ...lists }: Words): Lists & Amounts & Pick<LanguageWords, "ordinals"> {
  const values = Object.entries(lists).map(([name, { words }]) => [name, words]);
  return Object.fromEntries(values) as Lists & Amounts & Pick<LanguageWords, "ordinals">;
}
