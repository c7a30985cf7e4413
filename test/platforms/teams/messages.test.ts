// Teams, replies to messages: personal, group, channel; commands; duplicates, edits, deletions,
// failures, welcomes.
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outgoing } from "../../../src/platforms/teams/card.js";
import { type Activity, readActivity, wordsOf } from "../../../src/platforms/teams/read.js";
import type { Allowance, Store } from "../../../src/store/store.js";
import { ask } from "../../bot.js";
import { cardOf, createWorld, mentioning, TENANT, type World, wordsIn } from "./peer.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const person = (user: string): object => ({ from: { id: `29:${user}`, name: user, aadObjectId: user } });
const titles = (message: Outgoing): string[] =>
  ((message.suggestedActions?.actions ?? rows(message)) as { title: string }[]).map(({ title }) => title);
/** Parts of a card that one can press, and its buttons. */
const rows = (message: Outgoing): object[] =>
  [...(cardOf(message)?.body ?? []).flatMap((block) => block.selectAction ?? []), ...(cardOf(message)?.actions ?? [])] as object[];

describe("an answer", () => {
  it("is text with a citation, says what the bot says, and shows the way on", async () => {
    const said = await world.say("Hvor ofte møtes NSHF?", person("a1"));
    const answer = ask("Hvor ofte møtes NSHF?");
    const [citation] = answer.citations;
    const source = "[Internasjonalt samarbeid om flyktning- og migrasjonspolitikk]";
    // the quote is in the citation, and one tap away; it isn't said a second time
    expect(said.text).toMatch(/ \[1\]\n\nKilde: .*, regjeringen\.no, sist kontrollert \d{1,2}\. \p{Ll}+ \d{4}$/u);
    expect(said.text?.startsWith(`${answer.answer} [1]`)).toBe(true);
    expect(said.text).toContain(`${source}(${citation?.url})`);
    expect(said.text).not.toContain(citation?.shown);
    expect(said).toMatchObject({ type: "message", textFormat: "markdown", channelData: { feedbackLoop: { type: "default" } } });
    expect(said.attachments).toBeUndefined();
    expect(said.entities).toHaveLength(1);
    expect(said.entities?.[0]).toMatchObject({
      "@type": "Message",
      citation: [{ position: 1, appearance: { name: citation?.section, abstract: citation?.shown, url: citation?.url } }],
    });
    expect(titles(said)).toEqual([...answer.suggestions.slice(0, 2), "Vis hele avsnittet"]);
    expect(JSON.stringify(said)).not.toContain("AIGenerated");
  });

  it("is written to where it was asked, as a reply", async () => {
    await world.say("Hva er IGC?", { ...mentioning("Hva er IGC?", "channel"), ...person("a2") });
    const { method, url, body } = world.connector.calls.at(-1) as World["connector"]["calls"][number];
    expect(method).toBe("POST");
    expect(url).toMatch(/^\/v3\/conversations\/19:team@thread\.tacv2;messageid=1700000000000\/activities\/a\d+$/);
    expect(body).toMatchObject({ from: { id: expect.stringContaining("28:") }, conversation: { id: expect.stringContaining("19:team") } });
  });

  it("that compares, lists or gives an overview is a card and no text", async () => {
    const said = await world.say("Sammenlign IGC og NSHF", person("a3"));
    expect(said.text).toBeUndefined();
    expect(said.entities).toBeUndefined();
    const answer = ask("Sammenlign IGC og NSHF");
    for (const { cells } of answer.comparison?.rows ?? []) for (const { text } of cells) expect(wordsIn(said)).toContain(text);
    for (const { shown } of answer.citations) expect(wordsIn(said)).toContain(shown);
    expect(cardOf(said)?.version).toBe("1.5");
    expect(titles(said)).toEqual(answer.suggestions.slice(0, 2));
  });

  it("that could be meant in several ways asks back with a button each", async () => {
    const said = await world.say("har de sekretariat?", person("a4"));
    const buttons = (cardOf(said)?.body ?? []).flatMap((block) => block.selectAction ?? []) as { data: { msteams: object } }[];
    expect(buttons.map(({ data }) => data.msteams)).toEqual(ask("har de sekretariat?").choices.map((value) => ({ type: "imBack", value })));
  });

  it("to a reader of English says that the quote is in Norwegian", async () => {
    const said = await world.say("How often does NSHF meet?", person("a5"));
    expect(said.text).toContain("Source (in Norwegian): [Internasjonalt samarbeid");
    expect(JSON.stringify(said.entities)).toContain("NSHF møtes to ganger årlig");
  });

  it("is followed by its whole section when one asks for it, in each language", async () => {
    for (const [question, words] of [
      ["Hva er NSHF?", "Vis hele avsnittet"],
      ["Kva er NSHF?", "vis heile avsnittet"],
      ["What is NSHF?", "Show the whole section"],
    ] as const) {
      await world.say(question, person(`a6${words}`));
      const said = await world.say(words, person(`a6${words}`));
      expect(wordsIn(said)).toContain("Det er egne arbeidsgrupper for retur og gjenbosetting.");
      expect(wordsIn(said).includes("in Norwegian, as in the source")).toBe(question.startsWith("What"));
    }
    expect(wordsIn(await world.say("Vis hele avsnittet", person("nobody")))).toContain("Jeg har glemt svaret.");
  });
});

describe("a conversation", () => {
  it("is one person's in one thread: what 'they' means is not mixed up", async () => {
    const channel = (text: string, user: string): Promise<Outgoing> => world.say(text, { ...mentioning(text, "channel"), ...person(user) });
    await channel("Hva slags forum er IGC?", "kari");
    await channel("Hva slags forum er NSHF?", "ola");
    expect((await channel("og sekretariat?", "kari")).text).toContain("IGC");
    expect((await channel("og sekretariat?", "ola")).text).toContain("NSHF");
    expect((await world.say("og sekretariat?", person("kari"))).text ?? "card").not.toContain("IGC har");
  });

  it.each([
    ["one mention", mentioning("Hva gjør IOM?", "channel")],
    ["two mentions", mentioning("Hva gjør IOM?", "groupChat", 2)],
    ["a mention behind", { ...mentioning("", "groupChat"), text: "Hva gjør IOM? <at>Forumbot</at>\n" }],
    ["markup", { ...mentioning("", "channel"), text: "<p><at>Forumbot</at>&nbsp;Hva&nbsp;gjør <b>IOM</b>?</p>", textFormat: "xml" }],
    ["a hard space", { ...mentioning("", "channel"), text: "<at>Forumbot</at>\u00a0Hva\u00a0gjør\u00a0IOM?" }],
  ])("reads a question with %s", async (name, rest) => {
    const said = await world.say("", { ...rest, ...person(`m${name}`) });
    expect(wordsIn(said)).toContain(ask("Hva gjør IOM?").citations[0]?.shown);
  });

  it("takes away mentions of itself only, and nothing that was typed", () => {
    const words = (text: string, rest: object = {}): string =>
      wordsOf(readActivity({ ...world.activity(), ...mentioning("", "channel"), text, ...rest }) as Activity);
    expect(words("&lt;at&gt;Forumbot&lt;/at&gt; er &quot;IOM&quot; &amp;lt; 3?")).toBe('<at>Forumbot</at> er "IOM" &lt; 3?');
    const other = { type: "mention", text: "<at>IOM</at>", mentioned: { id: "29:x" } };
    expect(words("Hva gjør <at>IOM</at>?", { entities: [other, { ...other, text: null }] })).toBe("Hva gjør IOM?");
    expect(words("<".repeat(100_000), { textFormat: "xml" })).toHaveLength(8_000);
  });

  it.each([
    ["nothing but a mention", mentioning("", "channel")],
    ["no text at all", { text: undefined, attachments: [{ contentType: "image/png" }] }],
    ["a text that is null", { text: null }],
  ])("with %s says what one can ask", async (name, rest) => {
    const said = await world.say("", { ...rest, ...person(`e${name}`) });
    expect(wordsIn(said)).toContain("Hva lurer du på?");
    expect(titles(said).length).toBeGreaterThan(3);
  });

  it("with another bot does not begin", async () => {
    const before = world.connector.calls.length;
    expect((await world.post(world.activity({ text: "hei", from: { id: "28:other", role: "bot" } }))).status).toBe(200);
    for (const type of ["typing", "messageReaction", "conversationUpdate", "event", "somethingNew"])
      expect((await world.post(world.activity({ type }))).status).toBe(200);
    expect(await world.store.inbox.waiting()).toBe(0);
    expect(world.connector.calls.length).toBe(before);
  });
});

describe("a word", () => {
  it.each([
    ["hjelp", "Hei!"],
    ["hjelp", "Hei!", { locale: "en-US" }],
    ["hjelp", "Kommandoar", { locale: "nn-NO" }],
    ["HJELP!", "Hei!"],
    ["Help", "Hello!"],
    ["/help", "Hello!"],
    ["forum", "Forumene jeg kjenner"],
    ["Forums", "The forums I know"],
    ["språk", "Språk"],
    ["personvern", "Personvern"],
    ["privacy", "Privacy"],
    ["hvorfor", "Jeg har glemt svaret."],
    ["kvifor", "Eg har gløymt svaret."],
    ["why", "I have forgotten that answer."],
    ["slett", "Slett det du har lagret om meg"],
    ["slett alt om meg, takk", "Slett det du har lagret om meg"],
    ["delete", "Delete what you have stored about me"],
    ["forget me", "Delete what you have stored about me"],
    ["hjelp takk", "Kommandoer"],
    ["bytt språk", "Velg bokmål, nynorsk, engelsk eller auto."],
    ["?", "Kommandoer"],
  ])("%s is a command", async (word: string, expected: string, rest: object = {}) => {
    const said = await world.say(word, { ...person(`c${word}`), ...rest });
    expect(wordsIn(said)).toContain(expected);
    expect(cardOf(said)?.actions?.length ?? 0).toBeLessThanOrEqual(6);
  });

  it.each(["hei", "Hi", "HELLO", "heisann", "blabla xyz", "What does NATO do?", "kven er statsminister"])(
    "like '%s' has a way on",
    async (word) => {
      const said = await world.say(word, person(`w${word}`));
      expect(said.text).toBeTruthy();
      expect(titles(said)).toHaveLength(3);
    },
  );

  it.each(["takk", "ha det"])("like '%s' offers nothing more", async (word) => {
    expect(titles(await world.say(word, person(`w${word}`)))).toEqual([]);
  });

  it("deletes where the label of its own button is typed, and asks where only the wish is", async () => {
    const me = person("sure");
    await world.say("Hvor ofte møtes NSHF?", me);
    expect(wordsIn(await world.say("slett alt", me))).toContain("Slettingen kan ikke angres.");
    expect(wordsIn(await world.say("Ja, slett alt", me))).toContain("Alt jeg hadde lagret om deg, er slettet.");
    expect(wordsIn(await world.say("personvern", me))).toContain("Jeg har ikke lagret noe om deg.");
  });

  it("understands the name of a language that it offered", async () => {
    const me = person("offered");
    await world.say("språk", me);
    expect(wordsIn(await world.say("nynorsk", me))).toContain("Frå no av svarer eg deg på nynorsk.");
    expect((await world.say("Hvor ofte møtes NSHF?", me)).text).toContain("to gonger i året");
    expect(wordsIn(await world.say("Same som spørsmålet", me))).toContain("Frå no av svarer eg på det språket du spør på.");
  });

  it("chooses a language, which then holds", async () => {
    const me = person("nynorsk");
    expect(wordsIn(await world.say("språk nynorsk", me))).toContain("Frå no av svarer eg deg på nynorsk.");
    expect((await world.say("Hvor ofte møtes NSHF?", me)).text).toContain("to gonger i året");
    expect(wordsIn(await world.say("hjelp", me))).toContain("Kommandoar");
    expect(wordsIn(await world.say("språk klingon", me))).toContain("Vel bokmål, nynorsk, engelsk eller auto.");
    expect(wordsIn(await world.say("språk auto", me))).toContain("Frå no av svarer eg på det språket du spør på.");
  });

  it("asks why, and the question is echoed where nothing reads it as markup", async () => {
    const me = person("why");
    const question = "Hvor ofte møtes **NSHF** [x](https://evil.example) <at>alle</at>?";
    await world.say(question, me);
    const said = await world.say("hvorfor", me);
    const runs = JSON.stringify(cardOf(said)?.body.filter(({ type }) => type === "RichTextBlock"));
    expect(runs).toContain("https://evil.example");
    expect(JSON.stringify(cardOf(said)?.body.filter(({ type }) => type === "TextBlock"))).not.toContain("evil");
    expect(wordsIn(said)).toContain("Hvorfor dette svaret");
  });

  it("shows what is stored to the person alone only", async () => {
    const me = person("kept");
    await world.say("Hva er IOM?", me);
    expect(wordsIn(await world.say("personvern", me))).toContain("Svar: 1");
    const said = wordsIn(await world.say("personvern", { ...mentioning("personvern", "channel"), ...me }));
    expect(said).not.toContain("Svar: 1");
    expect(said).toContain("privat chat");
  });
});

describe("a delivery", () => {
  const twice = async (first: object, second: object): Promise<number> => {
    const before = world.connector.calls.length;
    const both = await Promise.all([world.post(first), world.post(second)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await world.settled();
    return world.connector.calls.length - before;
  };

  it("that comes twice is answered once", async () => {
    const activity = world.activity({ text: "Hva er IOM?", ...person("twice") });
    expect(await twice(activity, activity)).toBe(1);
    expect(await twice(activity, activity)).toBe(0);
  });

  it("that comes again with another id is answered once", async () => {
    const rest = { text: "Hva er OECD?", ...person("again") };
    expect(await twice(world.activity(rest), world.activity(rest))).toBe(1);
    const before = world.connector.calls.length;
    await world.say("Hva er IGC?", person("again"));
    await world.say(rest.text, person("again"));
    expect(world.connector.calls.length - before).toBe(2);
  });

  it("that comes again with another id while the first one is still being kept is answered once", async () => {
    const held = (store: Store): Store => ({
      ...store,
      inbox: { ...store.inbox, accept: (work, of) => pause(50).then(() => store.inbox.accept(work, of)) },
    });
    const slow = await createWorld({ store: held });
    const both = await Promise.all([
      slow.post(slow.activity({ text: "Hva er OECD?" })),
      slow.post(slow.activity({ text: "Hva er OECD?" })),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await slow.settled();
    expect(slow.connector.calls).toHaveLength(1);
    await slow.close();
  });

  it("is answered again after a minute, and after another question", async () => {
    let time = Date.now();
    const slow = await createWorld({ now: () => time });
    await slow.say("Hva er OECD?");
    time += 61_000;
    expect((await slow.say("Hva er OECD?")).text).toContain("OECD");
    await slow.say("hvorfor");
    await slow.say("Hva er IGC?");
    expect(wordsIn(await slow.say("hvorfor"))).toContain("IGC");
    await slow.close();
  });

  it("of a person who asks the same again is answered again, and Teams' own repetition still isn't", async () => {
    const peer = await createWorld();
    const asked = { text: "Hva er OECD?", timestamp: "2026-11-22T12:00:01Z", localTimestamp: "2026-11-22T13:00:00.500+01:00" };
    await peer.say(asked.text, asked);
    // the same message under another id: Teams took it later, the person wrote it then
    await peer.post(peer.activity({ ...asked, timestamp: "2026-11-22T12:00:09Z" }));
    await peer.settled();
    expect(peer.connector.calls).toHaveLength(1);
    const again = { ...asked, timestamp: "2026-11-22T12:00:20Z", localTimestamp: "2026-11-22T13:00:20.000+01:00" };
    expect((await peer.say(again.text, again)).text).toContain("OECD");
    const without = { text: asked.text, localTimestamp: undefined };
    await peer.say(asked.text, { ...without, timestamp: "2026-11-22T12:00:30Z" });
    expect(peer.connector.calls).toHaveLength(3);
    await peer.close();
  });

  it("of a person who asks the same again before the first is answered is not answered twice", async () => {
    let free = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    const slow = await createWorld({ store: (store) => ({ ...store, recall: (...of) => held.then(() => store.recall(...of)) }) });
    for (const timestamp of ["2026-11-22T12:00:00Z", "2026-11-22T12:00:05Z"])
      expect((await slow.post(slow.activity({ text: "Hva er OECD?", timestamp }))).status).toBe(200);
    free();
    await slow.connector.until(1);
    await slow.settled();
    expect(slow.connector.calls).toHaveLength(1);
    await slow.close();
  });

  it("that was refused for being too fast is answered when it is asked again", async () => {
    let allowed = false;
    const peer = await createWorld({ limit: async () => (allowed ? { allowed } : { allowed, retryAfter: 10_000 }) });
    expect((await peer.say("Hva er IOM?")).text).toContain("10 sekunder");
    allowed = true;
    expect((await peer.say("Hva er IOM?")).text).toContain("IOM");
    await peer.close();
  });

  it("after the clock was set back by an hour is no repetition of what was asked before", async () => {
    let time = Date.now();
    const peer = await createWorld({ now: () => time });
    await peer.say("Hva er OECD?");
    time -= 3_600_000;
    expect((await peer.say("Hva er OECD?")).text).toContain("OECD");
    await peer.close();
  });

  it("that can't be kept is left to Teams to deliver again", async () => {
    let down = true;
    const inbox = (store: Store): Store => ({
      ...store,
      inbox: { ...store.inbox, accept: async (work, of) => (down ? Promise.reject(new Error("disk full")) : store.inbox.accept(work, of)) },
    });
    const full = await createWorld({ store: inbox });
    const activity = full.activity({ text: "Hva er IOM?" });
    expect((await full.post(activity)).status).toBe(503);
    down = false;
    expect((await full.post(activity)).status).toBe(200);
    expect((await full.connector.until(1))[0]?.body.text).toContain("IOM");
    await full.close();
  });

  it("is acknowledged before it is answered", async () => {
    let free = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    const slow = await createWorld({ store: (store) => ({ ...store, recall: (...of) => held.then(() => store.recall(...of)) }) });
    expect((await slow.post(slow.activity({ text: "Hva er IOM?" }))).status).toBe(200);
    expect(slow.connector.calls).toHaveLength(0);
    free();
    await slow.connector.until(1);
    await slow.close();
  });

  it("that was left unfinished is taken up again from what was kept of it", async () => {
    let time = Date.now();
    const first = await createWorld({ now: () => time });
    const activity = first.activity({ text: "Hva er UNHCR?", secret: "not kept" });
    // as if the process had died after accepting
    await first.store.inbox.accept({ key: "k", platform: "teams", body: JSON.parse(JSON.stringify(activity)) });
    time += 61_000;
    const [work] = await first.store.inbox.take(5);
    await first.platform.resume(work as never);
    expect(first.connector.calls[0]?.body.text).toContain("UNHCR");
    expect(await first.store.inbox.waiting()).toBe(0);
    await first.platform.resume({ key: "x", platform: "teams", body: { what: "ever" }, attempt: 2, age: 0, sending: true });
    await first.close();
  });
});

describe("a failure of the store", () => {
  it("after a reply was sent does not send it again", async () => {
    let failures = 1;
    const change = (store: Store): Store => ({
      ...store,
      inbox: {
        ...store.inbox,
        finish: async (...of) => (failures-- > 0 ? Promise.reject(new Error("disk full")) : store.inbox.finish(...of)),
      },
    });
    const peer = await createWorld({ store: change });
    const activity = peer.activity({ text: "Hva er IOM?" });
    await peer.post(activity);
    await peer.connector.until(1);
    while (failures > 0) await new Promise((go) => setTimeout(go, 5));
    const key = JSON.stringify(["teams", "a:personal", activity.id]);
    await peer.platform.resume({ key, platform: "teams", body: activity, attempt: 2, age: 0, sending: true });
    expect(peer.connector.calls).toHaveLength(1);
    expect(await peer.store.inbox.waiting()).toBe(0);
    await peer.close();
  });

  it("leaves people without memory, not without an answer", async () => {
    const broken = () => Promise.reject(new Error("disk full"));
    const peer = await createWorld({
      store: (store) => ({ ...store, conversation: broken, language: broken, remember: broken, turn: broken }),
    });
    expect((await peer.say("Hva er IOM?")).text).toContain("IOM");
    expect(wordsIn(await peer.say("hvorfor"))).toContain("Jeg har glemt svaret.");
    await peer.close();
  });
});

describe("a failure of Teams", () => {
  it.each([429, 412, 502, 504])("%i is tried again after a pause that grows, and what it asks for is kept", async (status) => {
    const peer = await createWorld();
    peer.connector.answers.push({ status, headers: { "retry-after": "9" } }, { status });
    expect((await peer.say("Hva er IOM?")).text).toContain("IOM");
    await peer.connector.until(3);
    await peer.settled();
    expect(peer.connector.calls).toHaveLength(3);
    expect(new Set(peer.connector.calls.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(peer.waits[0]).toBe(9_000);
    expect(peer.waits[1]).toBeGreaterThanOrEqual(4_000);
    expect(peer.waits[1]).toBeLessThanOrEqual(6_000);
    await peer.close();
  });

  it("that lasts leaves the message to be taken up later, for two days", async () => {
    const peer = await createWorld();
    peer.connector.answers.push(...Array.from({ length: 30 }, () => ({ status: 502 })));
    const body = peer.activity({ text: "Hva er IOM?" });
    const work = { key: JSON.stringify(["teams", "a:personal", body.id]), platform: "teams", body, sending: true };
    await peer.store.inbox.accept(work);
    const twoDays = 2 * 24 * 3_600_000;
    for (const attempt of [1, 2, 5, 100, 5000]) await peer.platform.resume({ ...work, attempt, age: twoDays - 1 });
    expect(await peer.store.inbox.waiting()).toBe(1);
    await peer.platform.resume({ ...work, attempt: 5001, age: twoDays });
    expect(peer.connector.calls).toHaveLength(18);
    expect(await peer.store.inbox.waiting()).toBe(0);
    await peer.close();
  });

  it.each([403, 404])("%i is final: no second try, no text in the log", async (status) => {
    const lines: string[] = [];
    const peer = await createWorld({
      log: () =>
        ({
          error: (...said: unknown[]) => lines.push(String((said[0] as { err: Error }).err) + JSON.stringify(said)),
          warn() {},
          info() {},
          debug() {},
          fatal() {},
        }) as never,
    });
    peer.connector.answers.push({ status, body: { error: { code: "x", message: "Hva er IOM?" } } });
    await peer.post(peer.activity({ text: "Hva er IOM?" }));
    await peer.connector.until(1);
    await peer.settled();
    expect(await peer.store.inbox.waiting()).toBe(0);
    expect(peer.connector.calls).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toMatch(/IOM|Kari|29:|44444444/);
    // whoever asks again is answered
    expect((await peer.say("Hva er IOM?")).text).toContain("IOM");
    await peer.close();
  });

  it("400 for what we made gives people the answer as plain text", async () => {
    const peer = await createWorld();
    peer.connector.answers.push({ status: 400 });
    await peer.post(peer.activity({ text: "Hva er IOM?" }));
    const [, second] = await peer.connector.until(2);
    expect(second?.body).toMatchObject({
      textFormat: "plain",
      text: expect.stringContaining(ask("Hva er IOM?").citations[0]?.shown as string),
    });
    expect(second?.body.entities).toBeUndefined();
    await peer.close();
  });

  it("does not hold back a stop: who waits to try again leaves it to the next instance", async () => {
    const wait = (_: number, until: AbortSignal): Promise<never> =>
      new Promise((_resolve, reject) => {
        until.addEventListener("abort", () => reject(new Error("stopping")));
      });
    const peer = await createWorld({ wait });
    peer.connector.answers.push({ status: 429 });
    await peer.post(peer.activity({ text: "Hva er IOM?" }));
    await peer.connector.until(1);
    await peer.close();
    expect(peer.connector.calls).toHaveLength(1);
    expect(await peer.store.inbox.waiting()).toBe(1);
  });
});

describe("a message that changes", () => {
  const original = (rest: object = {}) => world.activity({ id: "m1", text: "Hva er IOM?", ...person("edits"), ...rest });
  const changed = (type: string, eventType: string, rest: object = {}) =>
    original({ type, channelData: { tenant: { id: TENANT }, eventType }, ...rest });

  it("has its answer changed, taken back, and given again", async () => {
    const peer = await createWorld();
    const post = async (activity: object): Promise<World["connector"]["calls"][number]> => {
      const before = peer.connector.calls.length;
      expect((await peer.post({ ...activity, serviceUrl: peer.connector.url })).status).toBe(200);
      await peer.connector.until(before + 1);
      await peer.settled();
      return peer.connector.calls[before] as World["connector"]["calls"][number];
    };
    await post(original());
    const edit = changed("messageUpdate", "editMessage", { text: "Hva er OECD?", timestamp: "2026-11-22T12:01:00Z" });
    expect(await post(edit)).toMatchObject({
      method: "PUT",
      url: expect.stringMatching(/activities\/reply-1$/),
      body: { text: expect.stringContaining("OECD") },
    });
    // the same edit again changes nothing; another edit does
    await peer.post({ ...edit, serviceUrl: peer.connector.url });
    expect(await post({ ...edit, text: "Sammenlign IGC og NSHF", timestamp: "2026-11-22T12:02:00Z" })).toMatchObject({
      method: "PUT",
      body: { attachments: [{}] },
    });
    expect(peer.connector.calls).toHaveLength(3);
    expect(await post(changed("messageDelete", "softDeleteMessage", { timestamp: "2026-11-22T12:03:00Z" }))).toMatchObject({
      method: "DELETE",
    });
    expect(await post(changed("messageUpdate", "undeleteMessage", { timestamp: "2026-11-22T12:04:00Z" }))).toMatchObject({
      method: "POST",
      body: { text: expect.stringContaining("IOM") },
    });
    await peer.close();
  });

  it("and had no answer is answered now; deleted, nothing happens", async () => {
    const before = world.connector.calls.length;
    await world.post(changed("messageUpdate", "editMessage", { id: "m7", timestamp: "t1" }));
    expect((await world.connector.until(before + 1))[before]).toMatchObject({ method: "POST" });
    await world.post(changed("messageDelete", "softDeleteMessage", { id: "m8", timestamp: "t2" }));
    await world.post(changed("messageUpdate", "somethingElse", { id: "m9", timestamp: "t3" }));
    await world.settled();
    expect(world.connector.calls.length).toBe(before + 1);
  });
});

describe("being added", () => {
  const added = (rest: object = {}): Record<string, unknown> =>
    world.activity({
      type: "installationUpdate",
      action: "add",
      ...mentioning("", "channel"),
      text: undefined,
      channelData: { tenant: { id: TENANT }, team: { id: "19:t" } },
      ...rest,
    });
  const calls = async (peer: World, ...activities: object[]): Promise<string[]> => {
    const before = peer.connector.calls.length;
    for (const activity of activities) expect((await peer.post({ ...activity, serviceUrl: peer.connector.url })).status).toBe(200);
    await peer.settled();
    return peer.connector.calls.slice(before).map(({ method, body }) => (method === "GET" ? "GET" : (body.text as string)));
  };

  it("to a channel is greeted once, with who did it, and again after having been removed", async () => {
    const peer = await createWorld();
    peer.connector.answers.push({ status: 200, body: { memberCount: 12 } });
    expect(await calls(peer, added(), { ...added(), type: "conversationUpdate" })).toEqual([
      "GET",
      expect.stringContaining("Kari Nordmann la meg til"),
    ]);
    peer.connector.answers.push({ status: 200, body: { memberCount: 12 } });
    expect(await calls(peer, added())).toEqual(["GET"]);
    await calls(peer, { ...added(), action: "remove" });
    expect(await calls(peer, added())).toEqual(["GET", expect.stringContaining("la meg til")]);
    await peer.close();
  });

  it("to a group chat is greeted in the language of the app, alone with a person not at all", async () => {
    const peer = await createWorld();
    const group = { ...mentioning("", "groupChat"), text: undefined, channelData: { tenant: { id: TENANT } }, locale: "en-GB" };
    expect(await calls(peer, added({ ...group, from: { id: "29:x" } }))).toEqual([expect.stringContaining("Hi! You can ask me here now.")]);
    expect(await calls(peer, peer.activity({ type: "installationUpdate", action: "add" }))).toEqual([]);
    await peer.close();
  });

  it("to a large team is not announced; a name is not read as markup", async () => {
    const peer = await createWorld();
    peer.connector.answers.push({ status: 200, body: { memberCount: 101 } });
    expect(await calls(peer, added())).toEqual(["GET"]);
    peer.connector.answers.push({ status: 403 });
    const [, text] = await calls(peer, added({ from: { id: "29:x", name: "**[x](https://e.example)**" } }));
    expect(text).toContain("\\*\\*\\[x\\](https://e.example)\\*\\*");
    await peer.close();
  });
});

describe("over the limit", () => {
  it("a person is told once, in silence then, and the same question asked again later is answered", async () => {
    let allowance: Allowance = { allowed: false, retryAfter: 7000 };
    const limited = await createWorld({ limit: async () => allowance });
    expect((await limited.say("Hvor ofte møtes NSHF?")).text).toContain("7 sekunder");
    allowance = { ...allowance, again: true };
    expect((await limited.post(limited.activity({ text: "Hva er IGC?" }))).status).toBe(200);
    await limited.settled();
    expect(limited.connector.calls).toHaveLength(1);
    allowance = { allowed: true };
    expect((await limited.say("Hva er IGC?")).text).toContain("IGC");
    await limited.close();
  });
});
