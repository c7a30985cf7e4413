// Who may ask: the Bot Framework's token first, then the organisation. botbuilder checks the token; what it lets through or answers wrongly is decided here.
import type { IncomingHttpHeaders } from "node:http";
import { ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { z } from "zod";
import type { TeamsConfig } from "../../config.js";
import { type Activity, tenantsOf } from "./read.js";

/** A request that is refused, or can't be checked now (503): the status, and the reason for the count. */
export interface Refusal {
  readonly status: 401 | 403 | 415 | 503;
  readonly reason: string;
  readonly error?: unknown;
}

export interface Gate {
  /** What can be told before the body is read. */
  early(headers: IncomingHttpHeaders): Refusal | undefined;
  check(authorization: string | undefined, activity: Activity): Promise<Refusal | undefined>;
}

/** Who signs: the public cloud's unless told otherwise. */
export interface Issuer {
  readonly name: string;
  readonly authentication: Pick<ConfigurationBotFrameworkAuthentication, "authenticateRequest">;
}

/** The SDK fetches its keys without a time limit. Teams waits 15 s. */
const PATIENCE = 5_000;

export function publicIssuer({ type, appId, password, tenantId }: TeamsConfig): Issuer {
  const authentication = new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppType: type,
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    // a managed identity is refused by the SDK where a password is set as well
    MicrosoftAppPassword: type === "UserAssignedMSI" ? "" : password,
  });
  return { name: "https://api.botframework.com", authentication };
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Local tools send no token. They may not make us write to anywhere else, whoever bids us to. */
const anonymous: Gate = {
  early: ({ host = "", origin, "sec-fetch-site": site, "content-type": type }) => {
    // a page that somebody here has open: browsers say so, and a name that leads here by a trick isn't this machine's
    if (origin !== undefined || site !== undefined) return { status: 403, reason: "browser" };
    if (!LOOPBACK.includes(host.replace(/:\d+$/, "").toLowerCase())) return { status: 403, reason: "host" };
    return /^application\/json\s*(?:;|$)/i.test(type ?? "") ? undefined : { status: 415, reason: "type" };
  },
  check: async (_, { serviceUrl }) => (LOOPBACK.includes(new URL(serviceUrl).hostname) ? undefined : { status: 403, reason: "address" }),
};

export function createGate({ type, tenantId }: TeamsConfig, issuer: () => Issuer): Gate {
  if (type === "anonymous") return anonymous;
  const { name, authentication } = issuer();
  const known = createKnown();
  return {
    // Tokens of anyone else are not shown to the SDK: it would try them as the emulator's or another bot's, without
    // the address in them, and remember every tenant that an unsigned token names.
    early: ({ authorization }) => (claimsOf(authorization)?.iss === name ? undefined : { status: 401, reason: "token" }),
    check: async (authorization, activity) => {
      // any other channel is checked by other rules: "AseChannel" by no key of the Bot Framework's
      if (activity.channelId !== "msteams") return { status: 401, reason: "channel" };
      try {
        if (!known.has(authorization, activity)) {
          await within(PATIENCE, authentication.authenticateRequest(activity as never, authorization ?? ""));
          known.add(authorization, activity);
        }
      } catch (error) {
        return unauthorized(error) ? { status: 401, reason: "token" } : { status: 503, reason: "keys", error };
      }
      const tenants = tenantsOf(activity);
      const ours = tenants.length > 0 && tenants.every((tenant) => tenantId === "" || tenant.toLowerCase() === tenantId.toLowerCase());
      return ours ? undefined : { status: 403, reason: "tenant" };
    },
  };
}

/** Teams sends the same token for an hour, and checking it is most of what a request costs. */
const KNOWN = { milliseconds: 60_000, tokens: 100 };

/** Tokens that were found good less than a minute ago, each with the address it was good for, and not beyond their own end. */
function createKnown() {
  const ends = new Map<string, number>();
  const keyOf = (authorization: string | undefined, { serviceUrl }: Activity): string => `${serviceUrl} ${authorization}`;
  return {
    has: (authorization: string | undefined, activity: Activity): boolean => (ends.get(keyOf(authorization, activity)) ?? 0) > Date.now(),
    add: (authorization: string | undefined, activity: Activity): void => {
      const expires = (claimsOf(authorization)?.exp ?? 0) * 1000;
      const first = ends.keys().next();
      if (ends.size >= KNOWN.tokens && !first.done) ends.delete(first.value);
      ends.set(keyOf(authorization, activity), Math.min(Date.now() + KNOWN.milliseconds, expires));
    },
  };
}

const CLAIMS = z.object({ iss: z.string(), exp: z.number().optional() });

/** What an unverified token says; the SDK verifies it. */
function claimsOf(authorization: string | undefined): z.infer<typeof CLAIMS> | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization ?? "")?.[1];
  if (payload === undefined) return undefined;
  try {
    return CLAIMS.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

/** The SDK knows 401 only for its own errors: a wrong signature or algorithm is jsonwebtoken's, and would be a 500. */
function unauthorized(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { statusCode } = error as { statusCode?: unknown };
  return statusCode === 401 || ["JsonWebTokenError", "TokenExpiredError", "NotBeforeError"].includes(error.name);
}

async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no keys within ${limit / 1000} s`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
