// The data folders: which files exist, whether they changed, and how problems in them are reported.
// Separate from read.ts, so that a start from the compiled copy loads no YAML parser.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** One problem in the data: where it is, and what was expected. */
export interface Problem {
  readonly file: string;
  /** Path inside the file, e.g. `facts.3.text.nn`; empty for the file as a whole. */
  readonly place: string;
  readonly message: string;
}

export class DataError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(
      `${problems.length} problem(s) in the data:\n${problems.map((p) => `  ${p.file}${p.place && ` at ${p.place}`}: ${p.message}`).join("\n")}`,
    );
    this.name = "DataError";
  }
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

/** The bot's own texts, which are not trained on. */
const SAID = /^data\/languages\/[^/]+\/texts\.yaml$/;

/** A hash of everything below `data/` and `intents/` that is trained on: shows whether the compiled copy is stale. */
export function fingerprint(root: string): string {
  const files = ["data", "intents"].flatMap((folder) => listFiles(root, folder, ""));
  return hashOf(
    root,
    files.filter((file) => !SAID.test(file)),
  );
}

/** A hash of the files' names and texts, regardless of line ends. */
export function hashOf(root: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file), "latin1").replaceAll("\r\n", "\n"))
      .update("\0");
  }
  return hash.digest("hex");
}
