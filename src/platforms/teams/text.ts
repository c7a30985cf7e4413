// Texts → texts that Teams shows literally: truncated at words, with Markdown and markup escaped.

/** Removes invisible characters and halves of surrogate pairs. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200b\u2028\u2029\ufeff]/gu;

/** One line of at most `most` UTF-16 units; a longer one is truncated after a word, with an ellipsis. */
export function clip(text: string, most: number): string {
  const line = text
    .slice(0, most * 4)
    .replace(UNSEEN, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (line.length <= most) return line;
  // don't split a surrogate pair
  const cut = line.slice(0, Math.max(0, most - 1)).replace(/[\ud800-\udbff]$/, "");
  const word = line[cut.length] === " " ? cut.length : cut.lastIndexOf(" ");
  return `${(word > cut.length / 2 ? cut.slice(0, word) : cut).trimEnd()}…`;
}

/** Like `clip`, keeping lines. */
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

/** Escapes text where Markdown is read (a message's `text`, a TextBlock). */
export function markdown(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_[\]~|]/g, "\\$&")
    .replace(/^(\s*)([#+=-])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");
}

/** The size of a value as Teams counts it: its JSON in UTF-16, in bytes. */
export const bytes = (value: unknown): number => 2 * JSON.stringify(value).length;
