// DATABASE_URL → the path of the SQLite file or what is wrong with it; and a description of the database for the start's output.
import { homedir } from "node:os";
import { join, resolve } from "node:path";

export type DatabaseConfig = { readonly kind: "sqlite"; readonly path: string } | { readonly kind: "postgres"; readonly url: string };

/** A database that lives as long as the process, for tests and tools. */
export const IN_MEMORY = ":memory:";

type Read = { readonly path: string; readonly problem?: undefined } | { readonly path?: undefined; readonly problem: string };

/**
 * `text`: what follows `sqlite:`. Programs disagree on what URLs there mean: if it isn't clear which file is meant, none is
 * created.
 */
export function sqlitePath(text: string, home = homedir()): Read {
  if (text === IN_MEMORY) return { path: IN_MEMORY };
  const problem = (expected: string): Read => ({ problem: `expected sqlite:PATH, ${expected}` });
  if (/^(file|sqlite\d*):/i.test(text) || text.startsWith(":")) return problem("and nothing between the two");
  if (text.includes("?")) return problem("without a question mark and what follows it");
  const [, slashes = "", rest = ""] = /^(\/*)(.*)$/s.exec(text) ?? [];
  if (slashes.length === 2 || slashes.length === 3)
    return problem(`without //: sqlite:${rest || "PATH"} begins at the working folder, sqlite:/${rest || "PATH"} at the root`);
  if (/^~[^/\\]/.test(text)) return problem("and of the home folders your own alone, as ~/PATH");
  if (/(^|[/\\])(\.{0,2}|~)$/.test(text)) return problem("with the name of a file at its end");
  if (text.startsWith("~")) return { path: join(home, text.slice(1)) };
  return { path: slashes.length > 1 ? `/${rest}` : text };
}

/** Never includes the user or the password. */
export function describeDatabase(database: DatabaseConfig): string {
  if (database.kind === "sqlite")
    return database.path === IN_MEMORY ? "SQLite, in memory: gone at the stop" : `SQLite, ${resolve(database.path)}`;
  try {
    const { host, pathname } = new URL(database.url);
    return `PostgreSQL, ${host}${pathname}`;
  } catch {
    return "PostgreSQL";
  }
}
