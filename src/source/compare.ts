// A text as it was kept and the page as it is now → which sentences stand, and which are altered, gone or new.
import { plainly, split } from "./sentences.js";
import type { PageText } from "./text.js";

/** A sentence that stands no more as it did; `now` is null where nothing has taken its place. */
export interface Change {
  readonly old: string;
  readonly now: string | null;
}

export interface Comparison {
  /** Whether it is still the page that was kept: of another one, or of a question about cookies, hardly a sentence stands there. */
  readonly same: boolean;
  readonly changes: readonly Change[];
  readonly added: readonly string[];
  /** The headings under which a sentence now stands, in its plain form. */
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the page says, in one form whatever the order of its sections. */
  readonly lines: readonly string[];
}

interface Line {
  readonly text: string;
  readonly plain: string;
  readonly section: string;
  /** It says something by itself: a sentence, or a line of a list. */
  readonly says: boolean;
}

/** So much of the text must be found again, as it was or altered. */
const SAME = 0.2;
/** Two wordings with so many words in common are one sentence before and after. */
const ALTERED = 0.5;
/** Of two new wordings that come as near, the one in the same section. */
const AT_HOME = 0.05;
/** So many pairs are looked at: pages with more in common with nothing are another page. */
const MOST_PAIRS = 250_000;

/** `titles`: what the page was and is called, which is no sentence of it. */
export function compare(before: PageText, now: PageText, titles: readonly string[]): Comparison {
  const own = new Set([...titles, before.title, now.title].map(plainly));
  const old = linesOf(before, own);
  const here = linesOf(now, own);
  const stands = new Map<string, Set<string>>();
  for (const { plain, section } of here) stands.set(plain, (stands.get(plain) ?? new Set()).add(plainly(section)));
  const known = new Set(old.map(({ plain }) => plain));
  const lost = old.filter(({ plain }) => !stands.has(plain));
  const fresh = here.filter(({ plain }) => !known.has(plain));
  const altered = pair(lost, fresh);
  const taken = new Set(altered.values());
  const found = old.length - lost.length + altered.size;
  return {
    same: found >= SAME * old.length && here.length > 0,
    changes: lost.map((line) => ({ old: line.text, now: altered.get(line)?.text ?? null })),
    added: fresh.filter((line) => line.says && !taken.has(line)).map(({ text }) => text),
    sections: stands,
    lines: here
      .filter(({ says, plain }) => says || known.has(plain))
      .map(({ plain }) => plain)
      .sort(),
  };
}

function linesOf({ blocks }: PageText, titles: ReadonlySet<string>): Line[] {
  let section = "";
  const lines = blocks.flatMap(({ kind, text }): Line[] => {
    if (kind === "heading") section = text;
    return split(text).map((said) => ({
      text: said,
      plain: plainly(said),
      section,
      says: kind === "item" || (kind === "paragraph" && /[.!?…:][\p{Pf}\p{Pe}"']*$/u.test(said)),
    }));
  });
  return lines.filter(({ plain }) => !titles.has(plain));
}

const wordsOf = (plain: string): readonly string[] => plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Each lost sentence with the new one that has most of its words, the nearest first, none twice. */
function pair(lost: readonly Line[], fresh: readonly Line[]): Map<Line, Line> {
  const paired = new Map<Line, Line>();
  if (lost.length * fresh.length > MOST_PAIRS) return paired;
  const counted = new Map(fresh.map((line) => [line, countsOf(wordsOf(line.plain))]));
  const near = lost.flatMap((old) => {
    const words = wordsOf(old.plain);
    return fresh.flatMap((now) => {
      const share = inCommon(words, counted.get(now) as Counts);
      return share < ALTERED ? [] : [{ old, now, share: share + (plainly(old.section) === plainly(now.section) ? AT_HOME : 0) }];
    });
  });
  const taken = new Set<Line>();
  for (const { old, now } of near.sort((a, b) => b.share - a.share)) {
    if (paired.has(old) || taken.has(now)) continue;
    paired.set(old, now);
    taken.add(now);
  }
  return paired;
}

interface Counts {
  readonly all: number;
  readonly of: ReadonlyMap<string, number>;
}

function countsOf(words: readonly string[]): Counts {
  const of = new Map<string, number>();
  for (const word of words) of.set(word, (of.get(word) ?? 0) + 1);
  return { all: words.length, of };
}

/** Of the words of both, the share that both have: 1 for the same words, 0 for none. */
function inCommon(words: readonly string[], { all, of }: Counts): number {
  const left = new Map(of);
  let common = 0;
  for (const word of words) {
    const times = left.get(word) ?? 0;
    if (times === 0) continue;
    left.set(word, times - 1);
    common++;
  }
  return words.length + all === 0 ? 0 : (2 * common) / (words.length + all);
}
