// A new first key → re-encrypts what older keys encrypted, so that these can be dropped; people's hashes don't change.
import { randomBytes } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { sql } from "kysely";
import { ConfigError } from "../config.js";
import type { Log } from "../log.js";
import type { Database } from "./database.js";
import { createHash, type Hash, type Keyring } from "./keys.js";

/** At a time: opening and sealing takes some 40 µs each. */
const ROWS = 50;
const NAME = "people";
const PLACE = Buffer.from(NAME);

interface Sealed {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** The columns with encrypted values. */
const SEALED = [
  ["work", "body"],
  ["answer", "value"],
  ["place", "value"],
  ["installation", "value"],
] as const;

/**
 * The key of people's hashes is made once per database and kept in it, encrypted: so the hashes outlive every one of
 * SECRET_KEYS. Throws a `ConfigError` if none of them decrypts it.
 */
export async function openHash({ kysely }: Database, ring: Keyring): Promise<Hash> {
  const made = ring.seal(randomBytes(32).toString("base64"), PLACE);
  await kysely
    .insertInto("secret")
    .values({ name: NAME, value: made })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const { value } = await kysely.selectFrom("secret").select("value").where("name", "=", NAME).executeTakeFirstOrThrow();
  let key: string;
  try {
    key = ring.open(value, PLACE) as string;
  } catch {
    throw new ConfigError(["SECRET_KEYS: none of them is the key of this database; add the one that it was last used with"]);
  }
  if (!value.subarray(0, ring.newest.length).equals(ring.newest))
    await kysely
      .updateTable("secret")
      .set({ value: ring.seal(key, PLACE) })
      .where("name", "=", NAME)
      .where("value", "=", value)
      .execute();
  return createHash(Buffer.from(key, "base64"));
}

/** Re-encrypts what the newest key didn't encrypt. A value that changed in the meantime is new, and is left alone. */
export async function reseal(database: Database, ring: Keyring, log: Log): Promise<void> {
  for (const [table, column] of SEALED) {
    for (let after: Buffer | undefined = Buffer.alloc(0); after !== undefined; ) {
      const { rows } = await sql<Sealed>`
        select key, ${sql.ref(column)} as value from ${sql.table(table)}
        where key > ${after} and ${sql.ref(column)} is not null order by key limit ${sql.lit(ROWS)}`.execute(database.kysely);
      const older = rows.filter(({ value }) => !value.subarray(0, ring.newest.length).equals(ring.newest));
      await Promise.all(older.map((row) => renew(row, table, column)));
      after = rows.at(-1)?.key;
      // let other work run
      await turn();
    }
  }

  async function renew({ key, value }: Sealed, table: string, column: string): Promise<void> {
    try {
      const anew = ring.seal(ring.open(value, key), key);
      const [into, of] = [sql.table(table), sql.ref(column)];
      await sql`update ${into} set ${of} = ${anew} where key = ${key} and ${of} = ${value}`.execute(database.kysely);
    } catch (error) {
      log.error({ err: error }, "a value can't be sealed anew");
    }
  }
}
