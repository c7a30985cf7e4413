// Word → stem, for Norwegian and English, on natural's Porter stemmers with the repairs that Norwegian needs.
import porterEn from "natural/lib/natural/stemmers/porter_stemmer.js";
import porterNo from "natural/lib/natural/stemmers/porter_stemmer_no.js";
import { LANGUAGE_FILES } from "./data.js";
import { remembered } from "./remembered.js";
import type { Words } from "./schema/words.js";

export type Stem = (word: string) => string;

/** Words whose stem is that of another word, as the languages of one stemmer write them (kva → hva). Whole words only. */
const alikeFor = (stemmer: Words["stem"]): ReadonlyMap<string, string> =>
  new Map(Object.values(LANGUAGE_FILES).flatMap(({ words }) => (words.stem === stemmer ? words.alike : [])));
const ALIKE = alikeFor("norwegian");

/** Endings of agent nouns and of nynorsk passives, which Porter leaves apart: asylsøker(e/ne), asylsøkjar(ar/ane). */
const REPAIRS: readonly (readonly [RegExp, string])[] = [
  [/mm(e|er|ene|et)?$/, "m"],
  [/kjar(ar|ane|en)?$/, "k"],
  [/(?<=[a-zæøå]{4})(ar|arar|arane|aren|erne|ere|eren|er)$/, ""],
  [/(?<=[a-zæøå]{3})est$/, "es"],
  [/(?<=[a-zæøå]{4})(ast|st)$/, ""],
];

/** Norwegian stem; joins forms of both written standards. */
export function stemNorwegian(word: string): string {
  const pair = ALIKE.get(word);
  if (pair !== undefined) return pair === word ? word : stemNorwegian(pair);
  if (word.length < 4) return word;
  let base = word;
  for (const [ending, replacement] of REPAIRS) {
    const shorter = base.replace(ending, replacement);
    if (shorter !== base && shorter.length >= 3) {
      base = shorter;
      break;
    }
  }
  return porterNo.stem(base);
}

export function stemEnglish(word: string): string {
  return word.length < 4 ? word : porterEn.stem(word);
}

export const STEMS: Readonly<Record<Words["stem"], Stem>> = {
  norwegian: remembered(stemNorwegian),
  english: remembered(stemEnglish),
  none: (word) => word,
};
