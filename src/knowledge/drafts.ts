// Files of subjects with drafts in them → what is finished of them, and what an editor is still to look at.
import type { Problem } from "./files.js";
import type { Read } from "./read.js";
import type { ForumFile } from "./schema.js";

/** Facts that are drafts aren't told, nor is a subject of which nothing else is left. */
export function finished<T extends Read<ForumFile>>(files: readonly T[]): T[] {
  return files.flatMap((read) => {
    const { value } = read;
    const left = new Set(value.facts.filter(({ draft }) => draft.length === 0).map(({ id }) => id));
    if (left.size === value.facts.length) return [read];
    const gone = new Set(value.facts.map(({ id }) => id).filter((id) => !left.has(id)));
    const without = (ids: readonly string[]): string[] => ids.filter((id) => !gone.has(id));
    const facts = value.facts.filter(({ id }) => left.has(id));
    if (facts.length === 0) return [];
    const overview = without(value.overview);
    const bodies = value.bodies.map((body) => ({ ...body, overview: without(body.overview) })).filter((body) => body.overview.length > 0);
    const lists = value.lists.map((list) => ({ ...list, facts: without(list.facts) })).filter((list) => list.facts.length > 1);
    const all = { ...value, facts, bodies, lists, overview: overview.length > 0 ? overview : facts.slice(0, 1).map(({ id }) => id) };
    return [{ ...read, value: value.compare === undefined ? all : { ...all, compare: without(value.compare) } }];
  });
}

/** Something that may bear the mark. */
interface Marked {
  readonly draft: readonly string[];
}

const toLookAt = (file: string, place: string, { draft }: Marked, what = ""): Problem[] =>
  draft.length === 0
    ? []
    : [{ file, place, message: `${what}a draft: expected ${draft.join(", ")} to be looked at, and this line deleted` }];

export const unfinishedIn = (files: readonly Read<ForumFile>[]): Problem[] =>
  files.flatMap(({ file, value }) => [
    ...toLookAt(file, "draft", value),
    ...value.facts.flatMap((fact, i) => toLookAt(file, `facts.${i}.draft`, fact, `${fact.id} is `)),
  ]);

export const unfinishedOf = (files: readonly Read<Marked>[]): Problem[] =>
  files.flatMap(({ file, value }) => toLookAt(file, "draft", value));

const DRAFTS_ONLY: Problem = {
  file: "data/",
  place: "",
  message: "holds drafts only: expected a fact without 'draft', for the bot to tell",
};

/** That nothing is left to tell of any subject, where it is so. */
export const nothingFinished = (all: readonly Read<ForumFile>[], left: readonly Read<ForumFile>[]): Problem[] =>
  all.length > 0 && left.length === 0 ? [DRAFTS_ONLY] : [];
