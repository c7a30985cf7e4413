// A host's name → the addresses that may be connected to: a page's address must lead to nothing inside the own network.
// What is checked is what is connected to: a name that leads elsewhere a moment later gets nobody past the check.
import { promises as dns, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { SourceError } from "./error.js";

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export interface Guard {
  /** Throws where the address itself says that it leads to nothing public, or isn't http. */
  check(url: URL): void;
  /** In place of Node's own: resolves once, and hands on only what was checked. */
  readonly lookup: LookupFunction;
  /** For what is connected to by somebody else (a proxy): throws where the name is known to lead inside. */
  checkName(host: string): Promise<void>;
}

/** Neither private, loopback, link-local, shared, reserved, nor one of these inside an IPv6 address. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

const resolveAll: Resolve = (host) => dns.lookup(host, { all: true });
/** `[::1]` is an address in brackets, and a dot at the end changes no name. */
const bare = (host: string): string => host.replace(/^\[|\]$|\.$/g, "").toLowerCase();
/** Whatever a resolver says of it. */
const isThisMachine = (host: string): boolean => /(?:^|\.)localhost$/.test(host);

/** `allowed`: host names that may lead to private addresses. */
export function createGuard(allowed: readonly string[], resolve: Resolve = resolveAll): Guard {
  const names = new Set(allowed.map(bare));
  const isAllowed = (host: string): boolean => names.has(bare(host));
  const refused = (host: string): SourceError =>
    new SourceError(`${host} leads to an address that isn't public: expected one that is, or its name in WATCH_HOSTS`);

  async function addressesOf(host: string): Promise<readonly LookupAddress[]> {
    const found = await resolve(host);
    // one that isn't public spoils the name: which of them is connected to is left to chance
    if (!isAllowed(host) && !found.every(({ address }) => isPublic(address))) throw refused(host);
    return found;
  }

  return {
    check: (url) => {
      if (url.protocol !== "http:" && url.protocol !== "https:")
        throw new SourceError(`${url.protocol}// can't be read: expected an address that begins with https:// or http://`);
      if (url.username !== "" || url.password !== "") throw new SourceError("expected an address without a user name and password");
      const host = bare(url.hostname);
      const isInside = isIP(host) === 0 ? isThisMachine(host) : !isPublic(host);
      if (isInside && !isAllowed(host)) throw refused(url.hostname);
    },
    lookup: (host, options, callback) => {
      addressesOf(host).then(
        (found) => {
          const wanted = found.filter(({ family }) => !options.family || options.family === family || options.family === `IPv${family}`);
          const [first] = wanted;
          if (first === undefined) callback(Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND" }), "");
          else if (options.all) callback(null, [...wanted]);
          else callback(null, first.address, first.family);
        },
        (error: NodeJS.ErrnoException) => callback(error, ""),
      );
    },
    checkName: async (host) => {
      const found = await resolve(bare(host)).catch(() => []);
      if (!isAllowed(host) && !found.every(({ address }) => isPublic(address))) throw refused(host);
    },
  };
}
