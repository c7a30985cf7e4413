// With a proxy in the environment every outgoing request goes through it, except to hosts in
// NO_PROXY and this machine.
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect as open } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { ask } from "../src/http/client.js";
import { createLog } from "../src/log.js";
import { call as slackCall } from "../src/platforms/slack/fetch.js";
import { createBoltLog } from "../src/platforms/slack/log.js";
import { createSocket } from "../src/platforms/slack/socket.js";
import { createToken } from "../src/platforms/teams/token.js";
import { goByProxy, proxyDispatcher } from "../src/proxy.js";
import { type Fake, startFake } from "./platforms/slack/fake.js";

const VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
let proxy: Server;
let seen: string[];
let fake: Fake;
let undo: (() => void) | undefined;

beforeAll(async () => {
  fake = await startFake();
  // everybody is reached at the fake, whatever they are called; what is asked for by TLS is refused
  proxy = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end("{}");
  });
  proxy.on("connect", (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    if (request.url?.endsWith(":443")) return void socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    const far = open(Number(new URL(fake.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      far.pipe(socket).pipe(far);
    });
    for (const side of [far, socket]) side.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  seen = [];
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  for (const name of VARIABLES) vi.stubEnv(name, "");
  vi.stubEnv("HTTP_PROXY", address);
  vi.stubEnv("HTTPS_PROXY", address);
  vi.stubEnv("NO_PROXY", "inside.example");
});
afterEach(() => {
  undo?.();
  undo = undefined;
  vi.unstubAllEnvs();
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await fake.close();
});

const quietly = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);
const body = { method: "POST", body: "a=1" };
const question = { method: "POST", headers: {}, body: "{}", repeatable: false, limit: 10_000, longest: 1_000 } as const;

it("takes what is asked of Slack and of Teams", async () => {
  undo = await goByProxy();
  expect(await (await slackCall("http://slack.example.test/api/x", body)).text()).toBe("{}");
  expect((await ask("http://teams.example.test/v3/x", question)).status).toBe(200);
  await quietly(slackCall("https://slack.example.test/api/x", body));
  await quietly(ask("https://teams.example.test/v3/x", question));
  expect(seen).toEqual([
    "POST http://slack.example.test/api/x",
    "POST http://teams.example.test/v3/x",
    "CONNECT slack.example.test:443",
    "CONNECT teams.example.test:443",
  ]);
});

it("takes the request for the token that Teams is shown", async () => {
  undo = await goByProxy();
  const [appId, tenantId] = ["22222222-2222-4222-8222-222222222222", "33333333-3333-4333-8333-333333333333"];
  await quietly(createToken({ type: "SingleTenant", appId, tenantId, password: "x" })());
  expect(seen).toContain("CONNECT login.microsoftonline.com:443");
});

it("takes the socket", async () => {
  undo = await goByProxy();
  const far = "slack.example.test";
  const url = fake.url.replace("127.0.0.1", far);
  fake.on("apps.connections.open", () => ({ body: { ok: true, url: `ws://${new URL(url).host}/link` } }));
  const log = createLog("silent");
  const dispatcher = await proxyDispatcher();
  const socket = createSocket({
    appToken: "xapp-1",
    apiUrl: fake.url,
    log,
    boltLog: createBoltLog(log),
    dispatcher,
  });
  await socket.start();
  expect(socket.connected()).toBe(true);
  expect(seen).toEqual([`CONNECT ${new URL(url).host}`]);
  await socket.stop();
});

it("is passed by for this machine, and for whom NO_PROXY names", async () => {
  undo = await goByProxy();
  expect((await slackCall(`${fake.url}auth.test`, body)).status).toBe(200);
  await quietly(slackCall("http://inside.example/api/x", body));
  expect(seen).toEqual([]);
});

it("that nobody names changes nothing", async () => {
  for (const name of VARIABLES) vi.stubEnv(name, "");
  expect(await goByProxy()).toBeUndefined();
  expect(await proxyDispatcher()).toBeUndefined();
});
