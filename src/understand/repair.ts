// Text as pasted or dictated → text as it was meant: joins broken lines and spelled-out letters, fixes wrong encodings,
// and removes numbers that belong to a list, a time or a telephone.

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
const MISREAD = /[ÃÂ][\u0080-\u00BF\u2018-\u201E\u2020-\u2030\u0152-\u017E]/u;
/** A question mark or a replacement character inside a word stands for a lost letter, mostly ø or å. */
const LOST = /(?<=\p{L})[?\uFFFD](?=\p{Ll})/gu;
const BROKEN = /(\p{L}{2,})(?:-[ \t]*\n[ \t]*|- )(\p{Ll}{2,})/gu;
const DOTTED = /(?<!\p{L})(?:\p{L}\.){2,}(?:\p{L}(?!\p{L}))?/gu;
const SPACED = /(?<![\p{L}\d])\p{L}(?: \p{L}){2,6}(?![\p{L}\d])/gu;

export function repair(text: string, isKnown: IsKnown): string {
  let found = text;
  if (MISREAD.test(found)) found = reread(found);
  if (!found.includes("://") && /[?\uFFFD]\p{Ll}/u.test(found)) found = found.replace(LOST, "ø");
  if (found.includes("-")) found = found.replace(BROKEN, (whole, a: string, b: string) => (isKnown((a + b).toLowerCase()) ? a + b : whole));
  if (found.includes(".")) found = found.replace(DOTTED, (whole) => joined(whole, whole.replaceAll(".", ""), isKnown));
  found = found.replace(SPACED, (whole) => joinedWithin(whole, isKnown));
  if (!/\d|^[\s]*[-*•–>a-z(]/m.test(found)) return found;
  return found.replace(LIST_MARK, "$1").replace(DATE, " ").replace(CLOCK, " ").replace(PHONE, " ");
}

const joined = (whole: string, letters: string, isKnown: IsKnown): string => (isKnown(letters.toLowerCase()) ? letters : whole);

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

/** Bytes that Windows-1252 maps to other characters than Latin-1, for UTF-8 that was read as Windows-1252. */
const WINDOWS: ReadonlyMap<string, number> = new Map(
  [..."€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"].map((letter, i) => [
    letter,
    [
      0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
      0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
    ][i] as number,
  ]),
);

/** UTF-8 that was read as Latin-1: such pairs of characters are the bytes of one letter. */
function reread(text: string): string {
  return text.replace(/[ÂÃ][\u0080-\u00BF\u0152-\u2122]/gu, (pair) => {
    const [lead = "", next = ""] = [...pair];
    const byte = WINDOWS.get(next) ?? next.charCodeAt(0);
    if (byte < 0x80 || byte > 0xbf) return pair;
    return String.fromCodePoint(((lead.charCodeAt(0) & 0x1f) << 6) | (byte & 0x3f));
  });
}
