// Blocks of a page → its sentences, in their order, each with its section. A line of a list counts as a sentence.
import type { PageText } from "./text.js";

export interface Sentence {
  /** From 1 on. */
  readonly number: number;
  /** The heading that it stands under; empty before the first. */
  readonly section: string;
  readonly text: string;
}

/** A full stop behind one of these ends no sentence by itself. */
const ABBREVIATIONS = new Set(
  (
    "a adr al art ass avd bl bl.a ca co d.e d.v.s dr dvs e.g eks el etc evt f f.eks fig fr ft gen gnr hhv hr i.e iflg inkl inc jf jr kap kgl kl kr " +
    "lic ltd m.a m.fl m.m m.v mag mfl mht mr mrs ms mv nr no nos o o.a o.l oa obs osb osfr osv p pga pkt pr prof red s s.k sbnr sen sign sml ss st " +
    "stk str t.d t.o.m tlf ub vol vs årg"
  ).split(" "),
);
/** Always at the end of one, too: a capital behind it begins another sentence. */
const CLOSING = new Set("etc m.fl m.m m.v mfl mv o.a o.l osb osv".split(" "));
const segmenter = new Intl.Segmenter("nb", { granularity: "sentence" });

export function sentencesOf({ blocks }: Pick<PageText, "blocks">): Sentence[] {
  const sentences: Sentence[] = [];
  let section = "";
  for (const { kind, text } of blocks) {
    if (kind === "heading") section = text;
    else for (const said of split(text)) sentences.push({ number: sentences.length + 1, section, text: said });
  }
  return sentences;
}

/** By Unicode's rules, and over again where these part at an abbreviation ("f.eks. Norge"). */
export function split(text: string): string[] {
  const parts: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = parts.at(-1);
    if (last !== undefined && goesOn(last, segment)) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts.map((part) => part.replace(/^\s+|\s+$/gu, "")).filter((part) => /[\p{L}\p{N}]/u.test(part));
}

function goesOn(before: string, after: string): boolean {
  const word = /(?:^|[\s("«/])([\p{L}.]+)\.\s*$/u.exec(before)?.[1]?.toLowerCase();
  if (word === undefined) return false;
  // an initial: "J. Smith"
  if (/^\p{L}$/u.test(word) && /\p{Lu}\.\s*$/u.test(before)) return true;
  return ABBREVIATIONS.has(word) && !(CLOSING.has(word) && /^\p{Lu}/u.test(after));
}

/** Two wordings that no reader would tell apart: spaces, soft hyphens and kinds of quotation marks and dashes aside. */
export const plainly = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″«»]/g, '"')
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
