// Teams, who may ask: valid and invalid tokens, other organisations, and bodies that aren't
// activities.
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readConfig } from "../../../src/config.js";
import { publicIssuer } from "../../../src/platforms/teams/auth.js";
import { createToken } from "../../../src/platforms/teams/token.js";
import { APP, close, createWorld, ISSUER, type World } from "./peer.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const now = (): number => Math.floor(Date.now() / 1000);
const good = () => ({ serviceurl: world.connector.url });

describe("a token", () => {
  it("that is valid is answered, with the bot's own token on what we send", async () => {
    const said = await world.say("Hvor ofte møtes NSHF?");
    expect(said.text).toContain("NSHF");
    expect(world.connector.calls.at(-1)?.authorization).toBe("Bearer outbound");
  });

  it("that was good before is not good for another address, nor with anything changed in it", async () => {
    const token = world.issuer.sign(good());
    expect((await world.post(world.activity({ text: "hei" }), token)).status).toBe(200);
    expect((await world.post(world.activity({ text: "hei", serviceUrl: "https://evil.example/" }), token)).status).toBe(401);
    expect((await world.post(world.activity({ text: "hei" }), token.replace(/.{8}$/, "AAAAAAAA"))).status).toBe(401);
    await world.settled();
  });

  it("expired less than five minutes ago is good: clocks differ", async () => {
    const response = await world.post(world.activity({ text: "hei" }), world.issuer.sign({ ...good(), exp: now() - 120 }));
    expect(response.status).toBe(200);
    await world.settled();
  });

  const bad: Record<string, () => string | null> = {
    "that is missing": () => null,
    "that is garbage": () => "Bearer abc",
    "that is three pieces of garbage": () => "Bearer a.b.c",
    "whose payload is no object": () => `Bearer e30.${Buffer.from("7").toString("base64url")}.x`,
    "of another scheme": () => world.issuer.sign(good()).replace("Bearer", "Basic"),
    "for another bot": () => world.issuer.sign({ ...good(), aud: "x" }),
    "of another issuer": () => world.issuer.sign({ ...good(), iss: "https://evil.example" }),
    "of the emulator's issuer, though signed by the right key": () =>
      world.issuer.sign({ iss: "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", appid: APP, ver: "1.0" }),
    "of another bot (a skill)": () =>
      world.issuer.sign({ iss: "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", ver: "2.0", azp: "x" }),
    "expired ten minutes ago": () => world.issuer.sign({ ...good(), exp: now() - 600 }),
    "not valid yet": () => world.issuer.sign({ ...good(), nbf: now() + 600 }),
    "for another service address": () => world.issuer.sign({ serviceurl: "https://smba.trafficmanager.net/x" }),
    "without a service address": () => world.issuer.sign({}),
    "signed by another key": () => world.issuer.sign(good(), {}, world.issuer.another),
    "of a key nobody knows": () => world.issuer.sign(good(), { kid: "k2" }),
    "signed with the public key as a secret": () => world.issuer.confuse(good()),
    "without a signature": () => world.issuer.sign(good(), { alg: "none" }).replace(/[^.]*$/, ""),
  };
  it.each(Object.keys(bad))("%s gets 401 with an empty body, and nothing happens", async (name) => {
    const before = world.connector.calls.length;
    const response = await world.post(world.activity({ text: "Hva er IOM?" }), (bad[name] as () => string | null)());
    expect([response.status, await response.text()]).toEqual([401, ""]);
    expect(await world.store.inbox.waiting()).toBe(0);
    expect(world.connector.calls.length).toBe(before);
  });

  it.each(["slack", "emulator", "AseChannel", "webchat"])("is not taken for the channel %s", async (channelId) => {
    const response = await world.post(world.activity({ text: "hei", channelId }));
    expect([response.status, await response.text()]).toEqual([401, ""]);
  });
});

describe("another organisation", () => {
  const other = "99999999-9999-4999-8999-999999999999";
  it.each([
    ["in the conversation", { conversation: { id: "a:1", conversationType: "personal", tenantId: other } }],
    ["in the channel's data", { channelData: { tenant: { id: other } } }],
    ["nowhere: none is named", { conversation: { id: "a:1" }, channelData: {} }],
  ])("%s gets 403", async (_, rest) => {
    const response = await world.post(world.activity({ text: "hei", ...rest }));
    expect([response.status, await response.text()]).toEqual([403, ""]);
  });

  it("is served where the bot is registered for many", async () => {
    const many = await createWorld({ environment: { MicrosoftAppType: "MultiTenant", MicrosoftAppId: APP, MicrosoftAppPassword: "x" } });
    const said = await many.say("Hva er IOM?", { conversation: { id: "a:1", tenantId: other }, channelData: { tenant: { id: other } } });
    expect(said.text).toContain("IOM");
    await many.close();
  });
});

describe("a body", () => {
  it.each([
    ["nothing", ""],
    ["a brace", "{"],
    ["null", "null"],
    ["a list", "[]"],
    ["a type that is a number", '{"type":5}'],
    ["an activity without a conversation", '{"type":"message","channelId":"msteams","serviceUrl":"https://x.example","from":{"id":"1"}}'],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ["very deep lists", "[".repeat(100_000)],
    ["an activity with lists as deep as a stack", `{"type":"message","value":${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
  ])("of %s gets 400", async (_, body) => {
    const response = await world.post(body);
    expect([response.status, await response.text()]).toEqual([400, ""]);
  });

  it.each([
    ["a service address that is none", { serviceUrl: "ftp://x" }],
    ["a service address with a query", { serviceUrl: "http://127.0.0.1:1/x?y=" }],
    ["a service address with a fragment", { serviceUrl: "http://127.0.0.1:1/x#" }],
    ["a value of lists a hundred deep", { value: JSON.parse("[".repeat(100) + "]".repeat(100)) }],
    ["an id of a thousand letters", { id: "x".repeat(1000) }],
    ["a text that is a number", { text: 7 }],
  ])("with %s gets 400", async (_, rest) => {
    expect((await world.post(world.activity(rest))).status).toBe(400);
  });

  it("of more than 256 KB gets 413 without being read", async () => {
    const response = await world.post(JSON.stringify(world.activity({ text: "x".repeat(300_000) })));
    expect(response.status).toBe(413);
  });

  it("with entities and channel data of any shape is read all the same", async () => {
    const said = await world.say("Hva er OECD?", {
      entities: [{ type: 7 }, null],
      channelData: { tenant: { id: world.activity().channelData ? "33333333-3333-4333-8333-333333333333" : "" }, team: 3 },
    });
    expect(said.text).toContain("OECD");
  });
});

describe("keys that can't be fetched", () => {
  it("are our trouble, not the sender's: 503, and those we have are good on", async () => {
    const cut = await createWorld();
    await close(cut.issuer.server);
    expect((await cut.post(cut.activity({ text: "hei" }))).status).toBe(503);
    await cut.close();
    const known = await createWorld();
    await known.say("hei");
    await close(known.issuer.server);
    expect((await known.say("Hva er IGC?")).text).toContain("IGC");
    expect(
      (await known.post(known.activity({ text: "hei" }), known.issuer.sign({ serviceurl: known.connector.url }, { kid: "new" }))).status,
    ).toBe(401);
    await known.close();
  });
});

describe("Microsoft's keys", () => {
  const HOUR = 3_600_000;
  /** A bot whose clock we turn, and the tokens of that time. */
  async function timed() {
    let passed = 0;
    const at = (): number => Date.now() + passed;
    const peer = await createWorld({ now: at });
    let number = 0;
    const post = async (header: object = {}, claims: object = {}): Promise<number> => {
      const exp = Math.floor(at() / 1000) + 600 + number++;
      const token = peer.issuer.sign({ serviceurl: peer.connector.url, nbf: exp - 700, exp, ...claims }, header);
      return (await peer.post(peer.activity({ type: "typing" }), token)).status;
    };
    return { peer, post, pass: (milliseconds: number) => (passed += milliseconds), fetches: () => peer.issuer.asked.length };
  }

  it("are renewed beside the work, and used on for a day while that fails", async () => {
    const { peer, post, pass, fetches } = await timed();
    expect(await post()).toBe(200);
    peer.issuer.state.down = true;
    for (const hours of [2, 8, 12]) {
      pass(hours * HOUR);
      const before = fetches();
      expect(await post()).toBe(200);
      await expect.poll(fetches).toBeGreaterThan(before);
    }
    pass(24 * HOUR);
    expect(await post()).toBe(503);
    peer.issuer.state.down = false;
    expect(await post()).toBe(200);
    await peer.close();
  });

  it("that are new are found by their id, asked for once a minute however many are named", async () => {
    const { peer, post, pass, fetches } = await timed();
    expect(await post()).toBe(200);
    const before = fetches();
    for (let i = 0; i < 20; i++) expect(await post({ kid: `none${i}` })).toBe(401);
    expect(fetches()).toBe(before);
    peer.issuer.state.ids = ["k2"];
    pass(61_000);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post({ kid: "k2" })));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(fetches()).toBe(before + 2);
    // one that was taken back is good no longer
    expect(await post({ kid: "k1" })).toBe(401);
    await peer.close();
  });

  it("sign for Teams only where they are endorsed for it", async () => {
    const peer = await createWorld();
    peer.issuer.state.endorsements = ["webchat"];
    expect((await peer.post(peer.activity({ type: "typing" }))).status).toBe(401);
    await peer.close();
  });

  it("and forged tokens leave nothing on standard output or standard error", async () => {
    const written: unknown[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, "write").mockImplementation((chunk) => {
        written.push(chunk);
        return true;
      }),
    );
    const said = (["log", "warn", "error"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...of) => void written.push(of)),
    );
    const forged = [world.issuer.sign(good(), { kid: "nobody's" }), world.issuer.sign(good(), {}, world.issuer.another)];
    for (const token of forged) expect((await world.post(world.activity({ text: "hei" }), token)).status).toBe(401);
    for (const spy of [...spies, ...said]) spy.mockRestore();
    expect(written).toEqual([]);
  });
});

describe("anonymous mode", () => {
  it("takes activities without a token, but sends to this machine only", async () => {
    const open = await createWorld({ environment: { TEAMS_ANONYMOUS: "1" } });
    expect((await open.say("Hva er IOM?", { serviceUrl: open.connector.url })).text).toContain("IOM");
    const response = await open.post(open.activity({ text: "hei", serviceUrl: "https://evil.example/" }), null);
    expect(response.status).toBe(403);
    expect((await open.post(open.activity({ text: "hei", channelId: "emulator" }), null)).status).toBe(200);
    await open.close();
  });

  it("takes nothing from a page that somebody has open, whatever it calls itself", async () => {
    const open = await createWorld({ environment: { TEAMS_ANONYMOUS: "1" } });
    const send = (headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request(open.url, { method: "POST", headers: { "content-type": "application/json", ...headers } }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        sent.on("error", reject);
        sent.end(JSON.stringify(open.activity({ type: "typing" })));
      });
    expect(await send({})).toBe(200);
    expect(await send({ "content-type": "application/json; charset=utf-8" })).toBe(200);
    expect(await send({ host: "localhost:3978" })).toBe(200);
    expect(await send({ "content-type": "text/plain" })).toBe(415);
    expect(await send({ origin: "https://evil.example" })).toBe(403);
    expect(await send({ origin: "null" })).toBe(403);
    expect(await send({ "sec-fetch-site": "same-origin" })).toBe(403);
    expect(await send({ host: "evil.example" })).toBe(403);
    await open.close();
  });

  it("is not what a missing app id means: then there is no route", async () => {
    const off = await createWorld({ environment: {} });
    expect(off.platform.routes).toEqual([]);
    expect((await off.post(off.activity({ text: "hei" }))).status).toBe(404);
    await off.close();
  });
});

describe("settings for Teams", () => {
  it.each([
    ["half a set", { MicrosoftAppId: APP }, /half a set of settings, missing MicrosoftAppPassword, MicrosoftAppTenantId/],
    [
      "a single tenant without its tenant",
      { MicrosoftAppType: "SingleTenant", MicrosoftAppId: APP, MicrosoftAppPassword: "x" },
      /MicrosoftAppTenantId/,
    ],
    ["anonymous for everybody", { TEAMS_ANONYMOUS: "1", HOST: "0.0.0.0" }, /expected HOST to be one of/],
    ["anonymous beside a registration", { TEAMS_ANONYMOUS: "1", MicrosoftAppId: APP }, /expected it alone/],
    ["an id that is none", { MicrosoftAppId: "x" }, /MicrosoftAppId: expected an id/],
  ])("with %s stop the start", (_, environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });

  it("are taken by the SDK as they are, for each type of registration", async () => {
    for (const type of ["SingleTenant", "MultiTenant", "UserAssignedMSI"] as const) {
      const config = { type, appId: APP, password: "secret", tenantId: "33333333-3333-4333-8333-333333333333" };
      expect(publicIssuer.name).toBe(ISSUER);
      expect(createToken(config)).toBeTypeOf("function");
    }
    expect(await createToken({ type: "anonymous", appId: "", password: "", tenantId: "" })()).toBeUndefined();
  });

  it("link to a page about privacy and terms, in three languages, that loads nothing", async () => {
    const route = world.platform.routes.find(({ path }) => path === "/teams/about");
    let [page, headers]: [string, Record<string, string>] = ["", {}];
    const response = {
      writeHead: (_: number, of: Record<string, string>) => {
        headers = of;
      },
      end: (text: string) => {
        page = text;
      },
    };
    await route?.handle({} as never, response as never);
    for (const words of ['id="privacy"', 'id="terms"', 'lang="nn"', "i 90 dager", "for 90 days"]) expect(page).toContain(words);
    expect(page).not.toMatch(/<script|src=|href=|\{days\}/);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
  });
});

it("the issuer that is trusted is the Bot Framework's", () => {
  expect(ISSUER).toBe("https://api.botframework.com");
});
