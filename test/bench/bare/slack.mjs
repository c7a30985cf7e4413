// A bare Bolt app as its makers show it: what Slack itself costs. A fixed answer to a command and to a mention.
import bolt from "@slack/bolt";
import { BLOCKS } from "./payload.mjs";

export async function startSlack() {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: token, SLACK_API_URL: slackApiUrl } = process.env;
  const app = new bolt.App({ signingSecret, token, clientOptions: { slackApiUrl }, logLevel: bolt.LogLevel.ERROR });
  app.command(/.*/, ({ ack }) => ack({ response_type: "ephemeral", text: "fixed", blocks: BLOCKS }));
  app.event("app_mention", ({ say }) => say({ text: "fixed", blocks: BLOCKS }));
  const server = await app.start({ port: Number(process.env.PORT), host: "127.0.0.1" });
  return server.address().port;
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.log(`listening on http://127.0.0.1:${await startSlack()}`);
