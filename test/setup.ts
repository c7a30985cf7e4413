// Once before all tests: a compiled copy of the data as it is now, by the code as it is now, so that no worker has to train.
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { compile, open, ROOT } from "../src/open.js";

const COMPILED = join(ROOT, "dist", "forumbot.bin");

export default function setup(): void {
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  // the copy itself knows when data/ changed; while one works on src/, what is learnt may change too
  if (existsSync(COMPILED) && statSync(COMPILED).mtimeMs > newest("src")) open();
  else compile();
}

function newest(folder: string): number {
  const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
