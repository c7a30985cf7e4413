// HTTPS_PROXY, HTTP_PROXY, NO_PROXY → every outgoing request goes through that proxy: Node's own clients ignore these variables.
import http from "node:http";
import https from "node:https";
import { getProxyForUrl } from "proxy-from-env";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** Reserved names, to find out whether there is a proxy at all. */
const ANYBODY = { http: "http://host.example/", https: "https://host.example/" };

/** Empty for a direct connection, as always within this machine. */
export const proxyFor = (url: string): string => (LOOPBACK.test(new URL(url).hostname) ? "" : getProxyForUrl(url));
const isSet = (): boolean => Object.values(ANYBODY).some((url) => proxyFor(url) !== "");

/** Sets Node's global agents. Returns a function that undoes it, or undefined if there is no proxy. */
export async function goByProxy(): Promise<(() => void) | undefined> {
  if (!isSet()) return undefined;
  const [plain, secure] = [http.globalAgent, https.globalAgent];
  // loaded only if there is a proxy
  const { createAgent } = await import("./proxied.js");
  const agent = createAgent(proxyFor, { plain, secure });
  http.globalAgent = agent;
  https.globalAgent = agent as unknown as https.Agent;
  return () => {
    [http.globalAgent, https.globalAgent] = [plain, secure];
  };
}

/** A dispatcher for undici (WebSockets), which doesn't use Node's global agents. Undefined if there is no proxy. */
export async function proxyDispatcher() {
  if (!isSet()) return undefined;
  const { createDispatcher } = await import("./proxied.js");
  return createDispatcher(proxyFor(ANYBODY.http), proxyFor(ANYBODY.https));
}
