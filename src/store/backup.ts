// A running SQLite database → one file with its current contents. Writers don't wait.
import { closeSync, existsSync, openSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ConfigError } from "../config.js";
import { IN_MEMORY } from "../database-url.js";
import { openConnection } from "./sqlite-driver.js";
import { unusable } from "./sqlite-file.js";

export async function copySqlite(path: string, file: string): Promise<void> {
  if (!existsSync(path)) throw new ConfigError([`DATABASE_URL: there is no file ${path} yet`]);
  if (existsSync(file)) throw new ConfigError([`${file}: is there already, and is not overwritten`]);
  const db = await openConnection(path, { readOnly: true });
  try {
    // readable by its owner only, from the first byte
    closeSync(openSync(file, "wx", 0o600));
    db.prepare("vacuum into ?").get([file]);
  } catch (error) {
    throw unusable(path, error);
  } finally {
    db.close();
  }
}

/** How long a copy from before a migration is kept, in milliseconds: it holds what people have deleted since, sealed. */
const KEPT = 7 * 24 * 3_600_000;
const before = (path: string, migration: string): string => `${path}.before-${migration}`;

/** The database as it is before a migration, beside it: whole, or not there. Returns its path. */
export async function copyBefore(path: string, migration: string): Promise<string | undefined> {
  if (path === IN_MEMORY) return undefined;
  const copy = before(path, migration);
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { force: true });
  await copySqlite(path, unfinished);
  renameSync(unfinished, copy);
  return copy;
}

export function removeCopies(path: string): void {
  if (path === IN_MEMORY) return;
  const copies = readdirSync(dirname(path)).filter((name) => name.startsWith(before(basename(path), "")));
  for (const copy of copies.map((name) => join(dirname(path), name)))
    if (Date.now() - statSync(copy).mtimeMs > KEPT) rmSync(copy, { force: true });
}
