// What a page says, apart from how it is laid out: what every format is read to, and what is compared.

/** A heading, a paragraph, or a line of a list. */
export interface Block {
  readonly kind: "heading" | "paragraph" | "item";
  readonly text: string;
  /** Of a heading: 1 for the highest. */
  readonly level?: number | undefined;
}

export interface PageText {
  /** Empty where the page tells none. */
  readonly title: string;
  /** BCP 47 tag that the page gives of itself. */
  readonly language?: string | undefined;
  readonly publisher?: string | undefined;
  readonly blocks: readonly Block[];
}

/** More is no page that somebody could answer for, in characters. */
const LONGEST = 1_000_000;

export const isTooLong = (blocks: readonly Block[]): boolean => blocks.reduce((sum, { text }) => sum + text.length, 0) > LONGEST;

/** The text as `text.txt` holds it: the title, and blocks with an empty line between; lines of a list stand close. */
export function written({ title, blocks }: Pick<PageText, "title" | "blocks">): string {
  const own = title === "" || blocks[0]?.text === title ? blocks : [{ kind: "heading" as const, text: title }, ...blocks];
  return own
    .map(({ kind, text }, i) => {
      const line = kind === "item" ? `  • ${text}` : text;
      const close = kind === "item" && own[i - 1]?.kind === "item";
      return i === 0 ? line : `${close ? "\n" : "\n\n"}${line}`;
    })
    .join("");
}
