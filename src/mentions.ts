// A text with marked mentions of people → the ways to read it: without the names, and with those that may be part of the question.
import { asksNothing, says } from "./text.js";

/** Private-use characters: typed text has none once `bare` has removed them. */
const [OPEN, CLOSE] = ["\u{f0000}", "\u{f0001}"];
const MARKS = new RegExp(`[${OPEN}${CLOSE}]`, "gu");
const NAME = `${OPEN}[^${OPEN}${CLOSE}]*${CLOSE}`;
/** Several in a row, and what joins them: “cc Kari, Ola and Per”. */
const NAMES = `(?:\\b(?:cc|fyi)\\b:?\\s{0,3})?${NAME}(?:\\s{0,3}(?:,|og|and|&|\\+|/)?\\s{0,3}${NAME})*`;
const ANY = new RegExp(NAMES, "giu");
/** Names that stand alone before the message or after its last sentence: those it is addressed to. */
const BEFORE = new RegExp(`^(?:[\\s,;:.–-]*${NAMES})+[\\s,;:.!–-]*`, "iu");
const BEHIND = new RegExp(`(?<=[.?!…]["»)]?\\s{0,20}|\\n\\s{0,20})(?:${NAMES}[\\s,;:.!–-]*)+$`, "iu");

export const unmarked = (text: string): string => text.replace(MARKS, "");

/** Marks a mentioned name. */
export const mark = (name: string): string => (name.trim() === "" ? " " : `${OPEN}${unmarked(name)}${CLOSE}`);

/** The text with the names as if they were typed. */
export const plainly = unmarked;

/** The ways to read a text, the best first; none if it is a message without a question. */
export function waysToRead(marked: string): string[] {
  // most have no mentions: skip the rest
  if (marked === "") return [];
  if (/^\p{L}[\p{L} ]*[?!.]?$/u.test(marked) && !/ {2}| $/.test(marked)) return [marked];
  const without = unmarked(marked.replace(ANY, " "));
  // “@Kari?” leaves nothing to answer, while “?” alone does
  const bare = without === unmarked(marked) || says(without) ? without : "";
  const named = unmarked(marked.replace(BEFORE, "").replace(BEHIND, ""));
  const ways = [bare, bare.trim() === "" ? "" : named].map(inLines);
  // separators between a mention and the words
  return [...new Set(ways)].filter((way) => !asksNothing(way) && !/^[\s,;:.–-]*$/.test(way));
}

/** Lines are kept: their beginning or end may be a number, a greeting, or half a word. */
const inLines = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .replace(/^[,;:–-]+\s+/, "");

export interface Heard {
  /** Empty if nothing is asked. */
  readonly text: string;
  readonly otherwise: readonly string[];
}

/** Combines the parts of a message, each with all the ways to read it. */
export function heard(...parts: readonly string[]): Heard {
  const [text = "", ...otherwise] = new Set(parts.flatMap(waysToRead));
  return { text, otherwise };
}
