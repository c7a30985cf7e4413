// HTTPS_PROXY, HTTP_PROXY, NO_PROXY → every outgoing request goes through that proxy: no client looks at these variables by itself.
import http from "node:http";
import https from "node:https";
import { getProxyForUrl } from "proxy-from-env";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** Reserved names, to find out whether there is a proxy at all. */
const ANYBODY = { http: "http://host.example/", https: "https://host.example/" };

/** Empty for a direct connection, as always within this machine. */
export const proxyFor = (url: string): string => (LOOPBACK.test(new URL(url).hostname) ? "" : getProxyForUrl(url));
const isSet = (): boolean => Object.values(ANYBODY).some((url) => proxyFor(url) !== "");

/** Sets Node's global agents, which botbuilder uses, and our own client. Returns a function that undoes it, or undefined if there is no proxy. */
export async function goByProxy(): Promise<(() => void) | undefined> {
  if (!isSet()) return undefined;
  const [plain, secure] = [http.globalAgent, https.globalAgent];
  // loaded only if there is a proxy
  const [{ createAgent, createDispatchers }, { connectBy }] = await Promise.all([import("./proxied.js"), import("./http/client.js")]);
  const agent = createAgent(proxyFor, { plain, secure });
  http.globalAgent = agent;
  https.globalAgent = agent as unknown as https.Agent;
  const undo = connectBy(createDispatchers(proxyFor));
  return () => {
    [http.globalAgent, https.globalAgent] = [plain, secure];
    undo();
  };
}

/** A dispatcher for undici (WebSockets), which doesn't use Node's global agents. Undefined if there is no proxy. */
export async function proxyDispatcher() {
  if (!isSet()) return undefined;
  const { createDispatcher } = await import("./proxied.js");
  return createDispatcher(proxyFor(ANYBODY.http), proxyFor(ANYBODY.https));
}
