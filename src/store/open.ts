// Settings → an open database with its keys, and the store on it.

import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Config } from "../config.js";
import { IN_MEMORY } from "../database-url.js";
import type { Log } from "../log.js";
import { createJump, type Jump } from "./clock.js";
import type { Database } from "./database.js";
import { createDialogue } from "./dialogue.js";
import { createHousekeeping, type Housekeeping } from "./housekeeping.js";
import { createInbox } from "./inbox.js";
import { createInstance } from "./instance.js";
import { createKeyring, type Hash, type Keyring, keyBeside } from "./keys.js";
import { forget, kept } from "./person.js";
import { createRecall } from "./recall.js";
import { openHash } from "./rotation.js";
import { createSettings } from "./settings.js";
import type { Person, Store } from "./store.js";
import { createWatched } from "./watched.js";

export interface Opened {
  readonly database: Database;
  readonly ring: Keyring;
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
}

export type Settings = Pick<Config, "database" | "synchronous" | "secretKeys" | "retentionDays"> & Partial<Pick<Config, "connections">>;

/** Opens and migrates the database. Throws if it can't be reached, or has other keys. */
export async function openDatabase(config: Settings, log: Log): Promise<Opened> {
  const ring = createKeyring(secretsOf(config));
  const database = await connect(config, log);
  try {
    await database.migrate();
    const hash = await openHash(database, ring);
    const personOf = ({ platform, workspace, user }: Person): Buffer => hash("person", JSON.stringify([platform, workspace, user]));
    return { database, ring, hash, personOf };
  } catch (error) {
    await database.close();
    throw database.unusable(error);
  }
}

/** Loads only the driver in use. */
async function connect({ database, synchronous, connections }: Settings, log: Log): Promise<Database> {
  if (database.kind === "sqlite") return await (await import("./sqlite.js")).openSqlite(database.path, synchronous);
  return (await import("./postgres.js")).openPostgres(database.url, log, connections);
}

function secretsOf({ secretKeys, database }: Settings): readonly string[] {
  if (secretKeys.length > 0 || database.kind !== "sqlite") return secretKeys;
  // a database in memory needs no stored key
  return [database.path === IN_MEMORY ? randomBytes(32).toString("base64url") : keyBeside(database.path)];
}

/** Writes a row, which fails if the disk is full or read-only, and on a standby server. */
async function beat({ kysely, now, check }: Database): Promise<void> {
  await check();
  await kysely
    .insertInto("job")
    .values({ name: "heartbeat", at: now })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ at: now }))
    .execute();
}

export interface LastingStore extends Store {
  readonly housekeeping: Housekeeping;
}

/** The store's options besides the settings. */
export interface Told {
  /** Names that aren't people's, which are not redacted. */
  readonly names?: Iterable<string>;
  /** Resolves when housekeeping may begin: a start doesn't wait for it. */
  readonly when?: Promise<void>;
  /** Reports jumps of the clock. */
  readonly jump?: Jump;
}

export async function createStore(
  opened: Opened,
  { retentionDays }: Pick<Config, "retentionDays">,
  log: Log,
  { names, when, jump = createJump(() => timeOf(opened.database)) }: Told = {},
): Promise<LastingStore> {
  const { database, ring, hash, personOf } = opened;
  const instance = await createInstance(database, log, jump);
  const housekeeping = createHousekeeping({ database, ring, log, retentionDays, names, when });
  const dialogue = createDialogue(opened);
  const settings = createSettings(opened);
  return {
    housekeeping,
    inbox: createInbox({ ...opened, instance, log }),
    watched: createWatched(database),
    ...dialogue,
    ...settings,
    recall: createRecall(opened, settings.language),
    kept: (person) => kept(database, personOf(person)),
    forget: (person) => forget(database, personOf(person)),
    exclusively: (name, work) => instance.exclusively(hash("lock", name), work),
    ready: () => beat(database),
    close: async () => {
      await housekeeping.stop();
      await instance.stop();
      await database.close();
    },
  };
}

async function timeOf({ kysely, now }: Database): Promise<number> {
  const { rows } = await sql<{ now: number }>`select ${now} as now`.execute(kysely);
  return Number(rows[0]?.now);
}
