// The project's folder → knowledge and model: the compiled copy where it is fresh, else made from data/ and intents/ as they are.
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Compiled, save } from "./classify/artifact.js";
import { train } from "./classify/model.js";
import { fingerprint } from "./knowledge/files.js";
import { saveLanguages } from "./knowledge/languages.js";
import { load } from "./knowledge/load.js";
import { LANGUAGE_FILES } from "./language/data.js";
import { COMPILED, ROOT, ready } from "./ready.js";

export { ROOT } from "./ready.js";

/** The code that decides what is learnt: while one works on it, the compiled copy must be made anew. */
const LEARNS = ["classify", "knowledge", "language", "understand"];

/** Loads, checks and trains, and keeps the result for the next start. Throws a `DataError` naming every problem. */
export function compile(root = ROOT): Compiled {
  const { knowledge, examples } = load(root);
  const compiled = { knowledge, model: train(knowledge, examples) };
  if (existsSync(join(root, "dist"))) save(join(root, COMPILED), fingerprint(root), compiled);
  return compiled;
}

export function open(root = ROOT): Compiled {
  return ready(root) ?? compile(root);
}

/** As `compile`, but only where data/, intents/ or the code that learns from them changed: half a minute saved at most builds. */
export function refresh(root = ROOT): Compiled {
  if (existsSync(join(root, "dist"))) saveLanguages(root, LANGUAGE_FILES);
  const copy = join(root, COMPILED);
  const older = !existsSync(copy) || statSync(copy).mtimeMs < newest(root);
  return older ? compile(root) : open(root);
}

function newest(root: string): number {
  const folders = LEARNS.map((folder) => join(root, "src", folder)).filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );
  return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
