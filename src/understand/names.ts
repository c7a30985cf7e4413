// Tokens → mentions of forums, bodies, outside organisations and topics, by any of their names in the data.
import type { Alias } from "../knowledge/types.js";
import { ownOf, remembered } from "../language/remembered.js";
import { stemEnglish, stemNorwegian } from "../language/stem.js";
import { grouped } from "./grouped.js";
import { clean, type Token, tokenise } from "./normalise.js";

export interface Mention {
  readonly start: number;
  /** Index after the last token. */
  readonly end: number;
  /** More than one if the name is ambiguous without context. */
  readonly ids: readonly string[];
  readonly kind: Alias["kind"];
}

interface Name {
  /** In the order of the data. */
  readonly at: number;
  readonly words: readonly string[];
  readonly id: string;
  readonly kind: Alias["kind"];
  /** Matches only as written: all in capitals, or with an initial capital. */
  readonly capitals: "all" | "first" | null;
  /** Words of the name that are the genitive of an abbreviation. */
  readonly genitives: readonly boolean[];
}

/** Names that begin with the same word: many do (“the committee on …”), but few share the second word too. */
interface Begun {
  readonly alone: Name[];
  readonly longer: Name[];
  /** The longer ones by the forms of their second word. Made when first needed, to keep the start fast. */
  bySecond: ReadonlyMap<string, readonly Name[]> | undefined;
  /** Cache by second word: a hundred forums have hundreds of committees “on the”. */
  readonly found: Map<string, readonly Name[]>;
}

/** Size of the cache of second words per first word. */
const MOST_FOUND = 2_000;

/** More words than the names of a hundred forums have. */
const NAMES = 5_000;

const ARTICLES = new Set(["the", "det", "den", "de", "dei"]);

/** The forms under which a word of a name is indexed: itself, without a genitive s, and its stems. */
function formsOf(word: string): string[] {
  if (word.length < 3) return [word];
  const found = new Set([word]);
  if (word.length >= 4 && word.endsWith("s")) found.add(word.slice(0, -1));
  if (word.length >= 6) {
    found.add(`n:${stemNorwegian(word)}`);
    found.add(`e:${stemEnglish(word)}`);
  }
  return [...found];
}

const forms = remembered(formsOf);
/** A cache of its own for their words, so that the names of a hundred more forums leave room for the words of questions. */
const formsOfName = remembered(formsOf, NAMES);

function fits(name: string, word: string, genitive: boolean): boolean {
  if (name === word) return true;
  // “X's office” is not “Y and X office”: a name's own genitive is kept
  if (genitive) return false;
  return name.length >= 3 && word.length >= 3 && forms(word).some((form) => formsOfName(name).includes(form));
}

/**
 * For each name its words, a tab, and the forms of the word it is indexed by, separated by spaces. Plain strings made at
 * build: tokenising and stemming thousands of names is too slow for every start.
 */
export type NameTable = readonly string[];

export const compileNames = (aliases: readonly Alias[]): NameTable =>
  aliases.map(({ text }) => {
    const all = tokenise(clean(text.replace(/^=/, ""))).map(({ word }) => word);
    return `${all.join(" ")}\t${formsOf(withoutArticle(all)[0] ?? "").join(" ")}`;
  });

/** All single words that occur in names. */
export const wordsIn = (names: NameTable): Set<string> => new Set(names.flatMap((name) => cutIn(name)[0]));

/** The words of a name, and the forms it is indexed by. */
function cutIn(name: string): [words: string[], forms: string[]] {
  const [words = "", forms = ""] = name.split("\t");
  return [words.split(" "), forms.split(" ")];
}

const withoutArticle = (all: readonly string[]): readonly string[] =>
  all.length > 1 && ARTICLES.has(all[0] as string) ? all.slice(1) : all;

export type FindNames = (tokens: readonly Token[]) => Mention[];

/** `table`: made from the same names, in the same order. */
export function createNames(aliases: readonly Alias[], table: NameTable = compileNames(aliases)): FindNames {
  const byFirst = new Map<string, Begun>();
  for (const [at, { id, text, kind }] of aliases.entries()) {
    const [all, begins] = cutIn(table[at] as string);
    const words = withoutArticle(all);
    const typed = new Set(text.match(/\p{Lu}{2,}s(?!\p{L})/gu)?.map((word) => word.toLowerCase()));
    const genitives = words.map((word) => typed.has(word));
    const name: Name = { at, words, id, kind, capitals: !text.startsWith("=") ? null : isUpper(text) ? "all" : "first", genitives };
    for (const form of begins) {
      const begun: Begun = byFirst.get(form) ?? { alone: [], longer: [], bySecond: undefined, found: new Map() };
      byFirst.set(form, begun);
      (words.length === 1 ? begun.alone : begun.longer).push(name);
    }
  }
  /** Names that may begin here, in the order of the data. */
  const begunBy = (form: string, next: string | undefined): readonly Name[] => {
    const begun = byFirst.get(form);
    if (begun === undefined) return [];
    if (next === undefined || begun.longer.length === 0) return begun.alone;
    const before = begun.found.get(next);
    if (before !== undefined) return before;
    begun.bySecond ??= grouped(begun.longer, ({ words }) => formsOfName(words[1] as string));
    const { bySecond } = begun;
    const longer = forms(next).flatMap((second) => bySecond.get(second) ?? []);
    if (longer.length === 0) return begun.alone;
    const all = [...new Set([...begun.alone, ...longer])].sort((a, b) => a.at - b.at);
    if (begun.found.size < MOST_FOUND) begun.found.set(ownOf(next), all);
    return all;
  };
  const begunWith = remembered((word) => formsOf(word).filter((form) => byFirst.has(form)));
  const longestAt = (tokens: readonly Token[], start: number, shouting: boolean): Mention | undefined => {
    const begun = begunWith((tokens[start] as Token).word);
    if (begun.length === 0) return undefined;
    const next = tokens[start + 1]?.word;
    const found = begun.length === 1 ? begunBy(begun[0] as string, next) : new Set(begun.flatMap((form) => begunBy(form, next)));
    let best: Name[] = [];
    let bestExact = false;
    for (const name of found) {
      const { words } = name;
      if (words.length < (best[0]?.words.length ?? 1) || start + words.length > tokens.length) continue;
      if (name.capitals !== null && !isWritten((tokens[start] as Token).typed, name.capitals, shouting)) continue;
      let exact = true;
      let all = true;
      for (let i = 0; all && i < words.length; i++) {
        const [word, asked] = [words[i] as string, (tokens[start + i] as Token).word];
        if (word === asked) continue;
        exact = false;
        all = fits(word, asked, name.genitives[i] === true);
      }
      if (!all) continue;
      if (words.length > (best[0]?.words.length ?? 0) || (exact && !bestExact)) {
        best = [name];
        bestExact = exact;
      } else if (exact === bestExact) best.push(name);
    }
    if (best.length === 0) return undefined;
    const kind = RANK.find((k) => best.some((name) => name.kind === k)) as Alias["kind"];
    const ids = [...new Set(best.filter((name) => name.kind === kind).map((name) => name.id))];
    return { start, end: start + (best[0] as Name).words.length, ids, kind };
  };
  return (tokens) => {
    const letters = tokens.filter((token) => token.typed.length > 3);
    const shouting = letters.length > 1 && letters.every((token) => isUpper(token.typed));
    const mentions: Mention[] = [];
    for (let i = 0; i < tokens.length; ) {
      const mention = longestAt(tokens, i, shouting);
      if (mention !== undefined) mentions.push(mention);
      i = mention?.end ?? i + 1;
    }
    return mentions;
  };
}

/** Decides between kinds if one wording is a name of several. */
const RANK: readonly Alias["kind"][] = ["subject", "context", "outside", "place", "topic"];

const isWritten = (typed: string, capitals: "all" | "first", shouting: boolean): boolean =>
  capitals === "all" ? !shouting && isUpper(typed) : typed !== typed.toLowerCase();

const isUpper = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();
