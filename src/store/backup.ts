// A running SQLite database → one file with all that is in it at this moment. Nobody who writes to it waits.
import { closeSync, existsSync, openSync } from "node:fs";
import { ConfigError } from "../config.js";
import { openConnection } from "./sqlite-driver.js";
import { unusable } from "./sqlite-file.js";

export async function copySqlite(path: string, file: string): Promise<void> {
  if (!existsSync(path)) throw new ConfigError([`DATABASE_URL: there is no file ${path} yet`]);
  if (existsSync(file)) throw new ConfigError([`${file}: is there already, and is not overwritten`]);
  const db = await openConnection(path, { readOnly: true });
  try {
    // for its owner only, from the first byte
    closeSync(openSync(file, "wx", 0o600));
    db.prepare("vacuum into ?").get([file]);
  } catch (error) {
    throw unusable(path, error);
  } finally {
    db.close();
  }
}
