// A bare Bolt app as its makers show it: what Slack itself costs. A fixed answer to a command and to a mention.
import { readFileSync } from "node:fs";
import bolt from "@slack/bolt";
import { BLOCKS } from "./payload.mjs";

/** `MESSAGE`: a file with the message to send, so that it weighs what an answer does. */
const message = () => {
  const { MESSAGE: file } = process.env;
  return file === undefined
    ? { text: "fixed", blocks: BLOCKS }
    : JSON.parse(readFileSync(file, "utf8"));
};

export async function startSlack() {
  const {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: token,
    SLACK_API_URL: slackApiUrl,
  } = process.env;
  const app = new bolt.App({
    signingSecret,
    token,
    clientOptions: { slackApiUrl },
    logLevel: bolt.LogLevel.ERROR,
  });
  const fixed = message();
  app.command(/.*/, ({ ack }) => ack({ response_type: "ephemeral", ...fixed }));
  app.event("app_mention", ({ event, say }) =>
    say({ ...fixed, thread_ts: event.thread_ts ?? event.ts, unfurl_links: false }),
  );
  const server = await app.start({ port: Number(process.env.PORT), host: "127.0.0.1" });
  return server.address().port;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  console.log(`listening on http://127.0.0.1:${await startSlack()}`);
