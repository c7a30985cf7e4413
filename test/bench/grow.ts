// data/ and intents/ → a folder with so many times the forums: each with names of its own, in all
// its texts, and its own facts. Intents stay as they are, as forums are slots in them; what people
// asked of today's facts stays today's.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse, stringify } from "yaml";
import { seeded } from "../../src/classify/svm.js";
import { listFiles } from "../../src/knowledge/files.js";
import { ROOT } from "../../src/open.js";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Names = Readonly<Record<string, readonly string[]>>;
interface Named {
  readonly aliases: Names;
  readonly context?: Names;
}
interface Forum extends Named {
  readonly id: string;
  readonly bodies?: readonly (Named & { readonly id: string })[];
  readonly facts: readonly {
    readonly id: string;
    readonly as?: string;
    readonly answers?: readonly string[];
  }[];
  readonly lists?: readonly { readonly id: string }[];
}

const SYLLABLES =
  "ba be bi bo bu da de di do du fa fe fi ga go gu ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo".split(
    " ",
  );
const ENDINGS = ["n", "r", "s", "l", "m", "k", "nd", "rg", "st", "sk"];

/** Writes the folder anew; each copy after the first has the same structure under other names. */
export function grow(root: string, times: number): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, "dist"), { recursive: true });
  for (const folder of ["data", "intents"])
    cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  const forums = listFiles(ROOT, "data/forums", ".yaml").map((file) => ({
    file,
    forum: parse(readFileSync(join(ROOT, file), "utf8")) as Forum,
  }));
  const newWord = createWords(
    new Set(forums.flatMap(({ forum }) => wordsIn(forum as unknown as Json))),
  );
  const shared = sharedWords(forums.map(({ forum }) => forum));
  for (let copy = 1; copy < times; copy++)
    for (const { file, forum } of forums) {
      const cloned = clone(forum, `c${copy}`, shared, newWord);
      writeFileSync(
        join(root, "data/forums", `c${copy}-${basename(file)}`),
        stringify(cloned, { lineWidth: 0 }),
      );
    }
}

/** Pronounceable words that nobody has used, each once. */
function createWords(used: Set<string>): (like: string) => string {
  const random = seeded(7);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
  return (like) => {
    const shouted = like.length > 1 && like === like.toUpperCase();
    for (;;) {
      const syllables = Array.from(
        { length: shouted ? 1 : Math.max(2, Math.round(like.length / 3)) },
        () => pick(SYLLABLES),
      );
      const word = shouted
        ? Array.from({ length: Math.max(4, like.length) }, () =>
            pick([..."abcdefghijklmnoprstuvy"]),
          ).join("")
        : syllables.join("") + pick(ENDINGS);
      if (used.has(word)) continue;
      used.add(word);
      return shouted
        ? word.toUpperCase()
        : like[0] === like[0]?.toUpperCase()
          ? word[0]?.toUpperCase() + word.slice(1)
          : word;
    }
  };
}

const WORD = /[\p{L}\p{N}]+/gu;
const wordsOf = (text: string): string[] => text.match(WORD) ?? [];
const namesOf = ({ aliases, context }: Named): string[] =>
  [aliases, context ?? {}].flatMap((names) => Object.values(names).flat());
const partsOf = (forum: Forum): Named[] => [forum, ...(forum.bodies ?? [])];

function wordsIn(value: Json): string[] {
  if (typeof value === "string") return wordsOf(value.toLowerCase());
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(wordsIn) : [];
}

/**
 * Words in the names of several forums ("committee", "European", "of") stay: that is how names of
 * organisations are.
 */
function sharedWords(forums: readonly Forum[]): ReadonlySet<string> {
  const owners = new Map<string, Set<string>>();
  for (const forum of forums)
    for (const word of partsOf(forum).flatMap(namesOf).flatMap(wordsOf)) {
      const key = word.toLowerCase();
      owners.set(key, (owners.get(key) ?? new Set()).add(forum.id));
    }
  return new Set(
    [...owners].filter(([word, { size }]) => size > 1 || word.length < 3).map(([word]) => word),
  );
}

function clone(
  forum: Forum,
  mark: string,
  shared: ReadonlySet<string>,
  newWord: (like: string) => string,
): Json {
  const ids = new Map(
    [
      forum.id,
      ...(forum.bodies ?? []).map(({ id }) => id),
      ...[...forum.facts, ...(forum.lists ?? [])].map(({ id }) => id),
    ].map((id) => [id, `${mark}-${id}`]),
  );
  const words = new Map<string, string>();
  for (const name of partsOf(forum).flatMap(namesOf))
    for (const word of wordsOf(name))
      if (!shared.has(word.toLowerCase()) && !words.has(word.toLowerCase()))
        words.set(word.toLowerCase(), newWord(word));
  const renamed = (text: string): string =>
    text.replace(WORD, (word) => words.get(word.toLowerCase()) ?? word);
  // A name of shared words only would be the name of every copy.
  const called = (name: string): string =>
    renamed(name) === name ? `${name} ${newWord("navnet")}` : renamed(name);
  const copy = (value: Json, key: string): Json => {
    if (typeof value === "string")
      return KEPT.has(key)
        ? value
        : (ids.get(value) ?? (NAMES.has(key) ? called(value) : renamed(value)));
    if (Array.isArray(value)) return value.map((one: Json) => copy(one, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        copy(one, NAMES.has(key) ? key : key === "" || !LANGUAGES.has(name) ? name : key),
      ]),
    );
  };
  const { lists: _, ...rest } = forum;
  const cloned = copy(rest as unknown as Json, "") as unknown as Forum;
  // Nobody has asked about these facts yet: they are found by the intents that they answer.
  return {
    ...cloned,
    facts: cloned.facts.map((fact) => ({
      ...fact,
      as: fact.as ?? fact.answers?.find((id) => !ids.has(id)) ?? "tasks",
    })),
  } as unknown as Json;
}

const LANGUAGES = new Set(["nb", "nn", "en", "any"]);
const NAMES = new Set(["aliases", "context"]);
/** Verbatim from the document, or ids that are no forum's. */
const KEPT = new Set(["quote", "document", "section", "answers", "as", "topics"]);
