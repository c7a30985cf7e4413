// Other thresholds → the project's own decision with them: the compiled sources copied, with one file written anew,
// so that no copy of the decision stands here that could drift from the one that ships.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as current from "../../src/match/thresholds.js";
import { ROOT } from "../../src/open.js";
import { CACHE } from "./task.js";

export type Thresholds = typeof current;
type MatchModule = typeof import("../../src/match/index.js");

const base = join(CACHE, "base");
let made = 0;

export function prepare(): void {
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, "package.json"), '{ "type": "module" }\n');
  execFileSync("npx", ["tsc", "-p", "tsconfig.build.json", "--outDir", base], { cwd: ROOT, stdio: ["ignore", "inherit", "ignore"] });
}

export async function withThresholds(changed: Partial<Thresholds>): Promise<MatchModule> {
  const folder = join(CACHE, `variant-${made++}`);
  cpSync(base, folder, { recursive: true });
  const lines = Object.entries({ ...current, ...changed }).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
  writeFileSync(join(folder, "match/thresholds.js"), `${lines.join("\n")}\n`);
  return (await import(pathToFileURL(join(folder, "match/index.js")).href)) as MatchModule;
}

export function tidy(): void {
  rmSync(CACHE, { recursive: true, force: true });
}
