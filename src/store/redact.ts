// A question → the same without what may name a person: what is kept of it for those who improve the answers.

/** What stands before a name, in any case of its letters; a mention does too. */
const BEFORE = ["heter", "heiter", "til", "for", "named"].map((word) =>
  word.replace(/./g, (letter) => `[${letter}${letter.toUpperCase()}]`),
);
const NAME = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'’.-]*";
/** "Anna Lise", "Ali bin Omar", "Kari og Ola". */
const JOINED = `[\\s,]+(?:(?:og|and|av|af|von|van|de|der|den|di|da|du|el|al|bin|bint|ibn|ben)\\s+){0,2}${NAME}`;
const NAMES = new RegExp(`((?<![\\p{L}\\p{N}])(?:${BEFORE.join("|")})|\\[person\\])([\\s,:;.«"“'(–-]+)${NAME}(?:${JOINED})*`, "gu");

const RULES: readonly (readonly [RegExp, string])[] = [
  // mentions as Slack and Teams write them
  [/<[@#!][^>]*>|<at\b[^>]*>[\s\S]*?<\/at>/giu, "[person]"],
  [/[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu, "[e-mail]"],
  // and as people type them
  [/@[\p{L}\p{N}._-]+/gu, "[person]"],
  // telephone 7 digits and more, national identity 11, DUF 12; together or in groups. A year is none.
  [/\+?\p{Nd}(?:[\s()./-]{0,3}\p{Nd}){6,}/gu, "[number]"],
];

export function redact(text: string): string {
  // invisible characters would part what belongs together
  let plain = text.normalize("NFKC").replace(/\p{Cf}/gu, "");
  for (const [pattern, instead] of RULES) plain = plain.replace(pattern, instead);
  return plain.replace(NAMES, "$1$2[name]");
}
