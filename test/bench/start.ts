// The server with Slack, with Teams, with both, and bare apps beside it → time from the start of
// the process until it listens, and memory.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/open.js";
import { questions } from "../questions.js";
import { build } from "./build.js";
import {
  type Outside,
  SECRET,
  type Sent,
  sendAll,
  slackCommand,
  startOutside,
  TENANT,
  teamsMessage,
} from "./outside.js";
import { listening, status } from "./processes.js";
import { median, quantile, type Report, say, table, times } from "./show.js";

const STARTS = 15;
const ASKED = 10_000;
const AT_ONCE = 20;

type Platform = "slack" | "teams" | "both";
interface Command {
  readonly name: string;
  readonly platform: Platform;
  readonly bare: boolean;
  readonly run: readonly string[];
}

const BARE: Readonly<Record<Platform, string>> = {
  slack: "bare Bolt app",
  teams: "bare CloudAdapter bot",
  both: "both bare apps",
};
const commands: readonly Command[] = (["slack", "teams", "both"] as const).flatMap((platform) => [
  { name: `this project, ${platform}`, platform, bare: false, run: ["dist/cli.js", "serve"] },
  { name: BARE[platform], platform, bare: true, run: [`test/bench/bare/${platform}.mjs`] },
]);

interface Measured {
  readonly command: Command;
  readonly starts: number[];
  ready: number[];
  after: number;
}

/** `only`: some of slack, teams and both. */
export async function benchStart(only: readonly string[]): Promise<Report> {
  build();
  const outside = await startOutside();
  const measured = commands
    .filter(({ platform }) => only.length === 0 || only.includes(platform))
    .map((command): Measured => ({ command, starts: [], ready: [], after: Number.NaN }));
  try {
    // In turns, so that what else the machine does falls on all alike.
    for (let i = 0; i <= STARTS; i++)
      for (const one of measured) {
        const { ms, memory } = await start(one.command, outside, false);
        if (i > 0) one.starts.push(ms);
        if (i > 0) one.ready.push(memory);
      }
    for (const one of measured) {
      one.after = await start(one.command, outside, true).then(({ memory }) => memory);
      say(`${one.command.name}: ${median(one.starts).toFixed(0)} ms`);
    }
  } finally {
    outside.close();
  }
  return report(measured);
}

function report(measured: readonly Measured[]): Report {
  const peerOf = ({ command }: Measured): Measured =>
    measured.find(
      (other) => other.command.bare && other.command.platform === command.platform,
    ) as Measured;
  const rows = measured.map((one) => {
    const peer = peerOf(one);
    return {
      name: one.command.name,
      ratio: median(one.starts) / median(peer.starts),
      median: median(one.starts),
      least: quantile(one.starts, 0),
      leastRatio: quantile(one.starts, 0) / quantile(peer.starts, 0),
      ready: median(one.ready),
      after: one.after,
      moreReady: median(one.ready) - median(peer.ready),
      moreAfter: one.after - peer.after,
      peer,
      bare: one.command.bare,
    };
  });
  return {
    rows: rows
      .filter(({ bare }) => !bare)
      .flatMap((row) => [
        {
          what: `${row.name}: until it listens`,
          ratio: times(row.ratio),
          ours: `${row.median.toFixed(0)} ms`,
          peer: `${median(row.peer.starts).toFixed(0)} ms (${row.peer.command.name})`,
          aim: "1.25 × (1.6 ×)",
        },
        {
          what: `${row.name}: memory then`,
          ratio: times(row.ready / median(row.peer.ready)),
          ours: `${row.ready.toFixed(0)} MB`,
          peer: `${median(row.peer.ready).toFixed(0)} MB`,
          aim: "40 MB more",
        },
        {
          what: `${row.name}: memory after ${ASKED.toLocaleString("en")} questions`,
          ratio: times(row.after / row.peer.after),
          ours: `${row.after.toFixed(0)} MB`,
          peer: `${row.peer.after.toFixed(0)} MB`,
          aim: "",
        },
      ]),
    text: [
      table(
        [
          "",
          "beside bare, median",
          "beside bare, shortest",
          "median, ms",
          "shortest, ms",
          "memory, MB",
          `after ${ASKED.toLocaleString("en")} questions, MB`,
        ],
        rows.map((row) => [
          row.name,
          times(row.ratio),
          times(row.leastRatio),
          row.median.toFixed(0),
          row.least.toFixed(0),
          `${row.ready.toFixed(0)} (${signed(row.moreReady)})`,
          `${row.after.toFixed(0)} (${signed(row.moreAfter)})`,
        ]),
      ),
      `From the start of the process until it says that it listens; ${STARTS} starts each, in turns, after one that is not counted. Memory: VmRSS; in brackets: more than the bare app. The questions come as slash commands and as Teams messages, ${AT_ONCE} at a time; Teams without tokens then, as no one here signs them.`,
    ].join("\n\n"),
    data: rows.map(({ peer, bare, ...row }) => row),
  };
}

const signed = (n: number): string => (n > 0 ? `+${n.toFixed(0)}` : n.toFixed(0));

/** Settings of one platform. `asked`: with questions to come, and nobody to sign tokens. */
function settingsOf(
  platform: Platform,
  outside: Outside,
  asked: boolean,
  bare: boolean,
  folder: string,
): Record<string, string> {
  const slack = {
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_API_URL: `${outside.url}api/`,
  };
  const app = {
    MicrosoftAppType: "SingleTenant",
    MicrosoftAppId: "22222222-2222-4222-8222-222222222222",
    MicrosoftAppPassword: "secret",
    MicrosoftAppTenantId: TENANT,
  };
  const teams: Record<string, string> = !asked ? app : bare ? {} : { TEAMS_ANONYMOUS: "1" };
  return {
    ...(platform === "teams" ? {} : slack),
    ...(platform === "slack" ? {} : teams),
    PORT: "0",
    HOST: "127.0.0.1",
    LOG_LEVEL: "silent",
    PLAYGROUND: "off",
    DATABASE_URL: `sqlite:${join(folder, "forumbot.db")}`,
    RATE_LIMIT_PER_PERSON: "0",
    RATE_LIMIT_PER_WORKSPACE: "0",
  };
}

async function start(
  command: Command,
  outside: Outside,
  asked: boolean,
): Promise<{ ms: number; memory: number }> {
  const folder = mkdtempSync(join(tmpdir(), "forumbot-start-"));
  const { PATH = "" } = process.env;
  const env = {
    PATH,
    NODE_ENV: "production",
    ...settingsOf(command.platform, outside, asked, command.bare, folder),
  };
  const from = performance.now();
  const child = spawn(process.execPath, command.run, {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const end = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    const address = await listening(child, command.name);
    const ms = performance.now() - from;
    if (asked) await ask(command, address, outside);
    return { ms, memory: status(child.pid as number, "VmRSS") };
  } finally {
    child.kill();
    await end;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(
  { name, platform, bare }: Command,
  address: string,
  outside: Outside,
): Promise<void> {
  const text = (i: number): string => (questions[i % questions.length]?.q ?? "").slice(0, 1000);
  const send = async (
    count: number,
    make: (i: number, text: string, outside: string) => Sent,
  ): Promise<void> => {
    const statuses = await sendAll(address, count, AT_ONCE, (i) => make(i, text(i), outside.url));
    const good = [...statuses].filter(([code]) => code < 300).reduce((sum, [, n]) => sum + n, 0);
    if (good < count * 0.99) throw new Error(`${name} answered ${JSON.stringify([...statuses])}`);
  };
  // The two bare apps of "both" listen apart: all questions go to the first.
  if (platform !== "teams")
    await send(platform === "both" && !bare ? ASKED / 2 : ASKED, slackCommand);
  if (platform === "teams" || (platform === "both" && !bare))
    await send(platform === "both" ? ASKED / 2 : ASKED, teamsMessage);
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
}

/** What was accepted is answered within this time. */
const SETTLE = 2_000;
