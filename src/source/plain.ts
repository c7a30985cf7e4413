// Plain text → what it says: paragraphs between empty lines, lines of lists by their bullets, headings by their form or their names.
import type { Block, PageText } from "./text.js";

const BULLET = /^\s*(?:[•◦▪‣·*–-]|\d{1,2}[.)])\s+(?=\S)/u;
/** A line alone that is no sentence. */
const isHeading = (line: string): boolean => line.length <= 160 && !/[.!?:;,…]["»”)]?$/u.test(line);

/** `headings`: lines that are known to be some; without them, short lines that stand alone and end no sentence. */
export function readPlain(text: string, headings?: ReadonlySet<string>): PageText {
  const parts = text
    .normalize("NFC")
    .replace(/^\ufeff|(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "")
    .split(/\r?\n[^\S\n]*\r?\n\s*?(?=\S|[^\S\n]+\S)/u)
    .flatMap(partsOf);
  const blocks = parts.map(({ item, text: said }, i): Block => {
    if (item) return { kind: "item", text: said };
    const named = headings === undefined ? isHeading(said) && i < parts.length - 1 : headings.has(said);
    return { kind: named ? "heading" : "paragraph", text: said };
  });
  const titled = blocks[0] !== undefined && blocks.length > 1 && isHeading(blocks[0].text) && !parts[0]?.item;
  return titled ? { title: blocks[0]?.text ?? "", blocks: blocks.slice(1) } : { title: "", blocks };
}

/** A line this long may have been broken where it ends. */
const WRAPPED = 60;

/** Whether a line is whole, though no empty line follows it: a heading above its text. */
const isAlone = (line: string, next: string): boolean => line.length < WRAPPED && isHeading(line) && /^\s*[\p{Lu}\p{N}]/u.test(next);

/** A paragraph's lines go on where they were broken, and begin anew at a bullet and below a heading. */
function partsOf(paragraph: string): { item: boolean; text: string }[] {
  const parts: { item: boolean; lines: string[] }[] = [];
  for (const line of paragraph.split(/\r?\n/).filter((one) => one.trim() !== "")) {
    const bullet = BULLET.exec(line)?.[0];
    const last = parts.at(-1);
    if (bullet !== undefined) parts.push({ item: true, lines: [line.slice(bullet.length)] });
    else if (last === undefined || isAlone(last.lines.at(-1) ?? "", line)) parts.push({ item: false, lines: [line] });
    else last.lines.push(line);
  }
  return parts.map(({ item, lines }) => ({ item, text: lines.map((line) => line.trim()).join(" ") }));
}
