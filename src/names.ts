// The knowledge → all names in it: forums, bodies, organisations and places, but no people.
import type { Knowledge } from "./knowledge/types.js";

export function namesOf({ aliases, subjects, outside }: Pick<Knowledge, "aliases" | "subjects" | "outside">): string[] {
  const written = aliases.filter(({ kind }) => kind !== "topic").map(({ text }) => text.replace(/^=/, ""));
  const named = [...Object.values(subjects), ...Object.values(outside)].flatMap(({ name }) => Object.values(name));
  return [...new Set([...written, ...named])];
}
