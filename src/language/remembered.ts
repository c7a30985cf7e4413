// A function of a word, or of a value that never changes → the same, remembering what it made: the same few thousand come again and again.
import { LRUCache } from "lru-cache";

/** Words that are remembered: bounded, so that hostile input can't fill it. */
const MOST = 20_000;
/** Nobody writes longer words again and again, and longer numbers than years are somebody's. */
const LONGEST = 40;
const NUMBER = /\d{5}/;

/** What nobody wrote while `most` others came is forgotten. */
export function remembered<T extends object | string | number, Word extends string = string>(
  make: (word: Word) => T,
  most = MOST,
): (word: Word) => T {
  const known = new LRUCache<Word, T>({ max: most });
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const own = ownOf(word);
    const made = make(own);
    if (own.length <= LONGEST && !NUMBER.test(own)) known.set(own, made);
    return made;
  };
}

/** A part of a text holds all of it in memory, the whole question for a word: this is a string of its own. */
export const ownOf = <Word extends string>(word: Word): Word => Buffer.from(word).toString() as Word;

/** Forgotten with the value. */
export function madeOnce<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, Made>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const made = make(of);
    known.set(of, made);
    return made;
  };
}
