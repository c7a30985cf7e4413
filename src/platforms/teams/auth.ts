// Who may ask: checks the Bot Framework's token, then the organisation. jose checks signatures; the claims are checked here.
import type { IncomingHttpHeaders } from "node:http";
import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { TeamsConfig } from "../../config.js";
import type { Log } from "../../log.js";
import { createKeys, type Keys } from "./keys.js";
import { type Activity, tenantsOf } from "./read.js";

/** A request that is refused, or can't be checked now (503): the status, and the reason for the count. */
export interface Refusal {
  readonly status: 401 | 403 | 415 | 503;
  readonly reason: string;
  readonly error?: unknown;
}

export interface Gate {
  /** The checks before the body is read. */
  early(headers: IncomingHttpHeaders): Refusal | undefined;
  check(authorization: string | undefined, activity: Activity): Promise<Refusal | undefined>;
}

/** The issuer; by default the public cloud's. */
export interface Issuer {
  readonly name: string;
  /** The address of its keys. */
  readonly metadata: string;
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const publicIssuer: Issuer = {
  name: "https://api.botframework.com",
  metadata: "https://login.botframework.com/v1/.well-known/openidconfiguration",
};

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Local tools send no token. They can't make us send to another host. */
const anonymous: Gate = {
  early: ({ host = "", origin, "sec-fetch-site": site, "content-type": type }) => {
    // a page that somebody here has open: browsers say so, and a name that leads here by a trick isn't this machine's
    if (origin !== undefined || site !== undefined) return { status: 403, reason: "browser" };
    if (!LOOPBACK.includes(host.replace(/:\d+$/, "").toLowerCase())) return { status: 403, reason: "host" };
    return /^application\/json\s*(?:;|$)/i.test(type ?? "") ? undefined : { status: 415, reason: "type" };
  },
  check: async (_, { serviceUrl }) => (LOOPBACK.includes(new URL(serviceUrl).hostname) ? undefined : { status: 403, reason: "address" }),
};

export interface GateParts {
  readonly now: () => number;
  readonly log: Pick<Log, "warn">;
}

export function createGate({ type, tenantId, appId }: TeamsConfig, issuer: () => Issuer, { now, log }: GateParts): Gate {
  if (type === "anonymous") return anonymous;
  const { name, metadata } = issuer();
  const keys = createKeys(metadata, now, log);
  const known = createKnown(now);
  return {
    early: ({ authorization }) => (claimsOf(authorization)?.iss === name ? undefined : { status: 401, reason: "token" }),
    check: async (authorization, activity) => {
      // other channels have other rules
      if (activity.channelId !== "msteams") return { status: 401, reason: "channel" };
      try {
        if (!known.has(authorization, activity)) {
          if (!(await isGood(authorization ?? "", activity, { name, appId, keys, now }))) return { status: 401, reason: "token" };
          known.add(authorization, activity);
        }
      } catch (error) {
        return { status: 503, reason: "keys", error };
      }
      const tenants = tenantsOf(activity);
      const ours = tenants.length > 0 && tenants.every((tenant) => tenantId === "" || tenant.toLowerCase() === tenantId.toLowerCase());
      return ours ? undefined : { status: 403, reason: "tenant" };
    },
  };
}

/** Tolerated clock difference in seconds. */
const SKEW = 300;

interface Expected {
  readonly name: string;
  readonly appId: string;
  readonly keys: Keys;
  readonly now: () => number;
}

/** Whether it is signed by a key endorsed for Teams, for this bot and this service URL. Throws if there are no keys. */
async function isGood(authorization: string, { serviceUrl }: Activity, { name, appId, keys, now }: Expected): Promise<boolean> {
  const token = authorization.replace(/^Bearer /, "");
  const id = keyIdOf(token);
  const found = id === undefined ? undefined : await keys(id);
  if (found === undefined || !found.endorsements.includes("msteams")) return false;
  try {
    const { payload } = await jwtVerify(token, found.key, {
      issuer: name,
      audience: [appId, appId.toLowerCase()],
      algorithms: ["RS256"],
      clockTolerance: SKEW,
      requiredClaims: ["exp"],
      currentDate: new Date(now()),
    });
    return payload.serviceurl === serviceUrl;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}

function keyIdOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

/** Teams sends the same token for an hour, and checking it is the largest part of a request. */
const KNOWN = { milliseconds: 60_000, tokens: 100 };

/** Tokens that were found good less than a minute ago, each with the address it was good for, and not beyond their own end. */
function createKnown(now: () => number) {
  const ends = new LRUCache<string, number>({ max: KNOWN.tokens });
  const keyOf = (authorization: string | undefined, { serviceUrl }: Activity): string => `${serviceUrl} ${authorization}`;
  return {
    has: (authorization: string | undefined, activity: Activity): boolean => (ends.get(keyOf(authorization, activity)) ?? 0) > now(),
    add: (authorization: string | undefined, activity: Activity): void => {
      const expires = (claimsOf(authorization)?.exp ?? 0) * 1000;
      ends.set(keyOf(authorization, activity), Math.min(now() + KNOWN.milliseconds, expires));
    },
  };
}

const CLAIMS = z.object({ iss: z.string(), exp: z.number().optional() });

/** The claims of an unverified token. */
function claimsOf(authorization: string | undefined): z.infer<typeof CLAIMS> | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization ?? "")?.[1];
  if (payload === undefined) return undefined;
  try {
    return CLAIMS.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
