// The small forms that every file of data is put together from: texts, ids, words by language.
import { z } from "zod";
import { perLanguage } from "../chat.js";

export const text = z
  .string({ error: ({ input }) => (input === undefined ? "missing: expected a text" : undefined) })
  .trim()
  .min(1, "a text that is not empty");
export const id = z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, "an id: lower-case words joined by '.' or '-'");
export const phrase = z.strictObject(perLanguage(() => text));
export const words = z.array(text).default([]);
/** What an editor is still to look at, where a command wrote it. */
export const draft = words;
export const wordsByLanguage = z.strictObject(perLanguage(() => words)).partial();
export const names = z.strictObject({ any: words, ...perLanguage(() => words) }).partial();

/** A name as code has it: `meetingsPerYear`. */
export const valueId = z.string().regex(/^[a-z][A-Za-z0-9]*$/, "a name in letters and digits that begins with a small letter");

export type WordsByLanguage = z.output<typeof wordsByLanguage>;
export type Names = z.output<typeof names>;
