// Questions a minute → allowed or not yet, per person and per workspace; shared by all instances where the database is.
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Config } from "../config.js";
import type { Hash } from "./keys.js";
import type { Limit, Person } from "./store.js";

const MINUTE = 60;

/** How the limiter of this package asks PostgreSQL. */
type Client = { readonly query: (query: { name?: string; text: string; values?: unknown[] }) => Promise<unknown> };

/** Whom the person is counted as, and whom the workspace. */
interface Parts {
  readonly limits: Config["limits"];
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
  readonly client: Client | undefined;
}

export function createLimit({ limits, hash, personOf, client }: Parts): Limit {
  const person = limiter("person", limits.person, client);
  const workspace = limiter("workspace", limits.workspace, client);
  /** Whom was told to wait, until they need not any more: each instance for itself. */
  const told = new RateLimiterMemory({ points: 1, duration: MINUTE, keyPrefix: "told" });
  return async (of, address) => {
    const key = personOf(of).toString("hex");
    // the person first: who asks too much uses up nothing of what the others have
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
    // who is over the limit is told so without a look at the database
    inMemoryBlockOnConsumed: points + 1,
    // and while it can't be reached, each instance counts for itself
    insuranceLimiter: memory,
  });
}

/** Milliseconds to wait; 0: allowed. `lasts`: how long the count of a new key is kept, where that isn't a minute. */
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
