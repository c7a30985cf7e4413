// What Slack and Teams are to a bot, on this machine: takes what is sent to them, and sends
// commands and messages, so many at a time.
import { createHmac } from "node:crypto";
import { Agent, createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

export const SECRET = "a signing secret";
export const TENANT = "33333333-3333-4333-8333-333333333333";

export interface Outside {
  readonly url: string;
  /** Messages that a bot has sent. */
  readonly received: () => number;
  readonly close: () => void;
}

/** Answers what a bot asks of Slack's Web API and of the Bot Connector. */
export async function startOutside(): Promise<Outside> {
  let received = 0;
  let id = 0;
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      const path = request.url ?? "";
      if (/chat\.postMessage|\/activities/.test(path)) received++;
      response.setHeader("content-type", "application/json");
      const auth = {
        ok: true,
        url: "https://x.slack.com/",
        team: "T",
        user: "forum",
        team_id: "T1",
        user_id: "UBOT",
        bot_id: "BBOT",
      };
      response.end(
        JSON.stringify(
          path.includes("auth.test")
            ? auth
            : { ok: true, ts: `${++id}.000100`, id: `a${id}`, user: { locale: "nb-NO" } },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received: () => received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function slackCommand(i: number, text: string, outside: string): Sent {
  const fields = {
    command: "/forum",
    text,
    user_id: `U${i % 500}`,
    user_name: "kari",
    channel_id: `C${i % 200}`,
    channel_name: "general",
    team_id: "T1",
    team_domain: "x",
    api_app_id: "A1",
    trigger_id: `${i}.2.3`,
    response_url: `${outside}respond`,
  };
  const body = new URLSearchParams(fields).toString();
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac("sha256", SECRET).update(`v0:${stamp}:${body}`).digest("hex")}`;
  return {
    path: "/slack/events",
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": stamp,
      "x-slack-signature": signature,
    },
  };
}

export function teamsMessage(i: number, text: string, outside: string): Sent {
  const activity = {
    type: "message",
    id: `${i}`,
    timestamp: new Date().toISOString(),
    channelId: "msteams",
    serviceUrl: outside,
    from: {
      id: `29:${i % 500}`,
      aadObjectId: `00000000-0000-4000-8000-${String(i % 500).padStart(12, "0")}`,
      name: "Kari",
    },
    conversation: { id: `a:${i % 500}`, conversationType: "personal", tenantId: TENANT },
    recipient: { id: "28:bot", name: "forum" },
    text,
    textFormat: "plain",
    locale: "nb-NO",
    channelData: { tenant: { id: TENANT } },
  };
  return {
    path: "/api/messages",
    body: JSON.stringify(activity),
    headers: { "content-type": "application/json" },
  };
}

/** Sends `count` requests, so many at a time; how many were answered with each status. */
export async function sendAll(
  address: string,
  count: number,
  atOnce: number,
  make: (i: number) => Sent,
): Promise<ReadonlyMap<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const statuses = new Map<number, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const status = await one(agent, address, make(next++));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  agent.destroy();
  return statuses;
}

function one(agent: Agent, address: string, { path, headers, body }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = send(
      `${address}${path}`,
      {
        method: "POST",
        agent,
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
      },
      (response) => {
        response.resume().once("end", () => resolve(response.statusCode ?? 0));
      },
    );
    request.once("error", reject);
    request.end(body);
  });
}
