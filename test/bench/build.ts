// The project → dist/, as it ships: what benchmarks of the whole bot measure.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../src/open.js";
import { say } from "./show.js";

let done = false;

/** Once a run. */
export function build(): void {
  if (done) return;
  say("building …");
  execFileSync("npm", ["run", "--silent", "build"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  done = true;
}

/** A module of what was built: what ships is measured, not the source. */
export const built = async <T>(file: string): Promise<T> => (await import(pathToFileURL(join(ROOT, "dist", file)).href)) as T;
