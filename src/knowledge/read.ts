// Folders of YAML → parsed, validated values, with every problem found on the way named by file and place.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

/** One thing that is wrong in the data: where, and what was expected. */
export interface Problem {
  readonly file: string;
  /** Path inside the file, e.g. `facts.3.text.nn`; empty for the file as a whole. */
  readonly place: string;
  readonly message: string;
}

/** A parsed file with its name, for messages. */
export interface Read<T> {
  readonly file: string;
  readonly value: T;
}

export class DataError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(
      `${problems.length} problem(s) in the data:\n${problems.map((p) => `  ${p.file}${p.place && ` at ${p.place}`}: ${p.message}`).join("\n")}`,
    );
    this.name = "DataError";
  }
}

export interface Files {
  readonly root: string;
  readonly problems: Problem[];
}

/** Files below `root/folder` with the extension, sorted, relative to root; `[]` where the folder is missing. */
export function listFiles(root: string, folder: string, extension: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

export function readText(files: Files, file: string): string | undefined {
  try {
    return readFileSync(join(files.root, file), "utf8");
  } catch {
    files.problems.push({ file, place: "", message: "can't be read: expected a text file in UTF-8" });
    return undefined;
  }
}

/** Parses one YAML file by its schema. Every problem is added to `files.problems`; then the result is undefined. */
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
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) files.problems.push({ file, place: issue.path.map(String).join("."), message: issue.message });
  return undefined;
}

/** A hash over names and bytes of everything below `data/` and `intents/`: tells whether a compiled copy is stale. */
export function fingerprint(root: string): string {
  const hash = createHash("sha256");
  for (const file of ["data", "intents"].flatMap((folder) => listFiles(root, folder, ""))) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}
