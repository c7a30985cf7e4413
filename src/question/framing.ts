// "What does the source say about X?" → "tell about X": all answers are from the source, so what is asked for is X.
import { inAnyLanguage, WORDS } from "../language/index.js";
import type { Token } from "./normalise.js";

const LEAD_INS = inAnyLanguage((w) => w.leadIns);
const ASKING = inAnyLanguage((w) => w.questionWords);

interface Frame {
  readonly words: readonly string[];
  /** What takes its place. */
  readonly tell: readonly Token[];
}

const made = (phrase: string): Token[] => phrase.split(" ").map((word) => ({ word, typed: word, opens: false }));

/** By their first or their last word. */
function byWord(frames: readonly Frame[], at: number): ReadonlyMap<string, readonly Frame[]> {
  const found = new Map<string, Frame[]>();
  for (const frame of [...frames].sort((a, b) => b.words.length - a.words.length)) {
    const key = frame.words.at(at) as string;
    found.set(key, [...(found.get(key) ?? []), frame]);
  }
  return found;
}

const all = Object.values(WORDS);
const asides = all.flatMap(({ asides }) => asides.map((phrase): Frame => ({ words: phrase.split(" "), tell: [] })));
const framings = all.flatMap(({ framings, tellAbout }) =>
  framings.map((phrase): Frame => ({ words: phrase.split(" "), tell: made(tellAbout) })),
);
const BEFORE = byWord([...asides, ...framings], 0);
const AFTER = byWord(asides, -1);

/** The same tokens where nothing frames what is asked. */
export function unframed(tokens: readonly Token[]): readonly Token[] {
  const start = Math.max(
    tokens.findIndex(({ word }) => !LEAD_INS.has(word)),
    0,
  );
  // as it was typed, too: a rare word may have been mended
  const stands = ({ words }: Frame, from: number): boolean =>
    from >= 0 && words.every((word, i) => tokens[from + i]?.word === word || tokens[from + i]?.typed.toLowerCase() === word);
  const before = BEFORE.get(tokens[start]?.word ?? "")?.find((frame) => stands(frame, start));
  const after = AFTER.get(tokens.at(-1)?.word ?? "")?.find((frame) => stands(frame, tokens.length - frame.words.length));
  if (before === undefined && after === undefined) return tokens;
  const rest = tokens.slice(before === undefined ? 0 : start + before.words.length, tokens.length - (after?.words.length ?? 0));
  const tell = before === undefined || ASKING.has(rest[0]?.word ?? "") ? [] : before.tell;
  return [...tell, ...rest].map((token, i) => (i === 0 ? { ...token, opens: true } : token));
}
