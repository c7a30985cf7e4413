// A text in which the names of others are marked → the ways to read it: without them, and with those that may be words of it.
import { asksNothing, says } from "./text.js";

/** Private characters: nothing that is typed has them once `bare` has taken them out. */
const [OPEN, CLOSE] = ["\u{f0000}", "\u{f0001}"];
const MARKS = new RegExp(`[${OPEN}${CLOSE}]`, "gu");
const NAME = `${OPEN}[^${OPEN}${CLOSE}]*${CLOSE}`;
/** Several beside each other, and what joins them: "cc Kari, Ola and Per". */
const NAMES = `(?:\\b(?:cc|fyi)\\b:?\\s{0,3})?${NAME}(?:\\s{0,3}(?:,|og|and|&|\\+|/)?\\s{0,3}${NAME})*`;
const ANY = new RegExp(NAMES, "giu");
/** Names that stand by themselves, before the message or behind its last sentence: whom it is addressed to. */
const BEFORE = new RegExp(`^(?:[\\s,;:.–-]*${NAMES})+[\\s,;:.!–-]*`, "iu");
const BEHIND = new RegExp(`(?<=[.?!…]["»)]?\\s{0,20}|\\n\\s{0,20})(?:${NAMES}[\\s,;:.!–-]*)+$`, "iu");

export const unmarked = (text: string): string => text.replace(MARKS, "");

/** Somebody's or something's name, where it is mentioned. */
export const mark = (name: string): string => (name.trim() === "" ? " " : `${OPEN}${unmarked(name)}${CLOSE}`);

/** Names as they stand, as if they were typed. */
export const plainly = unmarked;

/** The ways to read a text, the best first; none: it is a message without a question. */
export function waysToRead(marked: string): string[] {
  // most are: what follows takes 5 µs
  if (marked === "") return [];
  if (/^\p{L}[\p{L} ]*[?!.]?$/u.test(marked) && !/ {2}| $/.test(marked)) return [marked];
  const without = unmarked(marked.replace(ANY, " "));
  // of "@Kari?" nothing is left, while "?" alone is something to answer
  const bare = without === unmarked(marked) || says(without) ? without : "";
  const named = unmarked(marked.replace(BEFORE, "").replace(BEHIND, ""));
  const ways = [bare, bare.trim() === "" ? "" : named].map(inLines);
  // what stood between a mention and the words
  return [...new Set(ways)].filter((way) => !asksNothing(way) && !/^[\s,;:.–-]*$/.test(way));
}

/** Lines stay: what stands at the beginning or the end of one may be a number, a greeting, or half a word. */
const inLines = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .replace(/^[,;:–-]+\s+/, "");

export interface Heard {
  /** Empty: nothing is asked. */
  readonly text: string;
  readonly otherwise: readonly string[];
}

/** One message out of its parts, each in all the ways to read it. */
export function heard(...parts: readonly string[]): Heard {
  const [text = "", ...otherwise] = new Set(parts.flatMap(waysToRead));
  return { text, otherwise };
}
