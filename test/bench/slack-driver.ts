// What drives Slack apps in processes of their own: signed commands and mentions, distinct
// questions, taking turns.
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createGuide } from "../../src/guide.js";
import { ROOT } from "../../src/open.js";
import { knowledge } from "../bot.js";
import { SECRET } from "./outside.js";
import { cpuOf, listening } from "./processes.js";
import { median, quantile } from "./show.js";

/**
 * Many short ones: with five of 3,000, the machine's own speed changed within a round, and the
 * ratio by a tenth from run to run.
 */
const ROUNDS = 30;
const REQUESTS = 400;
/**
 * Sent before and after those that count, so that what a request leaves for later is done in
 * somebody's counted time.
 */
const BEFORE = 200;
const AFTER = 100;
/** Rounds that are not counted: both go on getting faster for some 3,000 requests. */
const WARM_UP = 5;
const CONCURRENT = 16;
const PEOPLE = 200;

/** One side of a comparison: a server, or several that share the load. */
export interface Side {
  readonly children: readonly ChildProcess[];
  readonly addresses: readonly string[];
}

export interface Measured {
  /** A second, median of the rounds. */
  readonly rate: number;
  /** Median of the rounds' ratios to the first side. */
  readonly ratio: number;
  /** Milliseconds until the acknowledgement, of all rounds. */
  readonly p99: number;
  /**
   * Microseconds of processor time that a request takes the side's processes: what other work on
   * the machine changes least.
   */
  readonly cpu: number;
}

const guide = createGuide(knowledge);
const questions = guide
  .forums("nb")
  .flatMap(({ ask: overview, facts }) => [overview, ...facts.map((fact) => fact.ask)]);
/** No two alike: what stands in the end is no word. */
const question = (n: number): string =>
  `${questions[n % questions.length]} ${".".repeat(1 + (Math.floor(n / questions.length) % 40))}`;

/** Slack's Web API: says yes to everything, and tells of every message. */
export async function startApi(posted: () => void): Promise<{ server: Server; url: string }> {
  const server = createServer((incoming, response) => {
    incoming.resume().on("end", () => {
      const post = incoming.url === "/api/chat.postMessage";
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        '{"ok":true,"ts":"1.2","channel":"C1","user_id":"UBOT","bot_id":"BBOT","team_id":"T1","user":{"locale":"nb-NO"}}',
      );
      if (post) posted();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` };
}

const RUN = { bare: ["test/bench/bare/slack.mjs"], ours: ["dist/cli.js", "serve"] } as const;

/**
 * Each as it is run by whoever uses it, without anything of this benchmark in its process.
 * `message`: the file with what the bare app sends. `database`: the address of the store of `ours`;
 * else a file beside the message.
 */
export async function startApp(
  kind: "bare" | "ours",
  api: string,
  message: string,
  database?: string,
): Promise<Side> {
  const { PATH = "" } = process.env;
  const env = {
    PATH,
    NODE_ENV: "production",
    MESSAGE: message,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "error",
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_API_URL: api,
    DATABASE_URL: database ?? `sqlite:${message}.db`,
    SECRET_KEYS: "a key of benchmarks only",
    RATE_LIMIT_PER_PERSON: "0",
    RATE_LIMIT_PER_WORKSPACE: "0",
  };
  const child = spawn(process.execPath, RUN[kind], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { children: [child], addresses: [await listening(child, `the ${kind} app`)] };
}

export type Made = { readonly body: string; readonly type: string };
let count = 0;

export function command(): Made {
  const n = count++;
  const fields = {
    command: "/forum",
    text: question(n),
    user_id: `U${n % PEOPLE}`,
    channel_id: "C1",
    team_id: "T1",
    trigger_id: "1",
    response_url: "http://127.0.0.1:1/",
  };
  return {
    body: new URLSearchParams(fields).toString(),
    type: "application/x-www-form-urlencoded",
  };
}

export function mention(): Made {
  const n = count++;
  const ts = `${n}.000100`;
  const event = {
    type: "app_mention",
    user: `U${n % PEOPLE}`,
    text: `<@UBOT> ${question(n)}`,
    ts,
    event_ts: ts,
    channel: "C1",
  };
  const authorizations = [
    { team_id: "T1", user_id: "UBOT", is_bot: true, is_enterprise_install: false },
  ];
  return {
    body: JSON.stringify({
      type: "event_callback",
      event_id: `Ev${n}`,
      team_id: "T1",
      authorizations,
      event,
    }),
    type: "application/json",
  };
}

/** Milliseconds until the acknowledgement is read. */
function post(agent: Agent, address: string, { body, type }: Made): Promise<number> {
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac("sha256", SECRET).update(`v0:${stamp}:${body}`).digest("hex")}`;
  const headers = {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "x-slack-request-timestamp": stamp,
    "x-slack-signature": signature,
  };
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      `${address}/slack/events`,
      { method: "POST", agent, headers },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
        response.resume().on("end", () => resolve(performance.now() - from));
      },
    );
    sent.on("error", reject).end(body);
  });
}

/** Microseconds of processor time so far. */
const usedBy = ({ children }: Side): number =>
  children.reduce((sum, { pid }) => sum + 1000 * cpuOf(pid), 0);

/** Slack's Web API and what drives apps against it. */
export async function startDriver() {
  let posted = (): void => undefined;
  const api = await startApi(() => posted());

  /**
   * Requests a second, done when acknowledged, or when the reply is there; and how long each
   * acknowledgement took.
   */
  async function round(
    { addresses }: Side,
    make: () => Made,
    replies: boolean,
  ): Promise<{ rate: number; took: number[] }> {
    const made = Array.from({ length: BEFORE + REQUESTS + AFTER }, make);
    const all = made.length;
    // anew each round: the bare app closes a connection after five seconds without use, which may
    // be just when the next round begins
    const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });
    const took: number[] = [];
    let [from, to, done] = [Number.NaN, Number.NaN, 0];
    const one = (): void => {
      done++;
      if (done === BEFORE) from = performance.now();
      if (done === BEFORE + REQUESTS) to = performance.now();
    };
    posted = replies ? one : () => undefined;
    await Promise.all(
      Array.from({ length: CONCURRENT }, async (_, i) => {
        const address = addresses[i % addresses.length] as string;
        for (let next = made.pop(); next !== undefined; next = made.pop()) {
          took.push(await post(agent, address, next));
          if (!replies) one();
        }
      }),
    );
    while (done < all) await new Promise((resolve) => setTimeout(resolve, 1));
    agent.destroy();
    return { rate: (REQUESTS * 1000) / (to - from), took };
  }

  return {
    url: api.url,
    /**
     * All sides take turns, each second time in the other order; the ratios are to the first one.
     */
    compare: async (
      sides: readonly Side[],
      make: () => Made,
      replies: boolean,
    ): Promise<readonly Measured[]> => {
      const rounds: { rate: number; took: number[] }[][] = [];
      let before: number[] = [];
      for (let i = -WARM_UP; i < ROUNDS; i++) {
        if (i === 0) before = sides.map(usedBy);
        const one: (typeof rounds)[number] = [];
        const order = [...sides.keys()];
        for (const side of i % 2 === 0 ? order : order.reverse())
          one[side] = await round(sides[side] as Side, make, replies);
        if (i >= 0) rounds.push(one);
      }
      return sides.map((side, i) => {
        const own = rounds.map((one) => one[i] as (typeof one)[number]);
        return {
          rate: median(own.map(({ rate }) => rate)),
          ratio: median(
            rounds.map((one) => (one[i]?.rate ?? Number.NaN) / (one[0]?.rate ?? Number.NaN)),
          ),
          p99: quantile(
            own.flatMap(({ took }) => took),
            0.99,
          ),
          cpu: (usedBy(side) - (before[i] as number)) / (ROUNDS * (BEFORE + REQUESTS + AFTER)),
        };
      });
    },
    close: (sides: readonly Side[]): void => {
      for (const child of sides.flatMap(({ children }) => children)) child.kill();
      api.server.close();
      api.server.closeAllConnections();
    },
  };
}

export const shown = ({ rate, p99, cpu }: Measured): string =>
  `${rate.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms, processor ${cpu.toFixed(0)} µs`;
