// Once before all tests: a compiled copy of the data as it is now, by the code as it is now, so that no worker has to train.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, refresh } from "../src/open.js";

export default function setup(): void {
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  refresh();
}
