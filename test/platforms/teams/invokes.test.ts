// Teams invokes: buttons of cards, feedback, searches, and unknown ones.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "../../../src/platforms/teams/card.js";
import { ask, knowledge } from "../../bot.js";
import { cardOf, createWorld, mentioning, type World, wordsIn } from "./peer.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const person = (user: string): object => ({ from: { id: `29:${user}`, name: user, aadObjectId: user } });

async function invoke(
  name: string | undefined,
  value: unknown,
  rest: object = {},
): Promise<{ status: number; body: Record<string, unknown> & { value: Card } }> {
  const calls = world.connector.calls.length;
  const response = await world.post(world.activity({ type: "invoke", name, value, ...rest }));
  const text = await response.text();
  expect(world.connector.calls.length).toBe(calls);
  return { status: response.status, body: text === "" ? (undefined as never) : JSON.parse(text) };
}

const press = (verb: unknown, data: unknown, rest: object = {}) =>
  invoke("adaptiveCard/action", { action: { type: "Action.Execute", verb, data }, trigger: "manual" }, rest);

describe("a button", () => {
  it("of the help card puts a panel in its place, which leads back", async () => {
    const said = await world.say("hjelp", person("help"));
    const buttons = (cardOf(said)?.actions ?? []).filter(({ type }) => type === "Action.Execute") as unknown as {
      verb: string;
      data: object;
    }[];
    expect(buttons.map(({ verb }) => verb)).toEqual(["forums", "language", "privacy"]);
    for (const { verb, data } of buttons) {
      const { status, body } = await press(verb, data, person("help"));
      expect([status, body.statusCode, body.type]).toEqual([200, 200, "application/vnd.microsoft.card.adaptive"]);
      const back = body.value.actions?.at(-1) as unknown as { verb: string; data: object };
      expect(wordsIn((await press(back.verb, back.data)).body.value)).toContain("Hei!");
    }
  });

  it("chooses a language for who pressed it, whoever asked for the card", async () => {
    const said = await world.say("språk", { ...mentioning("språk", "channel"), ...person("owner") });
    const english = cardOf(said)?.actions?.find(({ title }) => title === "Engelsk") as unknown as { verb: string; data: object };
    const { body } = await press(english.verb, english.data, person("presser"));
    expect(wordsIn(body.value)).toContain("From now on, I will answer you in English.");
    expect((await world.say("Hvor ofte møtes NSHF?", person("presser"))).text).toContain("twice");
    expect((await world.say("Hvor ofte møtes NSHF?", person("owner"))).text).toContain("to ganger");
  });

  it("deletes what is stored only after it was asked whether one is sure", async () => {
    const me = person("forget");
    await world.say("Hva er IOM?", me);
    const first = await press("forget", { language: "nb" }, me);
    expect(wordsIn(await world.say("personvern", me))).toContain("Svar: 1");
    const sure = first.body.value.actions?.[0] as unknown as { verb: string; data: object };
    expect(wordsIn((await press(sure.verb, sure.data, me)).body.value)).toContain("er slettet");
    expect(wordsIn(await world.say("personvern", me))).toContain("Jeg har ikke lagret noe om deg.");
  });

  it("of an older client comes as a message without text, and does the same", async () => {
    await world.say("Hva er IGC?", person("old"));
    const said = await world.say("personvern", person("old"));
    const fallback = cardOf(said)?.actions?.[0]?.fallback as { data: object };
    expect(wordsIn(await world.say("", { text: undefined, value: fallback.data, ...person("old") }))).toContain("kan ikke angres");
    expect(wordsIn(await world.say("", { text: null, value: { what: "ever" }, ...person("old") }))).toContain("virker ikke lenger");
  });

  it.each([
    ["no value", undefined],
    ["null", null],
    ["a string", "forget"],
    ["no action", {}],
    ["an action that is a list", { action: [] }],
    ["an unknown verb", { action: { verb: "explode", data: { language: "nb" } } }],
    ["a verb that is an object", { action: { verb: { x: 1 }, data: {} } }],
    ["a verb of every object", { action: { verb: "constructor", data: { language: "nb" } } }],
    ["an unknown language", { action: { verb: "help", data: { language: "de" } } }],
    ["data that is a list", { action: { verb: "help", data: [1] } }],
    ["a choice that is none", { action: { verb: "language", data: { language: "nb", choice: 7 } } }],
  ])("with %s gets an error that Teams can show, not a 500", async (_, value) => {
    const { status, body } = await invoke("adaptiveCard/action", value);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 400,
      type: "application/vnd.microsoft.error",
      value: { code: "BadRequest", message: expect.stringContaining("hjelp") },
    });
  });

  it("tells it when the store fails", async () => {
    const broken = await createWorld({ store: (store) => ({ ...store, setLanguage: () => Promise.reject(new Error("disk full")) }) });
    const response = await broken.post(
      broken.activity({
        type: "invoke",
        name: "adaptiveCard/action",
        value: { action: { verb: "language", data: { language: "en", choice: "nn" } } },
      }),
    );
    expect(await response.json()).toMatchObject({
      statusCode: 500,
      value: { message: "Something went wrong at my end. Please try again shortly." },
    });
    await broken.close();
  });
});

describe("a verdict", () => {
  const judge = (actionValue: unknown, rest: object) => invoke("message/submitAction", { actionName: "feedback", actionValue }, rest);
  const kept = async (user: string): Promise<number> =>
    (await world.store.kept({ platform: "teams", workspace: "33333333-3333-4333-8333-333333333333", user })).feedback;

  it.each([
    ["a JSON string", { reaction: "like", feedback: '{"feedbackText":"fint"}' }, 1],
    ["a bare string", { reaction: "dislike", feedback: "good" }, 1],
    ["nothing written", { reaction: "like" }, 1],
    ["something written that is an object", { reaction: "like", feedback: { a: 1 } }, 1],
    ["no reaction", { feedback: "x" }, 0],
    ["an unknown reaction", { reaction: "meh" }, 0],
    ["nothing", undefined, 0],
    ["a number", 7, 0],
  ])("with %s gets 200 and an empty object, and counts once", async (name, value, count) => {
    const me = person(`j${name}`);
    await world.say("Hva er IOM?", me);
    const replyToId = `reply-${world.connector.calls.filter(({ method }) => method === "POST").length}`;
    for (let i = 0; i < 2; i++) expect(await judge(value, { ...me, replyToId })).toEqual({ status: 200, body: {} });
    expect(await kept(`j${name}`)).toBe(count);
  });

  it("is on the answer it stands under, not on the last one; without one, on the last", async () => {
    const me = person("which");
    await world.say("Hva er IOM?", me);
    const first = `reply-${world.connector.calls.filter(({ method }) => method === "POST").length}`;
    await world.say("Hva er OECD?", me);
    await judge({ reaction: "like" }, { ...me, replyToId: first });
    await judge({ reaction: "dislike" }, me);
    expect(await kept("which")).toBe(2);
    await judge({ reaction: "dislike" }, { ...me, replyToId: first });
    expect(await kept("which")).toBe(2);
    expect((await judge({ reaction: "like" }, { ...person("stranger"), replyToId: "unknown" })).body).toEqual({});
  });
});

describe("a search while writing", () => {
  const search = async (value: unknown, rest: object = {}) => {
    const { status, body } = await invoke("composeExtension/query", value, rest);
    expect(status).toBe(200);
    const { composeExtension } = body as unknown as {
      composeExtension: { type: string; text?: string; attachments?: { content: Card; preview: { content: { title: string } } }[] };
    };
    return composeExtension;
  };
  const query = (text: unknown, queryOptions?: object) => ({
    commandId: "search",
    parameters: [{ name: "query", value: text }],
    queryOptions,
  });

  it("finds facts, each a card with its quote and source, and nothing to press", async () => {
    const { attachments } = await search(query("møter nshf"));
    const first = attachments?.[0];
    expect(first?.preview.content.title).toBe("NSHF");
    expect(wordsIn(first?.content)).toContain(knowledge.facts["nshf.meetings"]?.quote);
    expect(wordsIn(first?.content)).toContain("regjeringen.no");
    expect(first?.content.actions).toBeUndefined();
  });

  it.each([
    ["initialRun", { commandId: "search", parameters: [{ name: "initialRun", value: "true" }], queryOptions: { skip: 0, count: 25 } }],
    ["an empty text", query("")],
    ["no parameters", { commandId: "search" }],
    ["no value", undefined],
    ["parameters that are none", { parameters: "x", queryOptions: 7 }],
    ["a text that is a number", query(7)],
  ])("with %s offers a fact of each forum", async (_, value) => {
    const { type, attachments } = await search(value);
    expect(type).toBe("result");
    expect(attachments?.length).toBe(knowledge.forums.length);
  });

  it("needs neither the command's id nor the parameter's name", async () => {
    const { attachments } = await search({ parameters: [{ value: "UNHCR" }] });
    expect(wordsIn(attachments?.[0]?.content)).toContain("UNHCR");
  });

  it("goes on where it left off, and says when there is nothing", async () => {
    const all = (await search(query("Norge", { skip: 0, count: 4 }))).attachments ?? [];
    const rest = (await search(query("Norge", { skip: 2, count: 2 }))).attachments;
    expect(rest).toEqual(all.slice(2));
    expect(await search(query("xqzwv"))).toEqual({ type: "message", text: "Ingen treff. Prøv et annet ord." });
    expect((await search(query("Norge", { skip: -1, count: 1e9 }))).attachments?.length).toBeLessThanOrEqual(25);
  });

  it("is in the reader's language", async () => {
    const { attachments } = await search(query("meetings"), { locale: "en-US" });
    expect(wordsIn(attachments?.[0]?.content)).toContain("in Norwegian");
    expect((await search(query("xqzwv"), { locale: "nn-NO" })).text).toContain("eit anna ord");
  });
});

describe("anything else that Teams asks", () => {
  it.each([
    "composeExtension/queryLink",
    "message/fetchTask",
    "task/fetch",
    "signin/verifyState",
    "config/fetch",
    "",
    undefined,
    "constructor",
  ])("(%s) gets 501", async (name) => {
    const { status, body } = await invoke(name, {});
    expect([status, body]).toEqual([501, undefined]);
  });

  it("is refused to other organisations", async () => {
    expect((await invoke("composeExtension/query", {}, { channelData: { tenant: { id: "other" } } })).status).toBe(403);
  });
});

it("the same question has the same facts as everywhere", async () => {
  const said = await world.say("Hvem vedtar budsjettet til UNHCR?", person("same"));
  const answer = ask("Hvem vedtar budsjettet til UNHCR?");
  expect((said.entities?.[0] as { citation: object[] } | undefined)?.citation).toHaveLength(answer.citations.length);
  for (const { shown } of answer.citations) expect(JSON.stringify(said.entities)).toContain(shown);
});
