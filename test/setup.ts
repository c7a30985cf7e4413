// Once before all tests: a compiled copy of the data as it is now, by the code as it is now, so that no worker has to train; and the page.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, refresh } from "../src/open.js";
import { buildPage } from "../src/platforms/web/build.js";

export default async function setup(): Promise<void> {
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  refresh();
  await buildPage();
}
