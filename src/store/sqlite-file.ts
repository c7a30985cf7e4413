// A database's file: created for its owner only, and checked: a file that isn't a database or was removed is reported at once.
import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigError } from "../config.js";
import { IN_MEMORY } from "../database-url.js";
import { codeOf } from "./sqlite-driver.js";

/** How often to check that the file is still there, in milliseconds. */
const LOOK = 1_000;

/** Throws a `ConfigError` if waiting doesn't help. */
export function makeFile(path: string): void {
  if (path === IN_MEMORY) return;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, "a", 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EISDIR") throw new ConfigError([`DATABASE_URL: ${path} can't be opened (EISDIR): it is a folder; name a file in it`]);
    if (code === "ENOTDIR" || code === "EEXIST")
      throw new ConfigError([`DATABASE_URL: ${path} can't be opened (${code}): a part of it that should be a folder is a file`]);
    throw error;
  }
}

/** Translates an error of opening: to a `ConfigError` if waiting doesn't help. */
export function unusable(path: string, error: unknown): unknown {
  const code = codeOf(error) ?? "";
  if (code.startsWith("SQLITE_NOTADB"))
    return new ConfigError([`DATABASE_URL: ${path} is no SQLite database; name another file, or put a backup in its place`]);
  if (code.startsWith("SQLITE_CORRUPT"))
    return new ConfigError([`DATABASE_URL: the database ${path} is damaged; put a backup in its place, or name another file`]);
  return error;
}

/** The file as it was opened. `check` checks at most once a second. Both throw if the file was removed or replaced: writes would be lost. */
export function watchFile(path: string): { look(): void; check(): void } {
  if (path === IN_MEMORY) return { look: () => undefined, check: () => undefined };
  const { dev, ino } = statSync(path);
  let looked = Number.NEGATIVE_INFINITY;
  const look = (): void => {
    const now = statSync(path, { throwIfNoEntry: false });
    // once it is gone, check every time
    looked = Number.NEGATIVE_INFINITY;
    if (now === undefined) throw new Error("the database's file was removed; start again");
    if (now.dev !== dev || now.ino !== ino) throw new Error("another file is in the place of the database; start again");
    looked = Date.now();
  };
  return {
    look,
    check: () => {
      if (Math.abs(Date.now() - looked) >= LOOK) look();
    },
  };
}
