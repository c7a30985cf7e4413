// SECRET_KEYS → encryption of texts and tokens (AES-256-GCM) and hashes of people and keys (HMAC-SHA256): nothing else in the store
// reads a secret.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LRUCache } from "lru-cache";
import { ConfigError } from "../config.js";

/** Encrypts with the newest key, decrypts with any. `place` is the value's row: a value moved from another row doesn't decrypt. */
export interface Keyring {
  seal(value: unknown, place: Buffer): Buffer;
  /** Throws if no key fits, or a byte was changed. */
  open(sealed: Buffer, place: Buffer): unknown;
  /** The prefix of values that the newest key encrypted. */
  readonly newest: Buffer;
  /** Whether there are older keys too. */
  readonly older: boolean;
}

/** The same for the same input throughout the database's life, whichever keys come and go. */
export type Hash = (kind: string, of: string) => Buffer;

const ID = 4;
const IV = 12;
const TAG = 16;
/** Half of SHA-256: two keys that fall together are out of reach, and indexes are half as long. */
const HASH = 16;
/** Hashes at hand. */
const KNOWN = 2_000;

const derive = (secret: string, what: string, length: number): Buffer => Buffer.from(hkdfSync("sha256", secret, "forumbot", what, length));

export function createKeyring(secrets: readonly string[]): Keyring {
  const keys = secrets.map((secret) => ({ id: derive(secret, "id", ID), key: derive(secret, "encryption", 32) }));
  const newest = keys[0];
  if (newest === undefined) throw new ConfigError(["SECRET_KEYS: expected at least one key"]);
  return {
    newest: newest.id,
    older: keys.length > 1,
    seal(value, place) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv("aes-256-gcm", newest.key, iv).setAAD(place);
      const hidden = cipher.update(JSON.stringify(value), "utf8");
      // returns nothing in this mode, but makes the tag
      cipher.final();
      return Buffer.concat([newest.id, iv, hidden, cipher.getAuthTag()]);
    },
    open(sealed, place) {
      const key = keys.find(({ id }) => id.equals(sealed.subarray(0, ID)))?.key;
      if (key === undefined) throw new Error("sealed with a key that is not among SECRET_KEYS");
      const end = sealed.length - TAG;
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(ID, ID + IV), { authTagLength: TAG });
      decipher.setAAD(place).setAuthTag(sealed.subarray(end));
      const text = decipher.update(sealed.subarray(ID + IV, end));
      // returns nothing in this mode, but throws if a byte was changed
      decipher.final();
      return JSON.parse(text.toString("utf8"));
    },
  };
}

export function createHash(key: Buffer): Hash {
  // a message needs its own hash or its person's five times
  const known = new LRUCache<string, Buffer>({
    max: KNOWN,
    memoMethod: (text) => createHmac("sha256", key).update(text).digest().subarray(0, HASH),
  });
  return (kind, of) => known.memo(`${kind}\n${of}`);
}

/**
 * The key of a database without a configured one, kept beside it in a file that only its owner can read. Processes that
 * start at once get the same key: each writes a complete file under another name, and the first to link it wins.
 */
export function keyBeside(database: string): string {
  const path = join(dirname(database), "secret.key");
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const made = `${path}.${randomBytes(6).toString("hex")}`;
    writeFileSync(made, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
    try {
      linkSync(made, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(made, { force: true });
    }
  }
  return readFileSync(path, "utf8").trim();
}
