// A running SQLite database → one file with all that is in it at this moment. Nobody who writes to it waits.
import { closeSync, existsSync, openSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { ConfigError } from "../config.js";

export function copySqlite(path: string, file: string): void {
  if (!existsSync(path)) throw new ConfigError([`DATABASE_URL: there is no file ${path} yet`]);
  if (existsSync(file)) throw new ConfigError([`${file}: is there already, and is not overwritten`]);
  const db = new Sqlite(path, { fileMustExist: true, readonly: true });
  try {
    // for its owner only, from the first byte
    closeSync(openSync(file, "wx", 0o600));
    db.prepare("vacuum into ?").run(file);
  } finally {
    db.close();
  }
}
