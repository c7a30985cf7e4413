// The address of Microsoft's signing keys → the keys: fetched when first needed, renewed in the background, and kept while that fails.
import { type CryptoKey, importJWK, type JWK } from "jose";
import pTimeout from "p-timeout";
import { z } from "zod";
import { ask } from "../../http/client.js";
import type { Log } from "../../log.js";
import { ANSWER_BYTES } from "./limits.js";

/** Milliseconds after which keys are renewed, and until which old ones are used if that fails. */
const RENEWED = 3_600_000;
const KEPT = 25 * RENEWED;
/** Pause between two fetches, however many unknown key ids arrive. */
const APART = 60_000;
/** Teams waits 15 s. */
const PATIENCE = 5_000;

const ABOUT = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const JWKS = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).optional() }))
    .min(1)
    .max(500),
});

export interface Key {
  readonly key: CryptoKey | Uint8Array;
  /** The channels that the key is endorsed for. */
  readonly endorsements: readonly string[];
}

/** Undefined if there is no such key. Throws if no keys are available. */
export type Keys = (id: string) => Promise<Key | undefined>;

export function createKeys(metadata: string, now: () => number, log: Pick<Log, "warn">): Keys {
  let known = new Map<string, Key>();
  let [fetched, tried] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let pending: Promise<void> | undefined;

  async function fetchKeys(): Promise<void> {
    const { jwks_uri } = await read(metadata, ABOUT);
    const { keys } = await read(jwks_uri, JWKS);
    const made = await Promise.all(keys.map(async (one) => [one.kid, await keyOf(one)] as const));
    known = new Map(made.flatMap(([id, key]) => (key === undefined ? [] : [[id, key] as const])));
    fetched = now();
  }

  /** One fetch at a time, however many wait for it. */
  function renew(): Promise<void> {
    tried = now();
    pending ??= pTimeout(fetchKeys(), { milliseconds: PATIENCE, message: `no keys within ${PATIENCE / 1000} s` }).finally(() => {
      pending = undefined;
    });
    return pending;
  }

  const mayTry = (): boolean => now() - tried >= APART;
  const told = (error: unknown): void => log.warn({ err: error }, "Microsoft's keys can't be renewed; the known ones are used");

  return async (id) => {
    // without any keys there is nothing to fall back on
    if (now() - fetched > KEPT) await renew();
    else if (now() - fetched > RENEWED && mayTry()) renew().catch(told);
    if (!known.has(id) && (pending !== undefined || mayTry())) await (pending ?? renew()).catch(told);
    return known.get(id);
  };
}

async function read<Schema extends z.ZodType>(url: string, schema: Schema): Promise<z.output<Schema>> {
  const headers = { accept: "application/json" };
  const { status, body } = await ask(url, { method: "GET", headers, repeatable: true, limit: PATIENCE, longest: ANSWER_BYTES });
  if (status !== 200) throw new Error(`answered ${status}`);
  return schema.parse(JSON.parse(body.toString()));
}

/** Ignores keys of an unusable kind. */
async function keyOf(jwk: z.output<typeof JWKS>["keys"][number]): Promise<Key | undefined> {
  try {
    return { key: await importJWK(jwk as JWK, "RS256"), endorsements: jwk.endorsements ?? [] };
  } catch {
    return undefined;
  }
}
