// Tokens → the concepts they express, so that “treffes”, “møtest” and “convene” all mean “meets” to the classifier.
import type { Language } from "../chat.js";
import type { Concept } from "../knowledge/types.js";
import { WORDS } from "../language/index.js";
import { madeOnce, remembered } from "../language/remembered.js";
import { clean, type Token, tokenise } from "./normalise.js";

/** Concept ids by the index of the token where they begin; a token may express two. */
export type FindConcepts = (tokens: readonly Token[]) => ReadonlyMap<number, readonly string[]>;

/** Each stemmer in use, by its name. */
const STEMS = new Map(Object.values(WORDS).map(({ stemmer, stem }) => [stemmer, stem]));

/** Keys of a word: itself and its stem, by the stemmer of the list's language. */
const keysOf = (word: string, language: Language): string[] => [word, `${WORDS[language].stemmer}:${WORDS[language].stem(word)}`];

/** The lookup table as plain values, made at build: stemming ten thousand words is too slow for every start. */
export interface ConceptTable {
  readonly single: readonly (readonly [string, readonly string[]])[];
  readonly several: readonly (readonly [string, readonly { readonly words: readonly string[]; readonly id: string }[]])[];
}

export function compileConcepts(concepts: readonly Concept[]): ConceptTable {
  const single = new Map<string, string[]>();
  const several = new Map<string, { words: readonly string[]; id: string }[]>();
  for (const { id, words } of concepts)
    for (const [language, texts] of Object.entries(words) as [Language, readonly string[]][])
      for (const text of texts) {
        const parts = tokenise(clean(text)).map(({ word }) => word);
        const first = parts[0];
        if (first === undefined) continue;
        if (parts.length > 1) several.set(first, [...(several.get(first) ?? []), { words: parts, id }]);
        else
          for (const key of keysOf(first, language)) {
            const ids = single.get(key) ?? [];
            if (!ids.includes(id)) single.set(key, [...ids, id]);
          }
      }
  return { single: [...single], several: [...several] };
}

/** One for each table, whoever asks: its maps hold ten thousand words. */
export const createConcepts = madeOnce((table: ConceptTable): FindConcepts => {
  const single = new Map(table.single);
  const several = new Map(table.several);
  const ofWord = remembered((word): readonly string[] => {
    const stemmed = [...STEMS].flatMap(([stemmer, stem]) => single.get(`${stemmer}:${stem(word)}`) ?? []);
    return single.get(word) ?? [...new Set(stemmed)];
  });
  return (tokens) => {
    const found = new Map<number, readonly string[]>();
    for (let i = 0; i < tokens.length; i++) {
      const { word } = tokens[i] as Token;
      const ids = ofWord(word);
      const begun = several.get(word);
      const phrases = begun === undefined ? [] : begun.filter(({ words }) => stands(words, tokens, i));
      if (phrases.length > 0) found.set(i, [...new Set([...phrases.map(({ id }) => id), ...ids])]);
      else if (ids.length > 0) found.set(i, ids);
    }
    return found;
  };
});

function stands(words: readonly string[], tokens: readonly Token[], from: number): boolean {
  for (let j = 1; j < words.length; j++) if (tokens[from + j]?.word !== words[j]) return false;
  return true;
}
