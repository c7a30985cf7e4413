// A function of a word, or of a value that never changes → the same, remembering what it made: the same few thousand come again and again.

/** Words that are remembered: bounded, so that hostile input can't fill it. */
const MOST = 20_000;

export function remembered<T, Word extends string = string>(make: (word: Word) => T, most = MOST): (word: Word) => T {
  const known = new Map<Word, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const made = make(word);
    if (known.size < most) known.set(word, made);
    return made;
  };
}

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
