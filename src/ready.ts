// The folders of data → what was compiled of them, if it is fresh: the quick start, without YAML and training.
import { type Compiled, restore } from "./classify/artifact.js";
import { folders } from "./folders.js";
import { fingerprint, foldersOf, type Root } from "./knowledge/files.js";

export { ROOT } from "./root.js";

/** Undefined if there is no compiled copy, or a file in `data/` or `intents/` changed since. */
export function ready(root: Root = folders()): Compiled | undefined {
  return restore(foldersOf(root).compiled, fingerprint(root));
}
