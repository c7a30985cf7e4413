// “In English, please”, “svar på nynorsk: …” → the requested language, and the rest of the message.
import type { Language } from "../chat.js";
import { inAnyLanguage, WORDS } from "../language/index.js";
import type { Token } from "./normalise.js";

export interface Wished {
  readonly language: Language | undefined;
  readonly tokens: readonly Token[];
}

const NAMES = new Map(
  Object.values(WORDS).flatMap(({ language, languageNames }) => languageNames.map((name) => [name, language] as const)),
);
const INTO = inAnyLanguage((w) => w.intoLanguage);
const ANSWERING = inAnyLanguage((w) => w.answering);
const BESIDE = new Set([...inAnyLanguage((w) => w.functionWords), ...ANSWERING, ...INTO, ...NAMES.keys()]);

/** A request stands alone, or at the beginning or end with “answer” or a pause: “what is X called in English?” is not one. */
export function wishIn(tokens: readonly Token[]): Wished {
  const at = tokens.findIndex(({ word }) => NAMES.has(word));
  if (at < 0) return { language: undefined, tokens };
  const language = NAMES.get((tokens[at] as Token).word);
  if (tokens.every(({ word }) => BESIDE.has(word)) && (tokens.length > 1 || NAMES.has((tokens[0] as Token).word)))
    return { language, tokens: [] };
  let start = at;
  while (
    start > 0 &&
    BESIDE.has((tokens[start - 1] as Token).word) &&
    !(tokens[start] as Token).opens &&
    (tokens[start] as Token).pause !== true
  )
    start--;
  let end = at + 1;
  while (
    end < tokens.length &&
    BESIDE.has((tokens[end] as Token).word) &&
    !(tokens[end] as Token).opens &&
    (tokens[end] as Token).pause !== true
  )
    end++;
  // “…? In English, please.”
  if (start > 0 && end === tokens.length - 1 && BESIDE.has((tokens[end] as Token).word)) end++;
  const span = tokens.slice(start, end);
  const asked = span.some(({ word }) => ANSWERING.has(word));
  const apart =
    (start > 0 && ((tokens[start] as Token).pause === true || (tokens[start] as Token).opens)) ||
    (tokens[end]?.opens === true && start === 0);
  const isInto = INTO.has(tokens[at - 1]?.word ?? "");
  if (!isInto || !(asked || apart) || (start > 0 && end < tokens.length)) return { language: undefined, tokens };
  const rest = [...tokens.slice(0, start), ...tokens.slice(end)];
  return { language, tokens: rest.map((token, i) => (i === 0 ? { ...token, opens: true } : token)) };
}
