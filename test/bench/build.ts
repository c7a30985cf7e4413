// The project → dist/, as it ships, and dist-bench/, where each module is a file: what benchmarks
// measure.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { ROOT } from "../../src/open.js";
import { say } from "./show.js";

let done = false;

/** Once a run. */
export function build(): void {
  if (done) return;
  say("building …");
  execFileSync("npm", ["run", "--silent", "build"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  modules();
  done = true;
}

const MODULES = join(ROOT, "dist-bench");

function modules(): void {
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" });
  buildSync({
    entryPoints: files
      .filter((file) => file.endsWith(".ts") && !file.includes("page"))
      .map((file) => join(ROOT, "src", file)),
    outdir: MODULES,
    format: "esm",
    platform: "node",
    target: "node20",
  });
}

/** A module as it ships, by itself: compiled by the same compiler, without what tsx adds. */
export async function built<T>(file: string): Promise<T> {
  if (!existsSync(MODULES)) modules();
  return (await import(pathToFileURL(join(MODULES, file)).href)) as T;
}
