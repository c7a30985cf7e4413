// A fake Slack on 127.0.0.1: its Web API, response URLs and socket, and a record of every request.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

// biome-ignore lint/suspicious/noExplicitAny: what an app sends is what is tested
export type Args = Record<string, any>;
export interface Call {
  readonly method: string;
  readonly args: Args;
  readonly token: string | undefined;
}
/** `hang`: no answer at all, while what was asked is done. */
export type Reaction = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: object | string } | "hang";
type React = (args: Args, times: number) => Reaction | undefined | Promise<Reaction | undefined>;

export interface Posted {
  readonly channel: string;
  readonly ts: string;
  args: Args;
}

export type Fake = Awaited<ReturnType<typeof startFake>>;

export const ok = (body: object = {}): Reaction => ({ body: { ok: true, ...body } });
export const error = (code: string): Reaction => ({ body: { ok: false, error: code } });

export async function startFake() {
  const calls: Call[] = [];
  const reactions = new Map<string, { react: React; times: number }>();
  const posted = new Map<string, Posted>();
  const waiting: { test: () => boolean; go: () => void }[] = [];
  const sockets = new Set<WebSocket>();
  const received: Args[] = [];
  let greeting: ((socket: WebSocket) => void) | undefined;
  let clock = 1_700_000_000;
  let port = 0;
  const noted = (): void => {
    for (const one of [...waiting]) if (one.test()) waiting.splice(waiting.indexOf(one), 1)[0]?.go();
  };

  const usual: Record<string, (args: Args) => object> = {
    "auth.test": () => ({ url: "https://x.slack.com/", team: "T", user: "forum", team_id: "T1", user_id: "UBOT", bot_id: "BBOT" }),
    "users.info": ({ user }) => ({ user: { id: user, locale: "nb-NO" } }),
    "chat.postMessage": (args) => {
      const ts = `${++clock}.000100`;
      const channel = String(args.channel).startsWith("U") ? `D${args.channel}` : args.channel;
      posted.set(`${channel}:${ts}`, { channel, ts, args });
      return { ts, channel, message: { ts } };
    },
    "chat.update": (args) => {
      const found = posted.get(`${args.channel}:${args.ts}`);
      if (found === undefined) throw new Error("message_not_found");
      found.args = { ...found.args, ...args };
      return { ts: args.ts, channel: args.channel };
    },
    "chat.delete": (args) => {
      if (!posted.delete(`${args.channel}:${args.ts}`)) throw new Error("message_not_found");
      return { ts: args.ts };
    },
    "conversations.replies": ({ channel, ts }) => ({
      messages: [...posted.values()]
        .filter((one) => one.channel === channel && one.args.thread_ts === ts)
        .map((one) => ({ ts: one.ts, metadata: one.args.metadata })),
    }),
    "apps.connections.open": () => ({ url: `ws://127.0.0.1:${port}/link` }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += chunk;
    const method = (request.url ?? "").replace(/^\/api\//, "");
    const args = request.headers["content-type"]?.includes("json") ? JSON.parse(text || "{}") : parse(text);
    calls.push({ method, args, token: request.headers.authorization?.replace("Bearer ", "") });
    const special = reactions.get(method);
    let reaction = special && (await special.react(args, ++special.times));
    if (reaction === undefined || reaction === "hang") {
      try {
        const made = usual[method]?.(args) ?? {};
        reaction ??= ok(made);
      } catch (thrown) {
        reaction ??= error((thrown as Error).message);
      }
    }
    noted();
    if (reaction === "hang") return;
    response.writeHead(reaction.status ?? 200, { "content-type": "application/json", ...reaction.headers });
    response.end(typeof reaction.body === "string" ? reaction.body : JSON.stringify(reaction.body ?? { ok: true }));
  }

  const server = createServer((request, response) => void answer(request, response));
  const links = new WebSocketServer({ server });
  links.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("message", (data) => {
      received.push(JSON.parse(String(data)));
      noted();
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: 1 }));
    greeting?.(socket);
    noted();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;

  /** Until it is so; whoever waits for what never comes is told what came. */
  const until = (what: string, test: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      if (test()) return resolve();
      const late = setTimeout(
        () => reject(new Error(`never came: ${what}; came: ${calls.map(({ method }) => method).join(", ")}`)),
        20_000,
      );
      waiting.push({
        test,
        go: () => {
          clearTimeout(late);
          resolve();
        },
      });
    });
  const of = (method: string): Args[] => calls.filter((call) => call.method === method).map(({ args }) => args);
  return {
    url: `http://127.0.0.1:${port}/api/`,
    respondAt: (name: string) => `http://127.0.0.1:${port}/respond/${name}`,
    calls,
    posted,
    received,
    sockets,
    of,
    until,
    /** The call of this method that came as the nth, counted from 1. */
    nth: async (method: string, n = 1): Promise<Args> => {
      await until(`${method} (${n})`, () => of(method).length >= n);
      return of(method)[n - 1] as Args;
    },
    /** What is done to each socket after the hello. */
    greet: (greet: typeof greeting): void => {
      greeting = greet;
    },
    on: (method: string, react: React): void => void reactions.set(method, { react, times: 0 }),
    /** Through the socket, as Slack sends it. */
    push: (envelope: object): void => {
      for (const socket of sockets) socket.send(JSON.stringify(envelope));
    },
    reset: (): void => {
      calls.length = 0;
      received.length = 0;
      reactions.clear();
      posted.clear();
    },
    close: async (): Promise<void> => {
      for (const socket of links.clients) socket.terminate();
      links.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Slack's SDK sends forms whose structured fields are JSON. */
function parse(text: string): Args {
  const json = ["blocks", "view", "metadata", "prompts"];
  return Object.fromEntries([...new URLSearchParams(text)].map(([key, value]) => [key, json.includes(key) ? JSON.parse(value) : value]));
}
