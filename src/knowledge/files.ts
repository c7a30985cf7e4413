// The data folders: which files exist, whether they changed, and how problems in them are reported.
// Separate from read.ts, so that a start from the compiled copy loads no YAML parser.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Where the data files are. Code and messages name every file as `data/…` or `intents/…`, wherever it is. */
export interface Folders {
  readonly data: string;
  readonly intents: string;
  /** The file that keeps the compiled copy. */
  readonly compiled: string;
  /** Folders whose field-independent files are used where these folders have none. */
  readonly shared?: Folders | undefined;
}

export const COMPILED = join("dist", "forumbot.bin");

/** Both folders in one, as in the project itself. */
export const foldersIn = (root: string): Folders => ({
  data: join(root, "data"),
  intents: join(root, "intents"),
  compiled: join(root, COMPILED),
});

/** Folders, or one that holds both. */
export type Root = string | Folders;
export const foldersOf = (root: Root): Folders => (typeof root === "string" ? foldersIn(root) : root);

/** Files that suit any field: the languages, synonyms, places and small talk. */
const SHARED = /^(?:data\/(?:languages\/.*|concepts\.yaml|places\.yaml)|intents\/talk\/.*)$/;
const ownPath = (root: Folders, file: string): string =>
  file.startsWith("data/") ? join(root.data, file.slice("data/".length)) : join(root.intents, file.slice("intents/".length));

/** The path of a file: in the folders themselves, otherwise in the shared ones. */
export function pathOf(root: Root, file: string): string {
  const folders = foldersOf(root);
  const own = ownPath(folders, file);
  return folders.shared === undefined || existsSync(own) || !SHARED.test(file) ? own : pathOf(folders.shared, file);
}

/** With the paths that an editor of other folders than the package's has to open. */
export const shown = (root: Root, problems: readonly Problem[]): readonly Problem[] =>
  foldersOf(root).shared === undefined
    ? problems
    : problems.map((problem) => ({ ...problem, file: relative(process.cwd(), pathOf(root, problem.file)) || problem.file }));

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

/** Files of a folder (`data/forums`) with the extension, sorted, by their names; `[]` where the folder is missing. */
export function listFiles(root: Root, folder: string, extension: string): string[] {
  const folders = foldersOf(root);
  const shared = folders.shared === undefined ? [] : listFiles(folders.shared, folder, extension).filter((file) => SHARED.test(file));
  return [...new Set([...ownFiles(folders, folder, extension), ...shared])].sort();
}

function ownFiles(root: Folders, folder: string, extension: string): string[] {
  const path = ownPath(root, `${folder}/`);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => `${folder}/${relative(path, join(entry.parentPath, entry.name)).replaceAll("\\", "/")}`);
}

/** The bot's own texts, which are not trained on. */
const SAID = /^data\/languages\/[^/]+\/(?:texts|commands)\.yaml$/;

/** A hash of everything below `data/` and `intents/` that is trained on: shows whether the compiled copy is stale. */
export function fingerprint(root: Root): string {
  const files = ["data", "intents"].flatMap((folder) => listFiles(root, folder, ""));
  return hashOf(
    root,
    files.filter((file) => !SAID.test(file)),
  );
}

/** A hash of the files' names and texts, regardless of line ends. */
export function hashOf(root: Root, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(pathOf(root, file), "latin1").replaceAll("\r\n", "\n"))
      .update("\0");
  }
  return hash.digest("hex");
}
