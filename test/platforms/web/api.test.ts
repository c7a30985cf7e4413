// The page's requests to the server, over real HTTP, with the real bot.
import { request } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { PageGuide, PageReply } from "../../../src/platforms/web/api.js";
import type { Limit } from "../../../src/store/store.js";
import { bot, LANGUAGES } from "../../bot.js";
import { questions } from "../../questions.js";
import { type Served, serveWeb } from "./served.js";

const ANN = "6f1c1f0e-3a53-4f6b-9a0b-0d5d1c1b7a01";
const BEN = "6f1c1f0e-3a53-4f6b-9a0b-0d5d1c1b7a02";
const TALK = "6f1c1f0e-3a53-4f6b-9a0b-0d5d1c1b7a03";
const NOBODY = "6f1c1f0e-3a53-4f6b-9a0b-0d5d1c1b7a04";

let served: Served;
beforeAll(async () => {
  served = await serveWeb();
});
afterAll(() => served.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(served.address + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const get = (path: string, query: Record<string, string> = {}): Promise<Response> =>
  fetch(`${served.address}${path}?${new URLSearchParams(query)}`);
const ask = async (text: string, rest: Record<string, unknown> = {}): Promise<PageReply> => {
  const response = await post("/api/ask", { text, person: ANN, conversation: crypto.randomUUID(), ...rest });
  expect(response.status).toBe(200);
  return (await response.json()) as PageReply;
};
const message = async (response: Response): Promise<string> => ((await response.json()) as { error: { message: string } }).error.message;

describe("asking", () => {
  it("answers with the quote, its section and the source, dated as people write dates", async () => {
    const { id, answer, explanation } = await ask("Hvor ofte møtes NSHF?");
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer).toMatchObject({ kind: "answer", language: "nb", labels: { quote: "Kilden sier" } });
    expect(answer.text).toContain("to ganger");
    expect(answer.citations).toHaveLength(1);
    expect(answer.citations[0]).toMatchObject({ language: "nb", shown: expect.stringContaining("møtes to ganger årlig") });
    expect(answer.sources[0]?.rest).toMatch(/sist kontrollert \d{1,2}\. \p{Ll}+ \d{4}$/u);
    expect(answer.sources[0]?.url).toBe(answer.citations[0]?.url);
    expect(explanation).toMatchObject({ language: "nb", subjects: ["nshf"], words: ["hvor", "ofte", "møtes", "nshf"] });
  });

  it.each([
    ["nn", "Kor ofte møtest NSHF?"],
    ["en", "How often does NSHF meet?"],
  ])("replies in the question's language (%s), whatever the page's is", async (language, text) => {
    expect((await ask(text, { locale: "nb-NO" })).answer.language).toBe(language);
  });

  it("reads a question without addresses, and without the command's name that people know from a chat", async () => {
    const plain = (await ask("Hvor ofte møtes NSHF?")).answer;
    for (const text of [
      "/forum Hvor ofte møtes NSHF?",
      "Hvor ofte møtes NSHF? kari@udi.no",
      "https://www.regjeringen.no/x Hvor ofte møtes NSHF?",
    ])
      expect((await ask(text)).answer).toEqual(plain);
  });

  it("takes the page's language where the question tells none, and a chosen one always", async () => {
    expect((await ask("NSHF", { locale: "nn-NO" })).answer.language).toBe("nn");
    expect((await ask("Hvor ofte møtes NSHF?", { language: "en" })).answer.language).toBe("en");
  });

  it("follows a conversation, and nobody else's under the same id", async () => {
    await ask("Hvor ofte møtes NSHF?", { conversation: TALK });
    expect((await ask("og har de sekretariat?", { conversation: TALK, person: BEN })).answer.subjects).not.toContain("nshf");
    const followed = await ask("og har de sekretariat?", { conversation: TALK });
    expect(followed.answer.subjects).toEqual(["nshf"]);
    expect(followed.explanation.fromMemory).toBe(true);
  });

  it("forgets a question that was edited: what comes after it rests on what it became", async () => {
    const conversation = crypto.randomUUID();
    await ask("Hva er IOM?", { conversation });
    const slip = await ask("Hva er OECD?", { conversation });
    const edited = await ask("Er de en del av FN?", { conversation, edits: slip.id });
    expect(edited.answer.subjects).toEqual(["iom"]);
  });

  it("keeps what was said where the edited answer is not the last one", async () => {
    const conversation = crypto.randomUUID();
    const first = await ask("Hva er IOM?", { conversation });
    await ask("Hvor ofte møtes NSHF?", { conversation });
    expect((await ask("og har de sekretariat?", { conversation, edits: first.id })).answer.subjects).toEqual(["nshf"]);
  });

  it("shows lists as items, comparisons as tables and choices as choices, not twice in the text", async () => {
    const list = (await ask("Hvilke forum har sekretariat?")).answer;
    expect(list.items.length).toBeGreaterThan(2);
    expect(list.text).not.toContain("•");
    const compared = (await ask("Sammenlign IGC og NSHF")).answer;
    expect(compared.comparison?.subjects).toEqual(["IGC", "NSHF"]);
    expect(compared.text).not.toContain("•");
    const choice = (await ask("sekretariat")).answer;
    expect(choice).toMatchObject({ kind: "clarify", choices: expect.arrayContaining([expect.any(String)]) });
    expect(choice.text).not.toContain("•");
  });

  it("says that a source may be out of date from its review date on", async () => {
    const later = await serveWeb({ now: () => Date.parse("2031-01-01") });
    const response = await fetch(`${later.address}/api/ask`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "Hva er IOM?", person: ANN, conversation: TALK }),
    });
    const { answer } = (await response.json()) as PageReply;
    expect(answer.sources[0]).toMatchObject({ outdated: true, rest: expect.stringContaining("kan være utdatert") });
    await later.stop();
  });
});

describe("the views of an answer", () => {
  it("are the payloads of Slack and Teams, of the same answer", async () => {
    const { id, answer, views } = await ask("Hvor ofte møtes NSHF?");
    expect(JSON.stringify(views.slack)).toContain(`helpful:${id}`);
    expect(JSON.stringify(views.slack)).toContain(JSON.stringify(answer.citations[0]?.shown));
    expect(JSON.stringify(views.teams)).toContain(JSON.stringify(answer.citations[0]?.section.slice(0, 80)));
  });

  it.each([
    ["are null where there are none", undefined],
    [
      "are null where they fail, and the answer is there all the same",
      {
        slack: () => {
          throw new Error("broken");
        },
        teams: () => undefined,
      },
    ],
  ])("%s", async (_, views) => {
    const other = await serveWeb({ views });
    const response = await fetch(`${other.address}/api/ask`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "Hva er IOM?", person: ANN, conversation: TALK }),
    });
    const reply = (await response.json()) as PageReply;
    expect(reply.answer.kind).toBe("answer");
    expect(reply.views).toEqual({ slack: null, teams: null });
    await other.stop();
  });
});

describe("limits", () => {
  it("answers 429 with the seconds to wait, in words too, and takes up none of it", async () => {
    let asked = 0;
    const limited = await serveWeb({ limit: async () => (asked++ < 1 ? { allowed: true } : { allowed: false, retryAfter: 41_500 }) });
    const send = () =>
      fetch(`${limited.address}/api/ask`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: "How often does NSHF meet?", person: ANN, conversation: TALK }),
      });
    expect((await send()).status).toBe(200);
    const second = await send();
    expect(second.status).toBe(429);
    expect(second.headers.get("retry-after")).toBe("42");
    const { answer } = (await second.json()) as PageReply;
    expect(answer).toMatchObject({ kind: "unknown", language: "en", citations: [] });
    expect(answer.text).toContain("42");
    await limited.stop();
  });
});

it("every route has a limit by address, and says when to try again", async () => {
  const small = await serveWeb({ environment: { RATE_LIMIT_PER_PERSON: "1" } });
  const statuses: number[] = [];
  for (let i = 0; i < 25; i++) statuses.push((await fetch(`${small.address}/api/search?language=nb&text=iom`)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  const refused = await fetch(`${small.address}/api/section?document=a&heading=b`);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  await small.stop();
});

describe("whom the limits count", () => {
  /** The addresses that questions are counted by, of requests that came with these headers. */
  async function counted(environment: Record<string, string>, ...forwarded: string[]): Promise<(string | undefined)[]> {
    const seen: (string | undefined)[] = [];
    const limit: Limit = async (_, address) => {
      seen.push(address);
      return { allowed: true };
    };
    const other = await serveWeb({ limit, environment });
    for (const told of forwarded) {
      const body = JSON.stringify({ text: "Hva er IOM?", person: crypto.randomUUID(), conversation: TALK });
      const headers = { "content-type": "application/json", "x-forwarded-for": told };
      expect((await fetch(`${other.address}/api/ask`, { method: "POST", headers, body })).status).toBe(200);
    }
    await other.stop();
    return seen;
  }

  it("is who called, whatever the header says, where no proxy is trusted", async () => {
    expect(await counted({}, "192.0.2.1", "192.0.2.2")).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  it("is whom the trusted proxies were called by, not what the client wrote before", async () => {
    expect(await counted({ TRUSTED_PROXIES: "1" }, "192.0.2.1", "203.0.113.9, 192.0.2.2")).toEqual(["192.0.2.1", "192.0.2.2"]);
    expect(await counted({ TRUSTED_PROXIES: "2" }, "9.9.9.9, 192.0.2.3, 10.0.0.1", "10.0.0.1")).toEqual(["192.0.2.3", "127.0.0.1"]);
  });

  it("is one network of IPv6, the address without its port, and nothing that is no address", async () => {
    const forwarded = ["2001:db8:0:1::5", "2001:DB8::1:0:0:0:6", "[2001:db8:0:1::7]:443", "192.0.2.1:5000", "::ffff:192.0.2.1", "unknown"];
    const expected = ["2001:db8:0:1", "2001:db8:0:1", "2001:db8:0:1", "192.0.2.1", "192.0.2.1", "127.0.0.1"];
    expect(await counted({ TRUSTED_PROXIES: "1" }, ...forwarded)).toEqual(expected);
  });

  it("is each address behind a trusted proxy for itself, also for searches", async () => {
    const small = await serveWeb({ environment: { RATE_LIMIT_PER_PERSON: "1", TRUSTED_PROXIES: "1" } });
    const search = (address: string) =>
      fetch(`${small.address}/api/search?language=nb&text=iom`, { headers: { "x-forwarded-for": address } });
    for (let i = 0; i < 20; i++) await search("192.0.2.1");
    expect((await search("192.0.2.1")).status).toBe(429);
    expect((await search("192.0.2.2")).status).toBe(200);
    await small.stop();
  });
});

describe("on this machine only, the page", () => {
  const called = (address: string, host: string, path = "/api/guide?language=nb"): Promise<number | undefined> =>
    new Promise((resolve, reject) =>
      request(address + path, { headers: { host } }, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end(),
    );

  it.each(["localhost", "localhost:3000", "app.localhost", "127.0.0.1:3000", "[::1]:3000", "192.0.2.1"])("answers to %s", async (host) =>
    expect(await called(served.address, host)).toBe(200),
  );

  it.each(["evil.example", "evil.example:3000", "localhost.evil.example", "127.0.0.1.evil.example", "a b"])(
    "does not answer to %s, a name that a foreign page may have made to lead here",
    async (host) => {
      expect(await called(served.address, host)).toBe(403);
      expect(await called(served.address, host, "/")).toBe(403);
    },
  );

  it("answers by PUBLIC_URL's name, and by any where it listens to others too", async () => {
    const named = await serveWeb({ environment: { PUBLIC_URL: "https://forum.example" } });
    expect(await called(named.address, "forum.example")).toBe(200);
    await named.stop();
    const open = await serveWeb({ environment: { HOST: "0.0.0.0" } });
    expect(await called(open.address, "forum.example")).toBe(200);
    await open.stop();
  });
});

describe("feedback and forgetting", () => {
  it("counts a verdict once, changes it, and knows no answer that was never given", async () => {
    const { id } = await ask("Hva er IOM?");
    const give = async (verdict: string, answer = id) => (await post("/api/feedback", { person: ANN, answer, verdict })).json();
    expect(await give("helpful")).toEqual({ outcome: "counted" });
    expect(await give("helpful")).toEqual({ outcome: "same" });
    expect(await give("unhelpful")).toEqual({ outcome: "changed" });
    expect(await give("helpful", NOBODY)).toEqual({ outcome: "unknown" });
  });

  it("deletes what is kept about a person, and about nobody else", async () => {
    const [carl, dora] = [crypto.randomUUID(), crypto.randomUUID()];
    await ask("Hva er IOM?", { person: carl });
    await ask("Hva er IOM?", { person: dora });
    expect(await (await post("/api/forget", { person: carl })).json()).toMatchObject({ conversations: 1, answers: 1 });
    expect(await (await post("/api/forget", { person: carl })).json()).toMatchObject({ conversations: 0, answers: 0 });
    expect(await (await post("/api/forget", { person: dora })).json()).toMatchObject({ conversations: 1 });
  });
});

describe("what the bot knows", () => {
  it.each(LANGUAGES)("is told whole, with names for everything an explanation mentions (%s)", async (language) => {
    const response = await get("/api/guide", { language });
    const guide = (await response.json()) as PageGuide;
    expect(guide.forums.length).toBeGreaterThan(6);
    expect(guide.examples.length).toBeGreaterThan(4);
    for (const forum of guide.forums) expect(forum.facts.every(({ citation, ask: question }) => citation.shown && question)).toBe(true);
    const explained = questions.map(({ q }) => bot({ text: q }).explanation);
    const ids = explained.flatMap(({ subjects, outside }) => [...subjects, ...outside]);
    expect([...new Set(ids)].filter((id) => guide.names[id] === undefined)).toEqual([]);
  });

  it("is searched by beginnings of words, best first", async () => {
    const { hits } = (await (await get("/api/search", { text: "sekr", language: "nb" })).json()) as { hits: { text: string }[] };
    expect(hits.length).toBeGreaterThan(1);
    expect(hits.every(({ text }) => /sekretariat/i.test(text))).toBe(true);
    expect(await (await get("/api/search", { text: "qqqqqq", language: "nb" })).json()).toEqual({ hits: [] });
  });

  it("shows the whole section of a quote, with the quote in it", async () => {
    const { citations } = (await ask("Hvor ofte møtes NSHF?")).answer;
    const { document = "", section: heading = "", shown = "" } = citations[0] ?? {};
    const section = (await (await get("/api/section", { document, heading })).json()) as { paragraphs: string[] };
    expect(section.paragraphs.join("\n")).toContain(shown);
    expect((await get("/api/section", { document, heading: "nowhere" })).status).toBe(404);
  });
});

describe("what is refused", () => {
  const good = { text: "Hva er IOM?", person: ANN, conversation: TALK };
  it.each([
    ["no text", { person: ANN, conversation: TALK }, "text: "],
    ["blank text", { ...good, text: "  \n" }, "text: expected a question"],
    ["a text beyond 4,000 characters", { ...good, text: "a".repeat(4001) }, "text: expected at most 4000 characters"],
    ["a person that is no random id", { ...good, person: "ann" }, "person: expected a UUID"],
    ["a language that is none", { ...good, language: "sv" }, "language: "],
    ["a name that is not known", { ...good, colour: "red" }, "colour"],
    ["a list", [good], "expected object"],
    ["null", null, "expected object"],
  ])("%s, by name and without repeating it", async (_, body, told) => {
    const response = await post("/api/ask", body);
    expect(response.status).toBe(400);
    expect(await message(response)).toContain(told);
  });

  it("is said with its status: no JSON, another type, another site, too much, another method", async () => {
    expect((await post("/api/ask", "{")).status).toBe(400);
    expect((await post("/api/ask", JSON.stringify(good), { "content-type": "text/plain" })).status).toBe(415);
    expect((await post("/api/ask", good, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post("/api/ask", { ...good, text: "x".repeat(40_000) })).status).toBe(413);
    expect((await get("/api/ask")).status).toBe(405);
    expect((await get("/api/guide", { language: "sv" })).status).toBe(400);
    expect((await get("/api/search", { text: "x", language: "nb", limit: "1000" })).status).toBe(400);
  });

  it("never ends in an error of the server, whatever is sent", async () => {
    const paths = fc.constantFrom("/api/ask", "/api/feedback", "/api/forget");
    const near = fc.record({ text: fc.string({ unit: "binary" }), person: fc.constant(ANN), conversation: fc.constant(TALK) });
    await fc.assert(
      fc.asyncProperty(paths, fc.oneof(near, fc.jsonValue()), async (path, body) => {
        const response = await post(path, JSON.stringify(body));
        expect([200, 400]).toContain(response.status);
        await response.json();
      }),
      { numRuns: 150 },
    );
    const queries = fc.dictionary(fc.constantFrom("text", "language", "limit", "document", "heading"), fc.string({ unit: "binary" }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("/api/guide", "/api/search", "/api/section"), queries, async (path, query) => {
        expect([200, 400, 404]).toContain((await get(path, query)).status);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the OpenAPI document", () => {
  interface Operation {
    readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: unknown } } };
    readonly responses: Record<string, { readonly content: { readonly "application/json": { readonly schema: { $ref?: string } } } }>;
  }
  interface Document {
    readonly openapi: string;
    readonly paths: Record<string, { get?: Operation; post?: Operation }>;
    readonly components: { readonly schemas: { readonly Error: object } };
  }
  const document = async (): Promise<Document> => (await get("/api/openapi.json")).json() as Promise<Document>;
  const schemaFor = ({ paths, components }: Document, path: string, status: number): z.ZodType => {
    const { schema } = (paths[path]?.get ?? paths[path]?.post)?.responses[status]?.content["application/json"] ?? {};
    return z.fromJSONSchema((schema?.$ref === undefined ? schema : components.schemas.Error) as Parameters<typeof z.fromJSONSchema>[0]);
  };

  it("describes every answer as it really is, and every refusal", async () => {
    const told = await document();
    expect(told.openapi).toBe("3.1.0");
    const { id, answer } = await ask("Hvor ofte møtes NSHF?");
    const { document: of = "", section: heading = "" } = answer.citations[0] ?? {};
    const calls: [string, () => Promise<Response>][] = [
      ...["Hvor ofte møtes NSHF?", "sammenlign IGC og NSHF", "sekretariat", "hei", "Hvem leder IOM?", "blåbær"].map(
        (text): [string, () => Promise<Response>] => ["/api/ask", () => post("/api/ask", { text, person: ANN, conversation: TALK })],
      ),
      ["/api/ask", () => post("/api/ask", {})],
      ["/api/ask", () => post("/api/ask", {}, { "content-type": "text/plain" })],
      ["/api/feedback", () => post("/api/feedback", { person: ANN, answer: id, verdict: "helpful" })],
      ["/api/forget", () => post("/api/forget", { person: ANN })],
      ["/api/guide", () => get("/api/guide", { language: "nn" })],
      ["/api/search", () => get("/api/search", { text: "møte", language: "nn" })],
      ["/api/section", () => get("/api/section", { document: of, heading })],
      ["/api/section", () => get("/api/section", { document: of, heading: "nowhere" })],
    ];
    for (const [path, call] of calls) {
      const response = await call();
      const parsed = schemaFor(told, path, response.status).safeParse(await response.json());
      expect(parsed.error?.issues ?? [], `${path} ${response.status}`).toEqual([]);
    }
    expect(new Set(calls.map(([path]) => path))).toEqual(new Set(Object.keys(told.paths)));
  });

  it("would find an answer that is not as described", async () => {
    const schema = schemaFor(await document(), "/api/ask", 200);
    const reply = await ask("Hva er IOM?");
    expect(schema.safeParse(reply).success).toBe(true);
    expect(schema.safeParse({ ...reply, answer: { ...reply.answer, kind: "guess" } }).success).toBe(false);
  });
});
