// What the files of a language are made of: texts that are not empty, sections of them, lists of words. A missing section counts as an
// empty one, so that whoever adds a language reads the place of each text that it lacks.
import { z } from "zod";
import { LANGUAGES } from "../../chat.js";

export const text = z
  .string({ error: ({ input }) => `${input === undefined ? "missing: " : ""}expected a text` })
  .min(1, "expected a text that is not empty");
export const orEmpty = (value: unknown): unknown => value ?? {};
export const section = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(orEmpty, z.strictObject(shape).readonly());
export const texts = <const Names extends readonly string[]>(...names: Names) =>
  z.preprocess(orEmpty, z.record(z.enum(names), text).readonly());
/** For texts beside sections of their own. */
export const named = <const Names extends readonly string[]>(...names: Names) =>
  Object.fromEntries(names.map((name) => [name, text])) as Record<Names[number], typeof text>;
export const eachLanguage = texts(...LANGUAGES);
export const eachChoice = texts(...LANGUAGES, "auto");
export const words = z.array(text, { error: "missing: expected a list of words" }).min(1, "expected at least one word").readonly();
