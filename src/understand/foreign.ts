// Tokens as typed → a neighbour's words in Norwegian, and whether the whole is in a language that the bot does not speak.
import { inAnyLanguage } from "../language/index.js";
import { AMOUNTS, HOW, NEARLY, NEIGHBOURS, STEMS } from "../language/neighbours.js";
import { OTHERS } from "../language/others.js";
import type { Token } from "./normalise.js";

const OURS = inAnyLanguage((w) => [...w.functionWords, ...w.questionWords, ...w.openers, ...w.marks]);
const SURELY_OTHERS = new Set([...OTHERS].filter((word) => !OURS.has(word)));

/** Swedish and Danish as Norwegian, where one word at least can be nothing else. */
export function asNorwegian(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ word }) => NEIGHBOURS.has(word) && !OURS.has(word))) return tokens;
  return tokens.map((token, i) => {
    const how = HOW.has(token.word) && AMOUNTS.has(tokens[i + 1]?.word ?? "");
    const word = how ? "hvor" : (NEIGHBOURS.get(token.word) ?? NEARLY.get(token.word) ?? inStems(token.word));
    return word === token.word ? token : { ...token, word, typed: inCapitals(token.typed) ? word.toUpperCase() : word };
  });
}

const inCapitals = (typed: string): boolean => typed.length > 1 && typed === typed.toUpperCase();
const inStems = (word: string): string => STEMS.reduce((text, [theirs, ours]) => text.replace(theirs, ours), word);

const LATIN = /\p{Script=Latin}/u;

/** More function words of other languages than of ours, or hardly a word in our letters. */
export function isForeign(tokens: readonly Token[]): boolean {
  const ours = tokens.filter(({ word }) => OURS.has(word) && !OTHERS.has(word)).length;
  const others = tokens.filter(({ word }) => SURELY_OTHERS.has(word)).length;
  if (others > ours) return true;
  if (ours > 0) return false;
  const letters = tokens.flatMap(({ word }) => [...word]).filter((letter) => /\p{L}/u.test(letter));
  const strange = letters.filter((letter) => !LATIN.test(letter)).length;
  // a word in other letters throughout: single ones that look like ours were put right before
  return strange > 1 && (strange * 2 >= letters.length || tokens.some(({ word }) => /^\p{L}{2,}$/u.test(word) && !LATIN.test(word)));
}
