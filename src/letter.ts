// A message as a mail or a letter → what its writer asks in it: without the head, what is quoted of others, and the signature.
import { says } from "./text.js";

const FIELDS =
  "fra|frå|til|kopi|blindkopi|cc|bcc|sendt|dato|emne|vedlegg|prioritet|svar til|from|to|sent|date|subject|reply-to|attachments?|importance|von|an|betreff";
/** A line of a mail's head. One alone may be a sentence's beginning ("Til: …"); two are a head. */
const FIELD = new RegExp(`^[\\s>*]*(?:${FIELDS})\\*?\\s?:.*$`, "iu");
const SUBJECT = /^\s*(?:(?:sv|vs|re|fw|fwd|aw|wg|antw)\s?:\s*)+.*$/iu;
/** What mail programs put before what is quoted. */
const WROTE =
  /^.{0,200}\b(?:skrev|wrote|skreiv|schrieb)\b.{0,120}:\s*$|^-{2,}\s*(?:opprinnelig melding|original message|videresendt melding|forwarded message|vidaresend melding)\b.*$/iu;
const QUOTED = /^\s*(?:>|&gt;)/u;
const CLOSING =
  "(?:med\\s)?(?:vennlig|venleg|vennleg|beste?|hjertelig|hjarteleg|varm|mange|kjærlig|kjærleg)?\\s?(?:hilsen|hilsener|helsing|helsingar|hels)|(?:m|v)\\.?v\\.?h|mvh|vh|bh|b\\.?h\\.?|hilsen|helsing|hils" +
  "|(?:with\\s)?(?:my\\s)?(?:kind(?:est)?|best|warm(?:est)?|many)?\\s?(?:regards|wishes)|best|sincerely(?:\\syours)?|yours\\s(?:sincerely|faithfully|truly)|cheers|all\\sthe\\sbest|respectfully|br|kr|rgds|klem|ha\\sen\\s(?:fin|god)\\s\\p{L}+|takk\\s(?:og|for\\shjelpen,?\\s)\\s?hilsen";
/** A line of its own, or behind the last sentence; what follows is names, titles and addresses. */
const SIGNED = new RegExp(`(?:^|\\n|(?<=[.?!…])[ \\t]+)[ \\t]*(?:${CLOSING})(?![\\p{L}\\p{N}])[\\s\\S]*$`, "iu");
const SENT_FROM =
  /(?:^|\n)[ \t]*(?:--[ \t]*(?=\n|$)|(?:sendt? fra|sent (?:from|with)|get outlook for|hent outlook for|skaff deg outlook|sendt? med)\b)[\s\S]*$/iu;

/** Only a message with one of these is looked at. */
const PERHAPS = /\n|:|[.?!…]\s+\p{L}{1,9}[\s,.!]/u;

/** Without a head and a signature; the text itself where nothing would be left. */
export function withoutLetter(text: string): string {
  if (!PERHAPS.test(text)) return text;
  const left = unsigned(withoutHead(text.split(/\r?\n/)).join("\n"));
  return says(left) ? left : text;
}

/** Without lines that quote others; the text itself where nothing would be left. */
export function withoutQuotes(text: string): string {
  if (!/[>:]|^-{2}/m.test(text) || !text.includes("\n")) return text;
  const left = text
    .split(/\r?\n/)
    .filter((line) => !QUOTED.test(line) && !WROTE.test(line))
    .join("\n");
  return says(left) ? left : text;
}

function withoutHead(lines: readonly string[]): readonly string[] {
  const fields = lines.filter((line) => FIELD.test(line)).length;
  const rest = fields >= 2 ? lines.filter((line) => !FIELD.test(line)) : lines;
  const [first = "", ...others] = rest;
  return SUBJECT.test(first) && others.some(says) ? others : rest;
}

const unsigned = (text: string): string => cut(cut(text, SENT_FROM), SIGNED);

/** Longer than this is no signature. */
const LONGEST = 400;

/** A question behind the closing words is none of a signature. */
function cut(text: string, pattern: RegExp): string {
  const found = pattern.exec(text);
  if (found === null || found[0].includes("?") || found[0].length > LONGEST) return text;
  const left = text.slice(0, found.index);
  return says(left) ? left : text;
}
