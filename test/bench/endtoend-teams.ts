// Teams from a message to its reply at the connector: ours beside a bare CloudAdapter bot that
// sends a fixed message of the same kind.
import { spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGuide } from "../../src/guide.js";
import { ROOT } from "../../src/open.js";
import { render } from "../../src/platforms/teams/render.js";
import { bot, knowledge } from "../bot.js";
import { APP, close, createIssuer, listen, TENANT } from "../platforms/teams/peer.js";
import { questions } from "../questions.js";
import { build } from "./build.js";
import { cpuOf } from "./processes.js";
import { quantile, type Report, say, table, times } from "./show.js";

/** Rounds that are not counted: both go on getting faster for some 2,000 messages. */
const WARM_UP = 4;
const ROUNDS = 8;
const MESSAGES = 500;
const AT_ONCE = 16;

interface Figures {
  readonly name: string;
  /** Messages answered a second, the median of the rounds. */
  readonly perSecond: number;
  /** Milliseconds from sending a message to its reply, over all rounds. */
  readonly p50: number;
  readonly p99: number;
  /**
   * Milliseconds of processor time a message: what else runs on the machine changes it least
   * (Linux: from /proc).
   */
  readonly cpu: number;
}

/** Takes replies, and tells who sent the message when each of them is there. */
async function connectorPeer() {
  const waiting = new Map<string, () => void>();
  const { server, url } = await listen((incoming, response) => {
    incoming.resume().on("end", () => {
      response.writeHead(201, { "content-type": "application/json" });
      response.end('{"id":"reply"}');
      const id = decodeURIComponent((incoming.url ?? "").split("/").at(-1) ?? "");
      waiting.get(id)?.();
      waiting.delete(id);
    });
  });
  return {
    server,
    url: `${url}/`,
    reply: (id: string) => new Promise<void>((resolve) => waiting.set(id, resolve)),
  };
}

function start(kind: string, oidc: string, message: object) {
  const settings = JSON.stringify({ kind, oidc, app: APP, tenant: TENANT, message });
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(ROOT, "test/bench/teams-server.ts"), settings],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const port = new Promise<number>((resolve) =>
    createInterface({ input: child.stdout }).once("line", (line) => resolve(Number(line))),
  );
  return { child, port };
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

function post(port: number, authorization: string, activity: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, "content-type": "application/json" };
    const sent = request(
      { agent, host: "127.0.0.1", port, path: "/api/messages", method: "POST", headers },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on("error", reject).end(JSON.stringify(activity));
  });
}

export async function measureTeams(): Promise<readonly Figures[]> {
  const [issuer, connector] = [await createIssuer(), await connectorPeer()];
  const oidc = `${issuer.url}/.well-known/openidconfiguration`;
  const fixed = render(
    bot({ text: "Hvor ofte møtes NSHF?" }).answer,
    { guide: createGuide(knowledge), today: "2026-11-22" },
    true,
  );
  const runs = ["ours", "bare"].map((kind) => ({
    kind,
    ...start(kind, oidc, fixed),
    rates: [] as number[],
    times: [] as number[],
    used: [] as number[],
  }));
  const authorization = issuer.sign({ serviceurl: connector.url });
  let number = 0;
  const activity = () => {
    number++;
    const { q: text } = questions[number % questions.length] as (typeof questions)[number];
    const conversation = { id: `a:${number}`, conversationType: "personal", tenantId: TENANT };
    const [from, recipient] = [
      { id: `29:${number}`, aadObjectId: `u${number}` },
      { id: `28:${APP}` },
    ];
    const rest = {
      channelId: "msteams",
      serviceUrl: connector.url,
      channelData: { tenant: { id: TENANT } },
      locale: "nb-NO",
    };
    return { type: "message", id: `m${number}`, text, from, recipient, conversation, ...rest };
  };
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const { child, port, rates, times, used, kind } of runs) {
      const to = await port;
      const before = cpuOf(child.pid);
      const [from, took] = [performance.now(), [] as number[]];
      let left = MESSAGES;
      const one = async (): Promise<void> => {
        while (left-- > 0) {
          const sent = activity();
          const begun = performance.now();
          const replied = connector.reply(sent.id);
          const status = await post(to, authorization, sent);
          if (status !== 200) throw new Error(`${kind} answered ${status}`);
          await replied;
          took.push(performance.now() - begun);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
      if (round >= WARM_UP) {
        rates.push((MESSAGES * 1000) / (performance.now() - from));
        times.push(...took);
        used.push((cpuOf(child.pid) - before) / MESSAGES);
      }
      say(
        `${kind}, round ${round}: ${Math.round((MESSAGES * 1000) / (performance.now() - from))} a second`,
      );
    }
  for (const { child } of runs) child.kill();
  agent.destroy();
  await Promise.all([close(issuer.server), close(connector.server)]);
  const names: Record<string, string> = {
    ours: "this project",
    bare: "bare CloudAdapter bot, a fixed message",
  };
  return runs.map(({ kind, rates, times, used }) => ({
    name: names[kind] as string,
    perSecond: quantile(rates, 0.5),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: quantile(used, 0.5),
  }));
}

export async function benchTeams(): Promise<Report> {
  build();
  const rows = await measureTeams();
  const bare = rows[1] as Figures;
  const text = table(
    [
      `Teams, ${AT_ONCE} at once`,
      "messages a second",
      "beside the bare bot",
      "p50, ms",
      "p99, ms",
      "processor, ms a message",
    ],
    rows.map(({ name, perSecond, p50, p99, cpu }) => [
      name,
      perSecond.toFixed(0),
      `${(perSecond / bare.perSecond).toFixed(2)} ×`,
      p50.toFixed(1),
      p99.toFixed(1),
      cpu.toFixed(2),
    ]),
  );
  const [ours] = rows as readonly [Figures];
  const shown = ({ perSecond, p99 }: Figures): string =>
    `${perSecond.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms`;
  const row = {
    what: "Teams: message with its reply, store on",
    ratio: times(ours.perSecond / bare.perSecond),
    aim: "0.9 (0.75)",
  };
  return { rows: [{ ...row, ours: shown(ours), peer: shown(bare) }], text, data: rows };
}
