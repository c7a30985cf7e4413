// The package has no types of its own.
declare module "proxy-from-env" {
  /** The proxy that the environment names for an address; empty if there is none. */
  export function getProxyForUrl(url: string): string;
}
