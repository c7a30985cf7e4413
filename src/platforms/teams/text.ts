// Texts → texts that Teams shows as they are: cut at words, and with nothing in them that its Markdown or markup would act on.

/** Whatever can't be seen, or is half a character, does not belong in a message. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200b\u2028\u2029\ufeff]/gu;

/** One line, at most `most` UTF-16 units long; where it is longer, cut after a word, with an ellipsis. */
export function clip(text: string, most: number): string {
  const line = text
    .slice(0, most * 4)
    .replace(UNSEEN, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (line.length <= most) return line;
  // the pair of a character beyond 16 bits is not parted
  const cut = line.slice(0, Math.max(0, most - 1)).replace(/[\ud800-\udbff]$/, "");
  const word = line[cut.length] === " " ? cut.length : cut.lastIndexOf(" ");
  return `${(word > cut.length / 2 ? cut.slice(0, word) : cut).trimEnd()}…`;
}

/** As `clip`, keeping lines. */
export function clipLines(text: string, most: number): string {
  const lines: string[] = [];
  let room = most;
  for (const line of text.slice(0, most * 4).split(/\r\n|\r|\n/)) {
    if (room <= 0) break;
    const clipped = clip(line, room);
    lines.push(clipped);
    room -= clipped.length + 1;
  }
  return lines.join("\n").trim();
}

/** Text for a place where Markdown is read (`text` of a message, a TextBlock): it reads as it is written. */
export function markdown(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_[\]~|]/g, "\\$&")
    .replace(/^(\s*)([#+=-])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
}

/** Bytes of a value as Teams counts them: its JSON in UTF-16. */
export const bytes = (value: unknown): number => 2 * JSON.stringify(value).length;
