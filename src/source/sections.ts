// A page's text → its sentences by the headings that part it: each of the upper ones is about something of its own.
import { type Sentence, split } from "./sentences.js";
import type { PageText } from "./text.js";

/** What stands under one heading, whatever its level; the first part of a group has the group's own. */
export interface Part {
  readonly heading: string;
  readonly sentences: readonly Sentence[];
}

export interface Group {
  /** Empty before the first heading. */
  readonly heading: string;
  readonly parts: readonly Part[];
}

export function groupsOf(page: PageText): Group[] {
  const upper = upperLevel(page);
  const groups: { heading: string; parts: { heading: string; sentences: Sentence[] }[] }[] = [];
  let number = 0;
  const begin = (heading: string, level: number): void => {
    const group = groups.at(-1);
    if (group === undefined || level <= upper) groups.push({ heading, parts: [{ heading, sentences: [] }] });
    else group.parts.push({ heading, sentences: [] });
  };
  begin("", 0);
  for (const { kind, text, level = 2 } of page.blocks) {
    if (kind === "heading") begin(text, level);
    else
      for (const said of split(text)) {
        const part = groups.at(-1)?.parts.at(-1);
        part?.sentences.push({ number: ++number, section: part.heading, text: said });
      }
  }
  const said = groups.map(({ heading, parts }) => ({ heading, parts: parts.filter(({ sentences }) => sentences.length > 0) }));
  return said.filter(({ parts }) => parts.length > 0);
}

/** The highest level of which there are several headings: a page has one heading for all of it, and then its parts. */
function upperLevel({ blocks }: PageText): number {
  const levels = blocks.flatMap(({ kind, level = 2 }) => (kind === "heading" ? [level] : []));
  const several = [...new Set(levels)].sort().find((level) => levels.filter((one) => one === level).length > 1);
  return several ?? Math.min(...levels, 6);
}
