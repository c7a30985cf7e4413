// Text as typed → tokens: one form for characters that look the same, and a bounded number however long the text is.

export interface Token {
  /** Lower case, in the form used for all comparisons. */
  readonly word: string;
  /** As typed, for names that match only in capitals. */
  readonly typed: string;
  /** Whether a sentence ends before this token. */
  readonly opens: boolean;
  /** Whether there is a comma or a dash before this token. */
  readonly pause?: boolean;
  /** Whether there is a question mark after this token. */
  readonly asked?: boolean;
}

/** Only this much of a message is read: 100,000 characters must cost no more than a long e-mail. */
export const MAX_CHARACTERS = 4000;
export const MAX_TOKENS = 800;

/** Letters of other scripts that look like Latin ones: replaced in words that mix scripts. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  с: "c",
  е: "e",
  н: "h",
  і: "i",
  ј: "j",
  к: "k",
  м: "m",
  о: "o",
  р: "p",
  ѕ: "s",
  т: "t",
  у: "y",
  х: "x",
  ԁ: "d",
  А: "A",
  В: "B",
  С: "C",
  Е: "E",
  Н: "H",
  І: "I",
  Ј: "J",
  К: "K",
  М: "M",
  О: "O",
  Р: "P",
  Ѕ: "S",
  Т: "T",
  У: "Y",
  Х: "X",
  α: "a",
  ο: "o",
  ν: "v",
  ρ: "p",
  τ: "t",
  ι: "i",
  κ: "k",
  Α: "A",
  Β: "B",
  Ε: "E",
  Η: "H",
  Ι: "I",
  Κ: "K",
  Μ: "M",
  Ν: "N",
  Ο: "O",
  Ρ: "P",
  Τ: "T",
  Χ: "X",
  Υ: "Y",
  Ζ: "Z",
};

// zero-width characters, bidirectional marks and overrides, soft hyphens, variation selectors
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/gu;
const COMBINING = /[\u0300-\u036F]{2,}/gu;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)?/gu;

/** Most questions have only these characters, and are already in normal form. */
const PLAIN = /^[ -~æøåÆØÅéÉ]*$/;

/** The part of a text that is read: in one Unicode form, without invisible characters, with single spaces, truncated. */
export function clean(text: string): string {
  const typed = text.trimStart().slice(0, MAX_CHARACTERS * 4);
  if (PLAIN.test(typed)) return typed.replace(/ {2,}/g, " ").trim().slice(0, MAX_CHARACTERS);
  const start = typed.replace(INVISIBLE, "").normalize("NFKC").replace(COMBINING, "");
  const latin = /[Ѐ-ӿͰ-Ͽ]/u.test(start) ? start.replace(/\p{L}+/gu, unmix) : start;
  return latin
    .replace(/[^\S\n]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim()
    .slice(0, MAX_CHARACTERS);
}

function unmix(word: string): string {
  if (!/[Ѐ-ӿͰ-Ͽ]/u.test(word)) return word;
  const latin = word.replace(/[Ѐ-ӿͰ-Ͽ]/gu, (letter) => LOOKALIKES[letter] ?? letter);
  return /^[\p{Script=Latin}]+$/u.test(latin) ? latin : word;
}

/** Words of a cleaned text. Hyphens separate words (“EU-møter”); apostrophes don't (“doesn't”), except a genitive's. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  /** Marks the punctuation after the last token. */
  const close = (gap: string): void => {
    const last = tokens.at(-1);
    if (last !== undefined && gap.includes("?")) tokens[tokens.length - 1] = { ...last, asked: true };
  };
  for (const match of text.matchAll(WORD)) {
    const [written] = match;
    const typed = /['’]/.test(written) ? written.replace("’", "'").replace(/'s?$/i, "") : written;
    const besideSpace = match.index === end + 1 && text[end] === " ";
    const gap = besideSpace ? " " : text.slice(end, match.index);
    const opens = tokens.length === 0 || (!besideSpace && /[.?!\n:;]/.test(gap));
    const pause = !besideSpace && /[,+&;]|\s[-–—/]|[–—]\s|[([)\]]/.test(gap);
    if (!besideSpace) close(gap);
    end = match.index + written.length;
    if (typed !== "") tokens.push(pause ? { word: typed.toLowerCase(), typed, opens, pause } : { word: typed.toLowerCase(), typed, opens });
    if (tokens.length === MAX_TOKENS) break;
  }
  close(text.slice(end, end + 8));
  return tokens;
}
