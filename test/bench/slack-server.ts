// `tsx slack-server.ts bare|ours API FILE [DATABASE]`: one of the two Slack apps as a process of its own; its first line out is its address.
import { readFileSync } from "node:fs";
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { built } from "./build.js";

const [kind, api, file, database] = process.argv.slice(2) as [string, string, string, string | undefined];
const signingSecret = "a signing secret";

/** Bolt as its documentation shows it, that sends the blocks of a file. */
async function bare(): Promise<string> {
  const message = JSON.parse(readFileSync(file, "utf8"));
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  const app = new App({ token: "xoxb-1", receiver, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: api } });
  app.command("/forum", async ({ ack }) => ack({ response_type: "ephemeral", ...message }));
  app.event(
    "app_mention",
    async ({ event, say }) => void (await say({ ...message, thread_ts: event.thread_ts ?? event.ts, unfurl_links: false })),
  );
  const server = await receiver.start({ port: 0, host: "127.0.0.1" } as never);
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function ours(): Promise<string> {
  const { serve } = await built<typeof import("../../src/main.js")>("main.js");
  const { open } = await built<typeof import("../../src/open.js")>("open.js");
  const running = await serve(
    open(),
    {
      PORT: "0",
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_API_URL: api,
      DATABASE_URL: database || `sqlite:${file}.db`,
      SECRET_KEYS: "a key of benchmarks only",
      RATE_LIMIT_PER_PERSON: "0",
      RATE_LIMIT_PER_WORKSPACE: "0",
      LOG_LEVEL: "error",
    },
    () => undefined,
  );
  return running.address;
}

process.stdout.write(`${await (kind === "bare" ? bare() : ours())}\n`);
