// The project → dist/, as it ships: what benchmarks of the whole bot measure.
import { execFileSync } from "node:child_process";
import { ROOT } from "../../src/open.js";
import { say } from "./show.js";

let built = false;

/** Once a run. */
export function build(): void {
  if (built) return;
  say("building …");
  execFileSync("npm", ["run", "--silent", "build"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  built = true;
}
