// A bare CloudAdapter bot as its makers show it, on node:http: what Teams itself costs. A fixed answer to every message.
import { createServer } from "node:http";
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { ACTIVITY } from "./payload.mjs";

export async function startTeams(port = Number(process.env.PORT)) {
  const { MicrosoftAppType, MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId } =
    process.env;
  const authentication = new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppType,
    MicrosoftAppId,
    MicrosoftAppPassword,
    MicrosoftAppTenantId,
  });
  const adapter = new CloudAdapter(authentication);
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    request.body = JSON.parse(Buffer.concat(chunks).toString());
    const answer = {
      socket: request.socket,
      header: (name, value) => response.setHeader(name, value),
      status: (code) => {
        response.statusCode = code;
        return answer;
      },
      send: (body) => response.write(typeof body === "string" ? body : JSON.stringify(body)),
      end: () => response.end(),
    };
    await adapter.process(request, answer, async (context) => {
      if (context.activity.type === "message") await context.sendActivity(ACTIVITY);
    });
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server.address().port;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  console.log(`listening on http://127.0.0.1:${await startTeams()}`);
