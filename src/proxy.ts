// HTTPS_PROXY, HTTP_PROXY, NO_PROXY → everything that leaves this process goes through that proxy: Node's own clients don't look at them.
import http from "node:http";
import https from "node:https";
import { getProxyForUrl } from "proxy-from-env";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** Names of nobody: whether there is a proxy at all is asked with them. */
const ANYBODY = { http: "http://host.example/", https: "https://host.example/" };

/** Empty: straight away, as on this machine always. */
export const proxyFor = (url: string): string => (LOOPBACK.test(new URL(url).hostname) ? "" : getProxyForUrl(url));
const isSet = (): boolean => Object.values(ANYBODY).some((url) => proxyFor(url) !== "");

/** From now on, for all that goes by Node's global agents. Whether there is a proxy; what is given back undoes it. */
export async function goByProxy(): Promise<(() => void) | undefined> {
  if (!isSet()) return undefined;
  const [plain, secure] = [http.globalAgent, https.globalAgent];
  // loaded where there is a proxy only
  const { createAgent } = await import("./proxied.js");
  const agent = createAgent(proxyFor, { plain, secure });
  http.globalAgent = agent;
  https.globalAgent = agent as unknown as https.Agent;
  return () => {
    [http.globalAgent, https.globalAgent] = [plain, secure];
  };
}

/** For what goes by undici, which has no global agent of Node's: sockets. Undefined where there is no proxy. */
export async function proxyDispatcher() {
  if (!isSet()) return undefined;
  const { createDispatcher } = await import("./proxied.js");
  return createDispatcher(proxyFor(ANYBODY.http), proxyFor(ANYBODY.https));
}
