// An empty or older database → the schema of this program, as SQL. Runs at every start; of several that start at once one does the work.
import { ConfigError } from "../config.js";

export type Dialect = "sqlite" | "postgres";

/** One a released schema, in order. What was released is never edited: `test/store/released` holds each with data in it. */
const MIGRATIONS: readonly ((dialect: Dialect) => readonly string[])[] = [first, indexes, lookups, watched];
/**
 * The oldest schema whose program can use the latest one, since what came after it only added to it: so that a new version can be
 * taken back. It is what `schema_version` holds, by which a program refuses; `schema_level` holds how many migrations ran.
 */
const NEEDS = 2;

export const VERSION_TABLE = "create table if not exists schema_version (id integer primary key, version integer not null)";

/** What is to run in one transaction, under a lock, on a database on which so many migrations ran, and that needs a program of this version. */
export function upgrade(level: number, dialect: Dialect, needs = Math.min(level, NEEDS)): readonly string[] {
  const latest = MIGRATIONS.length;
  if (needs > latest) throw new ConfigError([`DATABASE_URL: its schema has version ${needs}, and this program knows ${latest}`]);
  if (level >= latest) return [];
  return [...MIGRATIONS.slice(level).flatMap((migration) => migration(dialect)), noted("version", NEEDS), noted("level", latest)];
}

const noted = (what: "version" | "level", number: number): string =>
  `insert into schema_${what} (id, version) values (1, ${number}) on conflict (id) do update set version = excluded.version`;

function first(dialect: Dialect): readonly string[] {
  const bytes = dialect === "sqlite" ? "blob" : "bytea";
  return [
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

/** A person's open answers and conversations are counted and deleted without a look at everybody else's. */
function lookups(): readonly string[] {
  return [
    `create table schema_level (id integer primary key, version integer not null)`,
    `create index answer_mine on answer (person) where settled = 0`,
    `create index conversation_person on conversation (person)`,
  ];
}

/** What was found when pages were looked at again. */
function watched(): readonly string[] {
  return [`create table watched (document text primary key, value text, due bigint not null)`];
}
