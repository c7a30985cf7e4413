// A process of its own for the benchmark: our Teams platform (`ours`), or a bare CloudAdapter bot
// that sends one fixed message (`bare`).
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { built } from "./build.js";

const { kind, oidc, app, tenant, message } = JSON.parse(process.argv[2] ?? "{}");
const ISSUER = "https://api.botframework.com";
const authentication = new ConfigurationBotFrameworkAuthentication(
  {
    ToBotFromChannelOpenIdMetadataUrl: oidc,
    ToBotFromEmulatorOpenIdMetadataUrl: oidc,
    ToBotFromChannelTokenIssuer: ISSUER,
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenant}`,
    ToChannelFromBotOAuthScope: ISSUER,
    OAuthUrl: ISSUER,
  },
  {
    isValidAppId: async (id: string) => id === app,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set("authorization", "Bearer outbound");
        return request;
      },
    }),
  } as never,
);

async function ours() {
  const { openStore } = await built<typeof import("../../src/store/index.js")>("store/index.js");
  const { createHttp } = await built<typeof import("../../src/server.js")>("server.js");
  const { createTeams } = await built<typeof import("../../src/platforms/teams/index.js")>(
    "platforms/teams/index.js",
  );
  const { open } = await built<typeof import("../../src/open.js")>("open.js");
  const { createMetrics } = await built<typeof import("../../src/metrics.js")>("metrics.js");
  const { createLog } = await built<typeof import("../../src/log.js")>("log.js");
  const { createGuide } = await built<typeof import("../../src/guide.js")>("guide.js");
  const { createDesk } = await built<typeof import("../../src/desk.js")>("desk.js");
  const { readConfig } = await built<typeof import("../../src/config.js")>("config.js");
  const { createBot } = await built<typeof import("../../src/bot.js")>("bot.js");
  const { knowledge, model } = open();
  const [metrics, log] = [createMetrics(), createLog("silent")];
  const set = {
    MicrosoftAppType: "SingleTenant",
    MicrosoftAppId: app,
    MicrosoftAppPassword: "x",
    MicrosoftAppTenantId: tenant,
  };
  const folder = mkdtempSync(join(tmpdir(), "forumbot-"));
  const none = { RATE_LIMIT_PER_PERSON: "0", RATE_LIMIT_PER_WORKSPACE: "0" };
  const config = readConfig({
    ...set,
    ...none,
    DATABASE_URL: `sqlite:${join(folder, "bench.db")}`,
  });
  const { store, limit } = await openStore(config, { log, metrics });
  process.once("SIGTERM", () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  });
  const desk = createDesk({
    bot: createBot(knowledge, model),
    guide: createGuide(knowledge),
    store,
    limit,
    metrics,
    log,
  });
  const parts = { config, desk, store, metrics, log, now: Date.now };
  const edges = {
    issuer: () => ({ name: ISSUER, metadata: oidc }),
    token: async () => "Bearer outbound",
    wait: async () => undefined,
  };
  return createHttp(createTeams(parts, edges).routes, { log, metrics });
}

function bare() {
  const adapter = new CloudAdapter(authentication);
  return createServer((request: IncomingMessage & { body?: unknown }, response: ServerResponse) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      request.body = JSON.parse(text);
      const answer = {
        socket: response.socket,
        header: (name: string, value: string) => response.setHeader(name, value),
        status: (status: number) => Object.assign(response, { statusCode: status }) && answer,
        send: (body: unknown) => response.write(JSON.stringify(body)) && answer,
        end: () => response.end(),
      };
      void adapter.process(request as never, answer as never, async (context) => {
        await context.sendActivity({ ...message } as Partial<Activity>);
      });
    });
  });
}

const server = kind === "ours" ? await ours() : bare();
server.listen(0, "127.0.0.1", () =>
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`),
);
