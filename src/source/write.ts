// Files to be written → on disk, all of them or none, and nothing that stands there is written over.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SourceError } from "./error.js";

export function writeAll(folder: string, files: ReadonlyMap<string, string>): void {
  const there = [...files.keys()].find((file) => existsSync(join(folder, file)));
  if (there !== undefined) throw new SourceError(`${there} is there already, and nothing is written over`);
  const made: string[] = [];
  try {
    for (const [file, text] of files) {
      const path = join(folder, file);
      const first = mkdirSync(dirname(path), { recursive: true });
      if (first !== undefined) made.push(first);
      made.push(path);
      // somebody else's file, written meanwhile, isn't ours to take away
      writeFileSync(path, text, { flag: "wx" });
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "EEXIST") made.pop();
    for (const path of made.reverse()) rmSync(path, { recursive: true, force: true });
    throw new SourceError(`can't be written to ${folder} (${code}); nothing was`, { cause: error });
  }
}
