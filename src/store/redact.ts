// A question → the same without possible names of people, as kept for editors.

/** Words that introduce a name, in any letter case; so does a mention. */
const INTRODUCE = ["heter", "heiter", "til", "for", "named"];
const BEFORE = INTRODUCE.map((word) => word.replace(/./g, (letter) => `[${letter}${letter.toUpperCase()}]`));
const NAME = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'’.-]*";
/** "Anna Lise", "Ali bin Omar", "Kari og Ola". */
const JOIN = "[\\s,]+(?:(?:og|and|av|af|von|van|de|der|den|di|da|du|el|al|bin|bint|ibn|ben)\\s+){0,2}";

const RULES: readonly (readonly [RegExp, string])[] = [
  // mentions in Slack's and Teams' markup
  [/<[@#!][^>]*>|<at\b[^>]*>[\s\S]*?<\/at>/giu, "[person]"],
  [/[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu, "[e-mail]"],
  // and as typed
  [/@[\p{L}\p{N}._-]+/gu, "[person]"],
  // telephone 7 digits or more, national identity 11, DUF 12; together or in groups. A year isn't one.
  [/\+?\p{Nd}(?:[\s()./-]{0,3}\p{Nd}){6,}/gu, "[number]"],
];

/** The bot reads no more of a message. A word at the cut is kept whole. */
const LONGEST = 1_000;
const LOOKED_AT = 1_300;
/** Stands for a name that names no person, while names of persons are looked for; such a character means nothing. */
const KEPT = "\uE000";
const NAMES = new RegExp(`${NAME}(?:${JOIN}${NAME})*`, "gu");
const INTRODUCED = new RegExp(
  `((?<![\\p{L}\\p{N}])(?:${BEFORE.join("|")})|\\[person\\])([\\s,:;.«"“'(–-]+)((?:${NAME}|${KEPT})(?:${JOIN}(?:${NAME}|${KEPT}))*)`,
  "gu",
);

/** `known`: names that aren't people's, such as those of organisations; they stay. */
export function createRedact(known: Iterable<string> = []): (text: string) => string {
  const keep = createKeep(known);
  return (text) => {
    // invisible characters would split words
    let plain = text
      .slice(0, LOOKED_AT)
      .normalize("NFKC")
      .replace(/[\p{Cf}\uE000]/gu, "");
    for (const [pattern, instead] of RULES) plain = plain.replace(pattern, instead);
    const { marked, names } = keep(plain);
    const hidden = marked.replace(INTRODUCED, (_, before: string, between: string, all: string) => {
      return before + between + all.replace(NAMES, "[name]");
    });
    return hidden.replaceAll(KEPT, () => names.shift() ?? "").slice(0, LONGEST);
  };
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Number of words of the longest known name. */
const MOST_WORDS = 10;

interface Marked {
  /** The text with a placeholder for each known name. */
  readonly marked: string;
  readonly names: string[];
}

/** Finds capitalised known names, the longest first, also in the genitive. */
function createKeep(known: Iterable<string>): (text: string) => Marked {
  const all = new Set(Array.from(known, (name) => name.normalize("NFKC").toLowerCase()).filter((name) => !INTRODUCE.includes(name)));
  const isKnown = (text: string): boolean =>
    /^\p{Lu}/u.test(text) && (all.has(text.toLowerCase()) || all.has(text.toLowerCase().replace(/s$/, "")));
  return (text) => {
    const names: string[] = [];
    if (all.size === 0 || text.search(INTRODUCED) < 0) return { marked: text, names };
    const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ from: index, to: index + word.length }));
    let marked = "";
    let at = 0;
    words.forEach(({ from }, i) => {
      if (from < at) return;
      const ends = words.slice(i, i + MOST_WORDS).map(({ to }) => to);
      const to = ends.findLast((end) => isKnown(text.slice(from, end)));
      if (to === undefined) return;
      marked += text.slice(at, from) + KEPT;
      names.push(text.slice(from, to));
      at = to;
    });
    return { marked: marked + text.slice(at), names };
  };
}

export const redact = createRedact();
