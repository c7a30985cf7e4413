// Text in a wrong encoding, as mails, PDFs and pipes leave it → the letters that were meant. What can't be told stays as it is.

/** Where to look at all: most questions have none of these signs. */
const PERHAPS = /[\u0080-\u00c5\u00e2\u2020\u203a\u221a]|&#?\w|[%=][\dA-F]{2}|(?:\p{L} ){3}/iu;

/** Windows' own places for some bytes, as they come out where UTF-8 was read as Windows-1252. */
const WINDOWS: ReadonlyMap<string, number> = new Map(
  [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"].map((letter, i) => [letter, 0x80 + i]),
);
const byteOf = (letter: string): number => WINDOWS.get(letter) ?? letter.charCodeAt(0);

/** UTF-8 read as Latin-1 or Windows-1252: a lead byte of two or three, and what continues it. */
const MISREAD = /[ÂÃ][\u0080-\u00bf\u0152-\u2122]|[âð][\u0080-\u00bf\u0152-\u2122]{2,3}/gu;
const utf8 = new TextDecoder("utf-8", { fatal: true });

function reread(text: string): string {
  return text.replace(MISREAD, (run) => {
    try {
      return utf8.decode(Uint8Array.from([...run], byteOf));
    } catch {
      return run;
    }
  });
}

/** UTF-8 read as an old Mac's, and letters of DOS. */
const MAC: Readonly<Record<string, string>> = { "√∏": "ø", "√•": "å", "√¶": "æ", "√ò": "Ø", "√Ö": "Å", "√Ü": "Æ", "√©": "é", "√®": "è" };
const DOS: Readonly<Record<string, string>> = { "›": "ø", "¢": "ø", "†": "å" };

const ENTITIES: Readonly<Record<string, string>> = {
  aring: "å",
  Aring: "Å",
  oslash: "ø",
  Oslash: "Ø",
  aelig: "æ",
  AElig: "Æ",
  eacute: "é",
  egrave: "è",
  ouml: "ö",
  auml: "ä",
  nbsp: " ",
  amp: "&",
  quot: '"',
  lt: "<",
  gt: ">",
};
const ENTITY = /&(?:#(\d{2,6})|#x([\da-f]{2,5})|(\w{2,6}));/giu;

function entity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  return code >= 0x20 && code <= 0x2_ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
}

/** "gj%C3%B8r" of an address, "gj=C3=B8r" or "gj=F8r" of a mail. */
const BYTES = /(?<=\p{L})[%=]C3[%=]([89AB][\dA-F])/giu;
const LATIN = /(?<=\p{L})=(C5|C6|D8|E5|E6|E8|E9|F8)(?=\p{L})/giu;

/** "H v a  e r  I G C": letters one space apart, words two. */
function unspaced(text: string): string {
  if (!/^\p{L}(?: \p{L})+ {2,}\p{L} /u.test(text.trim())) return text;
  return text.replace(/(?<![\p{L}\p{N}])\p{L}(?: \p{L})+(?![\p{L}\p{N}])/gu, (word) => word.replaceAll(" ", ""));
}

/** More is never read of a text. */
const LONGEST = 20_000;

export function decoded(text: string): string {
  if (!PERHAPS.test(text)) return text;
  // "Ã\u0083Â¸" was read wrongly twice
  let found = reread(reread(text.slice(0, LONGEST)));
  if (found.includes("√")) found = found.replace(/√[∏•¶òÖÜ©®]/g, (pair) => MAC[pair] ?? pair);
  found = found.replace(/(?<=\p{L})[›¢†](?=\p{L})/gu, (letter) => DOS[letter] ?? letter);
  if (found.includes("&")) found = found.replace(ENTITY, entity);
  if (/[%=]/.test(found) && !found.includes("://"))
    found = found
      .replace(BYTES, (_, byte: string) => String.fromCodePoint(0x40 + Number.parseInt(byte, 16)))
      .replace(LATIN, (_, byte: string) => String.fromCodePoint(Number.parseInt(byte, 16)));
  // a word that may be broken here is broken by a hyphen that shows, or is whole
  found = found.replace(/[\u00ad¬][ \t]*\r?\n[ \t]*/g, "-\n").replace(/(?<=\p{L})¬(?=\p{Ll})/gu, "");
  return unspaced(found);
}
