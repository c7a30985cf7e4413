// data/languages/ → the words and texts of each language, read, checked, and compared with those of the first language.
import { existsSync } from "node:fs";
import type { z } from "zod";
import { LANGUAGES, type Language } from "../chat.js";
import { requestsSchema } from "../language/schema/requests.js";
import { type Texts, textsSchema } from "../language/schema/texts.js";
import { wordsSchema } from "../language/schema/words.js";
import { DataError, type Problem, pathOf } from "./files.js";
import { type LanguageFiles, type Languages, requestsFile, textsFile, wordsFile } from "./languages.js";
import { type Files, filesIn, parsed, readYaml } from "./read.js";

/** Throws a `DataError` that names every problem of every language. */
export function readLanguages(root: string): Languages {
  const files = filesIn(root);
  const read = LANGUAGES.map((language) => [language, readLanguage(files, language)] as const);
  const problems = [...files.problems, ...unlike(read)];
  if (problems.length > 0) throw new DataError(problems);
  return Object.fromEntries(read) as Languages;
}

function readLanguage(files: Files, language: Language): LanguageFiles | undefined {
  const texts = readOrEmpty(files, textsFile(language), textsSchema);
  const words = readOrEmpty(files, wordsFile(language), wordsSchema);
  const requests = readOrEmpty(files, requestsFile(language), requestsSchema);
  return texts && words && requests && { texts, words, requests };
}

/** A file that isn't there lacks everything, and is told so. */
const readOrEmpty = <T extends z.ZodType>(files: Files, file: string, schema: T): z.output<T> | undefined =>
  existsSync(pathOf(files.root, file)) ? readYaml(files, file, schema) : parsed(files, file, schema, {});

/** Texts of which another language has more or fewer, and those in which another gap is filled in. */
function unlike(read: readonly (readonly [Language, LanguageFiles | undefined])[]): Problem[] {
  const [first, ...others] = read;
  if (first?.[1] === undefined) return [];
  const model = leavesOf(first[1].texts);
  return others.flatMap(([language, files]) => {
    if (files === undefined) return [];
    const own = leavesOf(files.texts);
    const places = [...new Set([...model.keys(), ...own.keys()])];
    return places.flatMap((place): Problem[] => {
      const [expected, found] = [model.get(place), own.get(place)];
      if (expected === found) return [];
      return [{ file: textsFile(language), place, message: difference(expected, found, first[0]) }];
    });
  });
}

function difference(expected: string | undefined, found: string | undefined, as: Language): string {
  if (found === undefined) return "missing: expected a text";
  if (expected === undefined) return `expected nothing: there is no such text in '${as}'`;
  return `expected ${expected || "no gap"}, as in '${as}', but there is ${found || "none"}`;
}

/** Every text by its place → the gaps in it, in the order of the alphabet. Lists of words are as long as their language wants. */
function leavesOf(texts: Texts): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, place: string): void => {
    if (typeof value === "string") found.set(place, [...new Set(value.match(/\{\w+\}/g))].sort().join(" "));
    else if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) walk(inner, place === "" ? key : `${place}.${key}`);
  };
  walk(texts, "");
  return found;
}
