// A function of a word, or of a value that never changes → the same, remembering what it made: the same few thousand come again and again.

/** Words that are remembered: bounded, so that hostile input can't fill it. */
const MOST = 20_000;
/** Nobody writes longer words again and again, and longer numbers than years are somebody's. */
const LONGEST = 40;
const NUMBER = /\d{5}/;

/** In two generations: what nobody wrote while half of `most` others came is forgotten. */
export function remembered<T, Word extends string = string>(make: (word: Word) => T, most = MOST): (word: Word) => T {
  let known = new Map<Word, T>();
  let before = new Map<Word, T>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const own = ownOf(word);
    const made = before.get(own) ?? make(own);
    if (own.length > LONGEST || NUMBER.test(own)) return made;
    if (known.size >= most / 2) {
      before = known;
      known = new Map();
    }
    known.set(own, made);
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
