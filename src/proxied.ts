// A proxy per address → agents that open connections through it, for Node's HTTP client and undici.
import type { Agent as PlainAgent } from "node:http";
import { Agent, type AgentConnectOpts } from "agent-base";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { type Dispatcher, EnvHttpProxyAgent, ProxyAgent as ProxyDispatcher } from "undici";

/** `direct`: for hosts that are reached without a proxy, decided anew for each host. */
export function createAgent(
  proxyFor: (url: string) => string,
  direct: { readonly plain: PlainAgent; readonly secure: PlainAgent },
): PlainAgent {
  const made = new Map<string, PlainAgent>();
  class ProxyAgent extends Agent {
    connect(_: unknown, { secureEndpoint, host, port }: AgentConnectOpts): PlainAgent {
      const name = host?.includes(":") ? `[${host}]` : host;
      const proxy = proxyFor(`${secureEndpoint ? "https" : "http"}://${name}:${port}`);
      if (proxy === "") return secureEndpoint ? direct.secure : direct.plain;
      const key = `${secureEndpoint} ${proxy}`;
      const agent = made.get(key) ?? new (secureEndpoint ? HttpsProxyAgent : HttpProxyAgent)(proxy, { keepAlive: true });
      made.set(key, agent);
      return agent;
    }
  }
  return new ProxyAgent();
}

/** undici reads NO_PROXY itself, but doesn't know ALL_PROXY. */
export const createDispatcher = (httpProxy: string, httpsProxy: string): Dispatcher =>
  new EnvHttpProxyAgent({ ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }) });

/** The same for our own client: a dispatcher for each address that is reached through a proxy. */
export function createDispatchers(proxyFor: (url: string) => string): (url: string) => Dispatcher | undefined {
  const made = new Map<string, Dispatcher>();
  return (url) => {
    const uri = proxyFor(url);
    if (uri === "") return undefined;
    const dispatcher = made.get(uri) ?? new ProxyDispatcher({ uri, proxyTunnel: false });
    made.set(uri, dispatcher);
    return dispatcher;
  };
}
