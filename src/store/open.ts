// Settings → an open database with its keys, and the store on it.
import { sql } from "kysely";
import type { Config } from "../config.js";
import type { Log } from "../log.js";
import { createJump, type Jump } from "./clock.js";
import type { Database } from "./database.js";
import { createDialogue } from "./dialogue.js";
import { createHousekeeping, type Housekeeping } from "./housekeeping.js";
import { createInbox } from "./inbox.js";
import { createInstance } from "./instance.js";
import { createKeyring, type Hash, type Keyring, keyBeside } from "./keys.js";
import { forget, kept } from "./person.js";
import { openHash } from "./rotation.js";
import { createSettings } from "./settings.js";
import type { Person, Store } from "./store.js";

export interface Opened {
  readonly database: Database;
  readonly ring: Keyring;
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
}

export type Settings = Pick<Config, "database" | "synchronous" | "secretKeys" | "retentionDays">;

/** The database with the schema of this program. Throws where it can't be reached, or its keys aren't these. */
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
    throw error;
  }
}

/** Only the driver that is used is loaded. */
async function connect({ database, synchronous }: Settings, log: Log): Promise<Database> {
  if (database.kind === "sqlite") return (await import("./sqlite.js")).openSqlite(database.path, synchronous);
  return (await import("./postgres.js")).openPostgres(database.url, log);
}

function secretsOf({ secretKeys, database }: Settings): readonly string[] {
  if (secretKeys.length > 0 || database.kind !== "sqlite") return secretKeys;
  return [keyBeside(database.path)];
}

export interface LastingStore extends Store {
  readonly housekeeping: Housekeeping;
}

export async function createStore(
  opened: Opened,
  { retentionDays }: Pick<Config, "retentionDays">,
  log: Log,
  jump: Jump = createJump(() => timeOf(opened.database)),
): Promise<LastingStore> {
  const { database, ring, hash, personOf } = opened;
  const instance = await createInstance(database, log, jump);
  const housekeeping = createHousekeeping({ database, ring, log, retentionDays });
  const { hand, ...dialogue } = createDialogue(opened);
  const settings = createSettings(opened);
  return {
    housekeeping,
    inbox: createInbox({ ...opened, instance, log }),
    ...dialogue,
    ...settings,
    setLanguage: (person, language) => settings.setLanguage(person, language).finally(() => hand?.clear()),
    kept: (person) => kept(database, personOf(person)),
    forget: (person) => forget(database, personOf(person)).finally(() => hand?.clear()),
    exclusively: (name, work) => instance.exclusively(hash("lock", name), work),
    // a write, though of nothing: it fails where the disk can't be written, and on a copy that only follows
    ready: async () => void (await database.kysely.deleteFrom("job").where("name", "=", "").execute()),
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
