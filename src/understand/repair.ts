// Text as pasted or dictated → text as it was meant: joins broken lines and spelled-out letters, fixes wrong encodings,
// and removes numbers that belong to a list, a time or a telephone.
import { inAnyLanguage } from "../language/index.js";
import { decoded } from "./encoding.js";
import { clean } from "./normalise.js";

/** Whether a word or a name is known, which decides whether two pieces belong together. */
export type IsKnown = (word: string) => boolean;

const LIST_MARK = /(^|\n)\s*(?:\(?\d{1,2}[.):]|[a-z]\)|[-*•–>]+)\s+/g;
const CLOCK = /(?:\bkl(?:\.|okka|okken)?\s*)?\b\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\b(?!\.\d)|\bkl(?:\.|okka|okken)?\s*\d{1,2}\b/giu;
const MONTHS =
  "jan(?:uary?)?|feb(?:ruary?)?|mars|march|apr(?:il)?|ma[iy]|jun[ie]?|jul[iy]?|aug(?:ust)?|sep(?:tember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[sc](?:ember)?";
const DATE = new RegExp(
  `\\b\\d{1,2}(?:\\.|st|nd|rd|th)?\\s(?:${MONTHS})\\b\\.?|\\b(?:${MONTHS})\\s\\d{1,2}(?:st|nd|rd|th)?\\b|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b`,
  "giu",
);
/** Seven digits or more, together or in groups of two and three; not two years next to each other. */
const PHONE = /(?<!\d)(?:\+|00)?\d{2,3}(?:[ -]\d{2,3}){2,}(?!\d)|(?<!\d)\d{7,}(?!\d)/g;
/** A question mark or a replacement character inside a word stands for a lost letter, mostly ø or å. */
const LOST = /(?<=\p{L})[?\uFFFD](?=\p{Ll})/gu;
const FUNCTION_WORDS = inAnyLanguage((w) => w.functionWords);
/** Pieces of a word, with a hyphen at the end of each line; or, in a PDF, with nothing. */
const BROKEN = /\p{L}{2,}(?:(?:[-\u2010][ \t]*\n[ \t]*|[-\u2010] )\p{L}{2,})+/gu;
const AT_LINE_END = /(\p{L}{2,})\n(\p{Ll}{2,})/gu;
/** "I.O.M.", "I-G-C", "N.S.H.F.s", "E.U.". */
const DOTTED = /(?<![\p{L}\d])\p{L}(?:([.·•∙‧-])\p{L}(?!\p{L}))+(?:\1(?:['’]?s(?!\p{L}))?)?/gu;
const SPACED = /(?<![\p{L}\d])\p{L}(?: \p{L}){2,6}(?![\p{L}\d])/gu;

export function repair(text: string, isKnown: IsKnown): string {
  let found = text;
  if (!found.includes("://") && /[?\uFFFD]\p{Ll}/u.test(found)) found = found.replace(LOST, "ø");
  if (/[-\u2010]/.test(found)) found = found.replace(BROKEN, (whole) => mendedLines(whole, isKnown));
  if (found.includes("\n")) found = found.replace(AT_LINE_END, (whole, a: string, b: string) => (isBroken(a, b, isKnown) ? a + b : whole));
  if (/(?<!\p{L})\p{L}[.·•∙‧-]\p{L}(?!\p{L})/u.test(found)) found = found.replace(DOTTED, (whole) => undotted(whole, isKnown));
  found = found.replace(SPACED, (whole) => joinedWithin(whole, isKnown));
  if (!/\d|^[\s]*[-*•–>a-z(]/m.test(found)) return found;
  return found.replace(LIST_MARK, "$1").replace(DATE, " ").replace(CLOCK, " ").replace(PHONE, " ");
}

/** What is read of a text, in a question and in a search box alike. */
export const readable = (text: string, isKnown: IsKnown): string => clean(repair(clean(decoded(text)), isKnown));

/** No word is broken more often: all the ways to join a thousand pieces would take half a minute. */
const MOST_PIECES = 4;

/** The most pieces that together are a word: "sam-\nråds-\ngruppen"; "asyl- og" stays apart. */
function mendedLines(whole: string, isKnown: IsKnown): string {
  const [first = "", ...more] = whole.split(/([-\u2010][ \t]*\n[ \t]*|[-\u2010] )/u);
  const pieces = [{ gap: "", word: first }];
  for (let i = 0; i < more.length; i += 2) pieces.push({ gap: more[i] ?? "", word: more[i + 1] ?? "" });
  let text = "";
  for (let at = 0; at < pieces.length; ) {
    let end = Math.min(pieces.length, at + MOST_PIECES);
    const word = (): string =>
      pieces
        .slice(at, end)
        .map((piece) => piece.word)
        .join("");
    while (end > at + 1 && !isKnown(word().toLowerCase())) end--;
    text += pieces[at]?.gap + word();
    at = end;
  }
  return text;
}

const isBroken = (a: string, b: string, isKnown: IsKnown): boolean =>
  isKnown((a + b).toLowerCase()) && !isKnown(a.toLowerCase()) && !isKnown(b.toLowerCase());

function undotted(whole: string, isKnown: IsKnown): string {
  const genitive = /[.·•∙‧-]['’]?s$/u.test(whole) ? "s" : "";
  const letters = whole.replace(/[.·•∙‧-]['’]?s$/u, "").replace(/[.·•∙‧-]/gu, "");
  // "e.g." is no word of any language here, though its letters are one
  return isKnown(letters.toLowerCase()) && !FUNCTION_WORDS.has(letters.toLowerCase()) ? letters + genitive : whole;
}

/** “har i g c”: the longest run of single letters that spells a name. */
function joinedWithin(whole: string, isKnown: IsKnown): string {
  const letters = whole.split(" ");
  for (let length = letters.length; length >= 3; length--)
    for (let at = 0; at + length <= letters.length; at++) {
      const name = letters.slice(at, at + length).join("");
      if (isKnown(name.toLowerCase())) return [...letters.slice(0, at), name, ...letters.slice(at + length)].join(" ");
    }
  return whole;
}
