// Slack over HTTP, with everything between the request and the reply: ours beside a bare Bolt app that sends the same blocks as a
// fixed payload. Distinct questions, no cache of answers; the two take turns, each in a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGuide } from "../../src/guide.js";
import { render } from "../../src/platforms/slack/render.js";
import { ask, knowledge } from "../bot.js";
import { build } from "./build.js";
import { overview, type Report, type Row, times } from "./show.js";

const ROUNDS = 5;
const REQUESTS = 3000;
const CONCURRENT = 16;
const PEOPLE = 200;

interface Figures {
  readonly name: string;
  readonly aim: string;
  /** A second, median of the rounds. */
  readonly ours: number;
  readonly bare: number;
  /** Median of the rounds' ratios. */
  readonly ratio: number;
  /** Milliseconds, of all rounds. */
  readonly p99: number;
  readonly bareP99: number;
  /** Microseconds of processor time that a request takes the app's process: what other work on the machine changes least. */
  readonly cpu: number;
  readonly bareCpu: number;
}

const guide = createGuide(knowledge);
const questions = guide.forums("nb").flatMap(({ ask: overview, facts }) => [overview, ...facts.map((fact) => fact.ask)]);
/** No two alike: what stands in the end is no word. */
const question = (n: number): string => `${questions[n % questions.length]} ${".".repeat(1 + (Math.floor(n / questions.length) % 40))}`;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] as number;

/** Slack's Web API: says yes to everything, and tells of every message. */
async function startApi(posted: () => void): Promise<{ server: Server; url: string }> {
  const server = createServer((incoming, response) => {
    incoming.resume().on("end", () => {
      const post = incoming.url === "/api/chat.postMessage";
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"ok":true,"ts":"1.2","channel":"C1","user_id":"UBOT","bot_id":"BBOT","team_id":"T1","user":{"locale":"nb-NO"}}');
      if (post) posted();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/` };
}

async function startApp(kind: "bare" | "ours", api: string, file: string): Promise<{ child: ChildProcess; address: string }> {
  const script = fileURLToPath(new URL("slack-server.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, kind, api, file], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the ${kind} app ended (${code})`)));
  });
  return { child, address };
}

type Made = { readonly body: string; readonly type: string };
let count = 0;

function command(): Made {
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
  return { body: new URLSearchParams(fields).toString(), type: "application/x-www-form-urlencoded" };
}

function mention(): Made {
  const n = count++;
  const ts = `${n}.000100`;
  const event = { type: "app_mention", user: `U${n % PEOPLE}`, text: `<@UBOT> ${question(n)}`, ts, event_ts: ts, channel: "C1" };
  const authorizations = [{ team_id: "T1", user_id: "UBOT", is_bot: true, is_enterprise_install: false }];
  return {
    body: JSON.stringify({ type: "event_callback", event_id: `Ev${n}`, team_id: "T1", authorizations, event }),
    type: "application/json",
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });

/** Milliseconds until the acknowledgement is read. */
function post(address: string, { body, type }: Made): Promise<number> {
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac("sha256", "a signing secret").update(`v0:${stamp}:${body}`).digest("hex")}`;
  const headers = {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "x-slack-request-timestamp": stamp,
    "x-slack-signature": signature,
  };
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(`${address}/slack/events`, { method: "POST", agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
      response.resume().on("end", () => resolve(performance.now() - from));
    });
    sent.on("error", reject).end(body);
  });
}

/** Microseconds of processor time so far; Linux counts it in hundredths of a second. */
function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

export async function benchSlack(): Promise<Report> {
  build();
  let posted = 0;
  const api = await startApi(() => posted++);
  const folder = mkdtempSync(join(tmpdir(), "forumbot-"));
  const file = join(folder, "message.json");
  writeFileSync(
    file,
    JSON.stringify(render(ask("Hvor ofte møtes NSHF?"), { id: crypto.randomUUID(), today: "2026-11-22", shareable: true })),
  );
  const apps = { bare: await startApp("bare", api.url, file), ours: await startApp("ours", api.url, file) };

  /** Requests a second until every reply has arrived, and how long each acknowledgement took. */
  async function round(address: string, make: () => Made, replies: boolean, amount: number): Promise<{ rate: number; took: number[] }> {
    const made = Array.from({ length: amount }, make);
    const took: number[] = [];
    posted = 0;
    const from = performance.now();
    await Promise.all(
      Array.from({ length: CONCURRENT }, async () => {
        for (let one = made.pop(); one !== undefined; one = made.pop()) took.push(await post(address, one));
      }),
    );
    while (replies && posted < amount) await new Promise((resolve) => setTimeout(resolve, 1));
    return { rate: (amount / (performance.now() - from)) * 1000, took };
  }

  async function measure(name: string, aim: string, make: () => Made, replies: boolean): Promise<Figures> {
    for (const { address } of Object.values(apps)) await round(address, make, replies, REQUESTS);
    const [bareBefore, oursBefore] = [cpuOf(apps.bare.child), cpuOf(apps.ours.child)];
    const rounds = [];
    for (let i = 0; i < ROUNDS; i++) {
      const bare = await round(apps.bare.address, make, replies, REQUESTS);
      rounds.push({ bare, ours: await round(apps.ours.address, make, replies, REQUESTS) });
    }
    return {
      name,
      aim,
      ours: median(rounds.map(({ ours }) => ours.rate)),
      bare: median(rounds.map(({ bare }) => bare.rate)),
      ratio: median(rounds.map(({ ours, bare }) => ours.rate / bare.rate)),
      p99: percentile(
        rounds.flatMap(({ ours }) => ours.took),
        0.99,
      ),
      bareP99: percentile(
        rounds.flatMap(({ bare }) => bare.took),
        0.99,
      ),
      cpu: (cpuOf(apps.ours.child) - oursBefore) / (ROUNDS * REQUESTS),
      bareCpu: (cpuOf(apps.bare.child) - bareBefore) / (ROUNDS * REQUESTS),
    };
  }

  try {
    const data = [
      await measure("Slack: command", "0.8 (0.65)", command, false),
      await measure("Slack: mention with its reply, store on", "0.9 (0.75)", mention, true),
    ];
    const shown = (rate: number, p99: number, cpu: number): string =>
      `${rate.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms, processor ${cpu.toFixed(0)} µs`;
    const rows = data.map(
      ({ name, aim, ours, bare, ratio, p99, bareP99, cpu, bareCpu }): Row => ({
        what: name,
        ratio: times(ratio),
        ours: shown(ours, p99, cpu),
        peer: shown(bare, bareP99, bareCpu),
        aim,
      }),
    );
    return { rows, text: overview([["end to end", rows]]), data };
  } finally {
    for (const { child } of Object.values(apps)) child.kill();
    api.server.close();
    api.server.closeAllConnections();
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}
