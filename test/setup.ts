// Once before all tests: compiles the current data with the current code, so that no worker has to
// train, and builds the page.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, refresh } from "../src/open.js";
import { buildPage } from "../src/platforms/web/build.js";

export default async function setup(): Promise<void> {
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  refresh();
  await buildPage();
}
