// The folders of data → knowledge and model: the compiled copy where it is fresh, else made from data/ and intents/ as they are.
import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Compiled, save } from "./classify/artifact.js";
import { train } from "./classify/model.js";
import { folders } from "./folders.js";
import { fingerprint, foldersOf, type Root } from "./knowledge/files.js";
import { saveLanguages } from "./knowledge/languages.js";
import { load } from "./knowledge/load.js";
import { LANGUAGE_FILES } from "./language/data.js";
import { ROOT, ready } from "./ready.js";

export { ROOT } from "./ready.js";

/** The code that training depends on: when it changes, the compiled copy is stale. */
const LEARNS = ["classify", "knowledge", "language", "understand"];

/** Loads, checks and trains, and stores the result for the next start. Throws a `DataError` with every problem. */
export function compile(root: Root = folders()): Compiled {
  const { knowledge, examples } = load(root);
  const made = { knowledge, model: train(knowledge, examples) };
  const { compiled } = foldersOf(root);
  // a container image may be read-only: then every start trains
  if (isWritable(dirname(compiled))) save(compiled, fingerprint(root), made);
  return made;
}

export function open(root: Root = folders()): Compiled {
  return ready(root) ?? compile(root);
}

/** Like `compile`, but only if data/, intents/ or the code that training depends on changed: saves half a minute at most builds. */
export function refresh(root: Root = folders()): Compiled {
  if (isWritable(join(ROOT, "dist"))) saveLanguages(ROOT, LANGUAGE_FILES);
  const copy = foldersOf(root).compiled;
  const older = !existsSync(copy) || statSync(copy).mtimeMs < newest();
  return older ? compile(root) : open(root);
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function newest(): number {
  const folders = LEARNS.map((folder) => join(ROOT, "src", folder)).filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
