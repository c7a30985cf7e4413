// Folders of YAML → parsed, validated values; every problem is reported with its file and place.
import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type Problem, pathOf, type Root } from "./files.js";
import { idsIn, lackingWords } from "./lacking.js";

/** A parsed file with its name, for error messages. */
export interface Read<T> {
  readonly file: string;
  readonly value: T;
}

export interface Files {
  readonly root: Root;
  readonly problems: Problem[];
  /** The ids in files that could not be taken as they are: references to them are right all the same. */
  readonly unread: Set<string>;
}

export const filesIn = (root: Root): Files => ({ root, problems: [], unread: new Set() });

export function readText(files: Files, file: string): string | undefined {
  try {
    return readFileSync(pathOf(files.root, file), "utf8");
  } catch {
    files.problems.push({ file, place: "", message: "can't be read: expected a text file in UTF-8" });
    return undefined;
  }
}

/** Parses one YAML file by its schema. If there are problems, they are added to `files.problems` and the result is undefined. */
export function readYaml<T extends z.ZodType>(files: Files, file: string, schema: T): z.output<T> | undefined {
  const source = readText(files, file);
  if (source === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const value: unknown = document.errors.length > 0 ? undefined : document.toJS();
  for (const error of document.errors) {
    const message = `not YAML: ${error.message.split("\n")[0]?.replace(/ at line.*$/, "")}`;
    files.problems.push({ file, place: `line ${lines.linePos(error.pos[0]).line}`, message });
  }
  if (document.errors.length > 0) return undefined;
  return parsed(files, file, schema, value);
}

/** A value by its schema, with a problem for each thing that is wrong in it. */
export function parsed<T extends z.ZodType>(files: Files, file: string, schema: T, value: unknown): z.output<T> | undefined {
  const result = schema.safeParse(value);
  files.problems.push(...lackingWords(file, value));
  if (result.success) return result.data;
  for (const id of idsIn(value)) files.unread.add(id);
  for (const issue of result.error.issues) files.problems.push({ file, place: issue.path.map(String).join("."), message: issue.message });
  return undefined;
}
