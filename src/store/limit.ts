// Questions per minute → allowed or not yet, per person and per workspace; shared by all instances on one PostgreSQL.
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Config } from "../config.js";
import type { Hash } from "./keys.js";
import type { Limit, Person } from "./store.js";

const MINUTE = 60;

/** How the rate limiter queries PostgreSQL. */
type Client = { readonly query: (query: { name?: string; text: string; values?: unknown[] }) => Promise<unknown> };

/** The keys under which the person and the workspace are counted. */
interface Parts {
  readonly limits: Config["limits"];
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
  readonly client: Client | undefined;
}

export function createLimit({ limits, hash, personOf, client }: Parts): Limit {
  const person = limiter("person", limits.person, client);
  const workspace = limiter("workspace", limits.workspace, client);
  /** Who was told to wait, until they needn't any more; per instance. */
  const told = new RateLimiterMemory({ points: 1, duration: MINUTE, keyPrefix: "told" });
  return async (of, address) => {
    const key = personOf(of).toString("hex");
    // the person first, so that one who asks too much uses up nothing of the workspace's limit
    const first = await consume(person, () => key);
    const shared = () => hash("workspace", JSON.stringify([of.platform, address ?? of.workspace])).toString("hex");
    const retryAfter = first > 0 ? first : await consume(workspace, shared);
    if (retryAfter === 0) return { allowed: true };
    const again = (await consume(told, () => key, retryAfter)) > 0;
    return { allowed: false, retryAfter, ...(again ? { again } : {}) };
  };
}

function limiter(name: string, points: number, client: Client | undefined): RateLimiterAbstract | undefined {
  if (points === 0) return undefined;
  const memory = new RateLimiterMemory({ points, duration: MINUTE, keyPrefix: name });
  if (client === undefined) return memory;
  return new RateLimiterPostgres({
    storeClient: client,
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true,
    points,
    duration: MINUTE,
    keyPrefix: name,
    // over the limit, the database isn't asked
    inMemoryBlockOnConsumed: points + 1,
    // while the database is unavailable, each instance counts for itself
    insuranceLimiter: memory,
  });
}

/** Milliseconds to wait, or 0 if allowed. `lasts`: how long a new key's count is kept, if not a minute. */
async function consume(limiter: RateLimiterAbstract | undefined, key: () => string, lasts?: number): Promise<number> {
  if (limiter === undefined) return 0;
  try {
    await limiter.consume(key(), 1, lasts === undefined ? {} : { customDuration: Math.ceil(lasts / 1000) });
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
    throw refused;
  }
}
