// An empty or older database → the schema of this program, by Kysely's Migrator: all in one transaction, under a lock.
import { type Kysely, type Migration, Migrator, sql } from "kysely";
import { ConfigError } from "../config.js";
import { copyBefore } from "./backup.js";
import type { Dialect } from "./database.js";
import type { Tables } from "./schema.js";

/**
 * One for each released schema, by name and in order. What was released is never edited: `test/store/released` holds each with data
 * in it. `schema_version` holds the oldest schema whose program can use this one, so that a new version can be taken back as
 * long as it only added to it; a program of before 2026-12 reads `schema_level` too, in place of Kysely's list.
 */
const MIGRATIONS: readonly { readonly name: string; readonly make: (dialect: Dialect) => readonly string[] }[] = [
  { name: "001_tables", make: first },
  { name: "002_indexes", make: indexes },
  { name: "003_lookups", make: lookups },
  { name: "004_watched", make: watched },
];

export interface Migrating {
  readonly dialect: Dialect;
  /** Of SQLite: a database with something in it is copied first. */
  readonly path?: string;
  /** Whether the same may succeed a moment later. */
  readonly isPassing: (error: unknown) => boolean;
  readonly unusable: (error: unknown) => unknown;
}

/** All of it, in order. */
export const statementsOf = (dialect: Dialect): readonly string[] => MIGRATIONS.flatMap(({ make }) => make(dialect));

/** Where it fails, nothing has changed. Throws a `ConfigError` where no waiting helps. */
export async function migrate(db: Kysely<Tables>, { dialect, path, isPassing, unusable }: Migrating): Promise<void> {
  if (await isNewer(db)) return;
  let copy: string | undefined;
  const migrations = MIGRATIONS.map(({ name, make }, i): [string, Migration] => [
    name,
    {
      up: async (inside: Kysely<Tables>) => {
        const level = await levelOf(inside);
        // by a program that kept no list of Kysely's
        if (level > i) return;
        if (path !== undefined && level > 0) copy ??= await copyBefore(path, name);
        for (const text of make(dialect)) await sql.raw(text).execute(inside);
      },
    },
  ]);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => Object.fromEntries(migrations) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === "Error");
  const told = unusable(error);
  if (failed === undefined || isPassing(error) || told instanceof ConfigError) throw error;
  const why = error instanceof Error ? error.message : String(error);
  const kept = copy === undefined ? "" : ` (as is its copy ${copy})`;
  throw new ConfigError([`DATABASE_URL: the migration ${failed.migrationName} failed: ${why}; the database is as it was${kept}`]);
}

/** A later program has added to it; it is used as it is. Throws where what it changed is more. */
async function isNewer(db: Kysely<Tables>): Promise<boolean> {
  const tables = await tablesOf(db);
  if (!tables.includes("schema_version")) return false;
  const needs = (await db.selectFrom("schema_version").select("version").executeTakeFirst())?.version ?? 0;
  const latest = MIGRATIONS.length;
  if (needs > latest) throw new ConfigError([`DATABASE_URL: its schema has version ${needs}, and this program knows ${latest}`]);
  if (!tables.includes("kysely_migration")) return false;
  const executed = await db.selectFrom("kysely_migration").select("name").execute();
  return executed.some(({ name }) => MIGRATIONS.every((one) => one.name !== name));
}

/** How many migrations ran before Kysely kept a list of them. */
async function levelOf(db: Kysely<Tables>): Promise<number> {
  const tables = await tablesOf(db);
  for (const table of ["schema_level", "schema_version"] as const)
    if (tables.includes(table)) return (await db.selectFrom(table).select("version").executeTakeFirst())?.version ?? 0;
  return 0;
}

const tablesOf = async (db: Kysely<Tables>): Promise<string[]> =>
  (await db.introspection.getTables({ withInternalKyselyTables: true })).map(({ name }) => name);

const noted = (what: "version" | "level", number: number): string =>
  `insert into schema_${what} (id, version) values (1, ${number}) on conflict (id) do update set version = excluded.version`;

function first(dialect: Dialect): readonly string[] {
  const bytes = dialect === "sqlite" ? "blob" : "bytea";
  return [
    "create table if not exists schema_version (id integer primary key, version integer not null)",
    `create table secret (name text primary key, value ${bytes} not null)`,
    `create table work (
      key ${bytes} primary key, platform text not null, person ${bytes}, body ${bytes},
      attempt integer not null, sending integer not null, again integer not null,
      due bigint not null, taken bigint not null, since bigint not null, owner text, ticket bigint not null, done integer not null
    )`,
    `create index work_due on work (due) where done = 0`,
    `create index work_since on work (since)`,
    `create table conversation (key ${bytes} primary key, person ${bytes} not null, answer ${bytes} not null, at bigint not null)`,
    `create index conversation_at on conversation (at)`,
    `create table answer (
      key ${bytes} primary key, person ${bytes} not null, at bigint not null,
      platform text not null, kind text not null, language text not null, value ${bytes}, settled integer not null
    )`,
    `create index answer_person on answer (person)`,
    `create index answer_at on answer (at)`,
    `create index answer_open on answer (at) where settled = 0`,
    `create table feedback (
      key ${bytes} primary key, person ${bytes} not null, answer ${bytes} not null, verdict text not null, at bigint not null
    )`,
    `create index feedback_person on feedback (person)`,
    `create index feedback_answer on feedback (answer)`,
    `create table place (key ${bytes} primary key, person ${bytes}, value ${bytes} not null, at bigint not null)`,
    `create index place_person on place (person)`,
    `create index place_at on place (at)`,
    `create table language (key ${bytes} primary key, language text not null, at bigint not null)`,
    `create table once (key ${bytes} primary key, person ${bytes}, at bigint not null)`,
    `create index once_person on once (person)`,
    `create table installation (key ${bytes} primary key, value ${bytes} not null, at bigint not null)`,
    `create table lock (key ${bytes} primary key, owner text not null, due bigint not null)`,
    `create table job (name text primary key, at bigint not null)`,
    `create table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint)`,
  ];
}

/**
 * Answers are indexed by person and time when they are settled, half an hour later and many at once: in disorder at every answer,
 * that was half of what writing it down took.
 */
function indexes(): readonly string[] {
  return [
    `drop index conversation_at`,
    `drop index answer_person`,
    `drop index answer_at`,
    `create index answer_person on answer (person) where settled = 1`,
    `create index answer_at on answer (at) where settled = 1`,
  ];
}

/** Indexes, so that counting and deleting a person's answers and conversations doesn't scan everybody's. */
function lookups(): readonly string[] {
  return [
    `create table schema_level (id integer primary key, version integer not null)`,
    `create index answer_mine on answer (person) where settled = 0`,
    `create index conversation_person on conversation (person)`,
  ];
}

/** What was found when pages were looked at again. */
function watched(): readonly string[] {
  return [`create table watched (document text primary key, value text, due bigint not null)`, noted("version", 2), noted("level", 4)];
}
