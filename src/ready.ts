// The project's folder → what was compiled at build, if it is fresh: the quick start, without YAML and training.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Compiled, restore } from "./classify/artifact.js";
import { fingerprint } from "./knowledge/files.js";

/** The folder that holds `data/` and `intents/`: above `src/` and `dist/` alike. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
export const COMPILED = join("dist", "forumbot.bin");

/** Undefined where there is no compiled copy, or a file in `data/` or `intents/` changed since. */
export function ready(root = ROOT): Compiled | undefined {
  return restore(join(root, COMPILED), fingerprint(root));
}
