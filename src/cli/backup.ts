// `backup FILE`: copies the SQLite database while the server runs.
import { misused, say } from "./say.js";
import { backup } from "./store.js";

export async function run([file]: string[]): Promise<number> {
  if (file === undefined) return misused("backup: expected the name of a file");
  await backup(file);
  say(`copied the database to ${file}; it can't be read without its key (SECRET_KEYS, or secret.key beside the database)`);
  return 0;
}
