// The project's folder → what was compiled at build, if it is fresh: the quick start, without YAML and training.
import { join } from "node:path";
import { type Compiled, restore } from "./classify/artifact.js";
import { fingerprint } from "./knowledge/files.js";
import { ROOT } from "./root.js";

export { ROOT } from "./root.js";

export const COMPILED = join("dist", "forumbot.bin");

/** Undefined where there is no compiled copy, or a file in `data/` or `intents/` changed since. */
export function ready(root = ROOT): Compiled | undefined {
  return restore(join(root, COMPILED), fingerprint(root));
}
