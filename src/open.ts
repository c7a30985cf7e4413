// The project's folder → knowledge and model: the compiled copy where it is fresh, else made from data/ and intents/ as they are.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./knowledge/files.js";
import { load } from "./knowledge/load.js";
import { train } from "./match/model.js";
import { type Compiled, save } from "./match/store.js";
import { COMPILED, ROOT, ready } from "./ready.js";

export { ROOT } from "./ready.js";

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
