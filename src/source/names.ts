// A heading → the names and the id of what the section under it is about.

export interface Named {
  /** As people call it: the abbreviation in brackets, or the heading itself. */
  readonly name: string;
  /** All names that the heading gives. */
  readonly names: readonly string[];
  readonly id: string;
}

/** "The Water Fund (WF)": a name with its abbreviation. */
const ABBREVIATED = /^(?<long>.+?)\s*\((?<short>[\p{Lu}\d][\p{L}\p{N}./-]{1,11})\)\s*$/u;
const NUMBERED = /^\s*(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.|[a-z]\))\s+/u;
const LETTERS: Readonly<Record<string, string>> = { æ: "ae", ø: "o", å: "a", ß: "ss", ð: "d", þ: "th" };
/** So long an id is still read at a glance. */
const LONGEST = 32;

export function namesIn(heading: string): Named {
  const plain = heading.replace(NUMBERED, "").replace(/\s+/g, " ").trim() || heading.trim();
  const { long, short } = ABBREVIATED.exec(plain)?.groups ?? {};
  const name = short ?? plain;
  return { name, names: long === undefined ? [plain] : [name, long.trim()], id: slug(name) };
}

export function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[æøåßðþ]/g, (letter) => LETTERS[letter] as string)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (plain.length <= LONGEST) return plain || "part";
  const cut = plain.slice(0, LONGEST + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf("-"), LONGEST / 2)).replace(/-+$/, "");
}

/** "Full name (ABC)" within a sentence: what may be a subject of its own. */
export function abbreviationsIn(sentence: string): string[] {
  return [...sentence.matchAll(/(?<before>(?:[\p{L}-]+\s+){1,10})\((?<short>\p{Lu}[\p{Lu}\d-]{1,9})\)/gu)].flatMap(({ groups }) => {
    const { before = "", short = "" } = groups ?? {};
    const words = before.trim().split(/\s+/);
    // as few words as have its letters at their beginnings, in order
    const from = words.findLastIndex((word, i) => /^\p{Lu}/u.test(word) && isOf(short, words.slice(i)));
    return from < 0 ? [] : [`${words.slice(from).join(" ")} (${short})`];
  });
}

function isOf(short: string, words: readonly string[]): boolean {
  const letters = [...short.toLowerCase()].filter((letter) => /\p{L}/u.test(letter));
  for (const word of words) if (word.toLowerCase().startsWith(letters[0] ?? "")) letters.shift();
  return letters.length === 0;
}
