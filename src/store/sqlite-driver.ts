// SQLite's driver: Node's own from 22.13 on, better-sqlite3 before. Both open the same file.
import { ConfigError } from "../config.js";
import type { Value } from "./database.js";

type Row = Readonly<Record<string, Value>>;

export interface Prepared {
  /** The first row, if the statement gives rows. `now` stands for `@now`. */
  get(values: readonly Value[], at?: { readonly now: number }): Row | undefined;
  all(values: readonly Value[]): { readonly rows: readonly Row[]; readonly changes: number };
}

export interface Connection {
  /** For statements whose rows aren't needed. */
  exec(sql: string): void;
  prepare(sql: string): Prepared;
  close(): void;
}

/** The used part of `node:sqlite`, which Node 20's types don't have. */
interface OwnStatement {
  get(...values: unknown[]): Record<string, unknown> | undefined;
  all(...values: unknown[]): Record<string, unknown>[];
}
interface OwnDatabase {
  exec(sql: string): void;
  prepare(sql: string): OwnStatement;
  close(): void;
}
interface OwnModule {
  readonly DatabaseSync: new (path: string, options: { readonly readOnly: boolean }) => OwnDatabase;
}

const HELP =
  "DATABASE_URL: SQLite needs Node 22.13 or later, or better-sqlite3 built for this Node: " +
  `run "npm ci" or "npm rebuild better-sqlite3" with this Node (${process.version}), use a later one, or set a PostgreSQL address`;

/** Throws a `ConfigError` if this Node has no SQLite. */
export async function openConnection(path: string, { readOnly = false } = {}): Promise<Connection> {
  const own = ownModule();
  return own === undefined ? openPackage(path, readOnly) : openOwn(own, path, readOnly);
}

/** Node's own SQLite if it has one, without the warning that the API may change. */
export function ownModule(): OwnModule | undefined {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return (process as { getBuiltinModule?: (id: string) => unknown }).getBuiltinModule?.("node:sqlite") as OwnModule | undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

export function openOwn({ DatabaseSync }: OwnModule, path: string, readOnly: boolean): Connection {
  const db = new DatabaseSync(path, { readOnly });
  let changes: OwnStatement | undefined;
  return {
    exec: (sql) => db.exec(sql),
    prepare(sql) {
      const statement = db.prepare(sql);
      return {
        get(values, at) {
          const row = at === undefined ? statement.get(...values) : statement.get(at, ...values);
          return row && withBuffers(row);
        },
        all(values) {
          const rows = statement.all(...values).map(withBuffers);
          changes ??= db.prepare("select changes() as rows");
          return { rows, changes: Number(changes.get()?.rows) };
        },
      };
    },
    close: () => db.close(),
  };
}

/** Converts bytes from `Uint8Array`. */
function withBuffers(row: Record<string, unknown>): Row {
  for (const name in row) {
    const value = row[name];
    if (value instanceof Uint8Array) row[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  return row as Row;
}

export async function openPackage(path: string, readOnly: boolean): Promise<Connection> {
  const { default: Sqlite } = await import("better-sqlite3").catch(() => {
    throw new ConfigError([HELP]);
  });
  const db = opened(() => new Sqlite(path, { readonly: readOnly }));
  return {
    exec: (sql) => void db.exec(sql),
    prepare(sql) {
      const statement = db.prepare<unknown[], Row>(sql);
      return {
        get(values, at) {
          const all = at === undefined ? values : [values, at];
          if (statement.reader) return statement.get(...all);
          statement.run(...all);
          return undefined;
        },
        all: (values) =>
          statement.reader ? { rows: statement.all(...values), changes: 0 } : { rows: [], changes: statement.run(...values).changes },
      };
    },
    close: () => void db.close(),
  };
}

/** An error that isn't SQLite's own comes from the native module: not built, or for another Node. */
function opened<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (codeOf(error) === undefined) throw new ConfigError([HELP]);
    throw error;
  }
}

/** The primary result codes that are distinguished: https://sqlite.org/rescode.html */
const CODES: Readonly<Record<number, string>> = {
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  26: "SQLITE_NOTADB",
};

/** SQLite's name of the error, without the extended code; undefined if it isn't SQLite's error. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (typeof errcode === "number") return CODES[errcode & 0xff] ?? "SQLITE_ERROR";
  return typeof code === "string" && code.startsWith("SQLITE_") ? code : undefined;
}

/** Another process is writing: a retry may well succeed. */
export const isBusy = (error: unknown): boolean => codeOf(error)?.startsWith("SQLITE_BUSY") ?? false;
