// Settings → where data/ and intents/ are: the package's own folders, or those that DATA_DIR and INTENTS_DIR name.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError, environment } from "./config.js";
import { cleaned } from "./forms.js";
import { COMPILED, type Folders, foldersIn } from "./knowledge/files.js";
import { ROOT } from "./root.js";

/** Paths are from the working folder. Throws a `ConfigError` that names each folder that isn't there. */
export function folders(given: Readonly<Record<string, string | undefined>> = environment()): Folders {
  const own = foldersIn(ROOT);
  const [data, intents] = [cleaned(given.DATA_DIR), cleaned(given.INTENTS_DIR)];
  const problems = Object.entries({ DATA_DIR: data, INTENTS_DIR: intents }).flatMap(([name, path]) =>
    path === "" || isFolder(path)
      ? []
      : [`${name}: there is no folder ${path}: expected one like the package's ${name === "DATA_DIR" ? "data" : "intents"}`],
  );
  if (problems.length > 0) throw new ConfigError(problems);
  const named = { data: data === "" ? own.data : resolve(data), intents: intents === "" ? own.intents : resolve(intents) };
  if (named.data === own.data && named.intents === own.intents) return own;
  // one copy per pair of folders, so that switching back and forth doesn't train again
  const key = createHash("sha256").update(`${named.data}\n${named.intents}`).digest("hex").slice(0, 8);
  return { ...named, compiled: join(ROOT, COMPILED.replace(/\.bin$/, `-${key}.bin`)), shared: own };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
