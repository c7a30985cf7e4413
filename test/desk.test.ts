// The desk: what is remembered between messages, and that a failing store costs memory but never an
// answer.
import { describe, expect, it } from "vitest";
import type { Bot } from "../src/chat.js";
import { createDesk, type Desk } from "../src/desk.js";
import { createGuide } from "../src/guide.js";
import { createLog } from "../src/log.js";
import { createMetrics } from "../src/metrics.js";
import { createMemoryStore } from "../src/store/memory.js";
import type { Limit, Person, Store } from "../src/store/store.js";
import { bot, factsOf, knowledge } from "./bot.js";

const KARI: Person = { platform: "web", workspace: "local", user: "kari" };
const OLA: Person = { ...KARI, user: "ola" };

function open(parts: { store?: Store; limit?: Limit; bot?: Bot } = {}) {
  const metrics = createMetrics();
  const store = parts.store ?? createMemoryStore();
  const limit: Limit = parts.limit ?? (async () => ({ allowed: true }));
  const guide = createGuide(knowledge);
  const desk = createDesk({ bot: parts.bot ?? bot, guide, store, limit, metrics, log: createLog("silent") });
  return { desk, metrics };
}

const asking = (desk: Desk, text: string, person = KARI, conversation = "c") => desk.ask({ message: { text }, person, conversation });

describe("a conversation", () => {
  it("goes on from what was said", async () => {
    const { desk } = open();
    await asking(desk, "Hva er NSHF?");
    expect(factsOf((await asking(desk, "hvor ofte møtes de?")).reply.answer)).toEqual(["nshf.meetings"]);
  });

  it("goes on even if both messages arrive at once", async () => {
    const { desk } = open();
    const [, second] = await Promise.all([asking(desk, "Hva er NSHF?"), asking(desk, "hvor ofte møtes de?")]);
    expect(factsOf(second.reply.answer)).toEqual(["nshf.meetings"]);
  });

  it("is apart from every other", async () => {
    const { desk } = open();
    await asking(desk, "Hva er NSHF?", KARI, "a");
    await asking(desk, "Hva er IGC?", OLA, "b");
    expect(factsOf((await asking(desk, "hvor er sekretariatet?", OLA, "b")).reply.answer)).toEqual(["igc.secretariat"]);
  });
});

describe("an answer", () => {
  it("can be given again by its id, and as the conversation's last, with the memory of then", async () => {
    const { desk } = open();
    await asking(desk, "Hva er NSHF?");
    const told = await asking(desk, "hvor ofte møtes de?");
    const other = await asking(desk, "og IGC?");
    expect(await desk.again({ answer: told.id })).toMatchObject({ question: "hvor ofte møtes de?", reply: { answer: told.reply.answer } });
    expect((await desk.again({ conversation: "c" }))?.id).toBe(other.id);
    expect(await desk.again({ answer: "no such" })).toBeUndefined();
  });

  it("takes one verdict a person, which can be changed", async () => {
    const { desk, metrics } = open();
    const { id } = await asking(desk, "Hva er NSHF?");
    expect(await desk.feedback(KARI, id, "helpful")).toBe("counted");
    expect(await desk.feedback(KARI, id, "helpful")).toBe("same");
    expect(await desk.feedback(KARI, id, "unhelpful")).toBe("changed");
    expect(await desk.feedback(OLA, id, "helpful")).toBe("counted");
    expect(await desk.feedback(KARI, "no such", "helpful")).toBe("unknown");
    expect((await metrics.feedback.get()).values.reduce((sum, { value }) => sum + value, 0)).toBe(3);
  });
});

it("a chosen language wins over the question's", async () => {
  const { desk } = open();
  await desk.setLanguage(KARI, "nn");
  expect((await asking(desk, "What is NSHF?")).reply.answer.language).toBe("nn");
  expect((await asking(desk, "What is NSHF?", OLA, "o")).reply.answer.language).toBe("en");
  await desk.setLanguage(KARI, undefined);
  expect((await asking(desk, "What is NSHF?", KARI, "d")).reply.answer.language).toBe("en");
});

it("what is kept about a person is shown, and gone when it is deleted", async () => {
  const { desk } = open();
  await asking(desk, "Hva er NSHF?");
  await desk.setLanguage(KARI, "nn");
  expect(await desk.kept(KARI)).toMatchObject({ language: "nn", conversations: 1, answers: 1 });
  await desk.forget(KARI);
  expect(await desk.kept(KARI)).toMatchObject({ language: null, conversations: 0, answers: 0 });
  expect((await asking(desk, "hvor ofte møtes de?")).reply.answer.kind).toBe("clarify");
});

it("answers without memory where the store fails, and counts it", async () => {
  const broken = new Proxy({} as Store, { get: () => async () => Promise.reject(new Error("down")) });
  const { desk, metrics } = open({ store: broken });
  expect(factsOf((await asking(desk, "Hvor ofte møtes NSHF?")).reply.answer)).toEqual(["nshf.meetings"]);
  expect((await metrics.errors.get()).values.length).toBeGreaterThan(0);
});

describe("while an answer is being remembered", () => {
  function held() {
    const store = createMemoryStore();
    let release = (): void => undefined;
    const wait = new Promise<void>((resolve) => {
      release = resolve;
    });
    const remember: Store["remember"] = (...of) => wait.then(() => store.remember(...of));
    return { ...open({ store: { ...store, remember } }), release: () => release() };
  }

  it("is given already", async () => {
    const { desk, release } = held();
    expect(factsOf((await asking(desk, "Hvor ofte møtes NSHF?")).reply.answer)).toEqual(["nshf.meetings"]);
    release();
  });

  it("the next message of its conversation waits, and those of others don't", async () => {
    const { desk, release } = held();
    await asking(desk, "Hva er NSHF?");
    const next = asking(desk, "hvor ofte møtes de?");
    const other = asking(desk, "Hva er IGC?", OLA, "o");
    expect(await Promise.race([next.then(() => "next"), other.then(() => "other")])).toBe("other");
    release();
    expect(factsOf((await next).reply.answer)).toEqual(["nshf.meetings"]);
  });

  it("somebody else's presses and deletions don't wait for it", async () => {
    const { desk, release } = held();
    await asking(desk, "Hva er NSHF?");
    expect(await desk.kept(OLA)).toMatchObject({ answers: 0 });
    expect(await desk.forget(OLA)).toMatchObject({ answers: 0 });
    expect(await desk.again({ answer: "of somebody else" })).toBeUndefined();
    release();
  });

  it("what is deleted doesn't come back with a question that was still under way", async () => {
    const { desk, release } = held();
    void asking(desk, "Hva er NSHF?");
    void asking(desk, "hvor ofte møtes de?");
    const forgotten = desk.forget(KARI);
    release();
    expect(await forgotten).toMatchObject({ answers: 2 });
    expect(await desk.kept(KARI)).toMatchObject({ answers: 0, conversations: 0 });
  });

  it("a server that stops waits for it", async () => {
    const { desk, release } = held();
    await asking(desk, "Hva er NSHF?");
    const order: string[] = [];
    const idle = desk.idle().then(() => order.push("idle"));
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push("released");
    release();
    await idle;
    expect(order).toEqual(["released", "idle"]);
  });

  it("the next message waits a second at most: a store that is away silences nobody", async () => {
    const { desk, release } = held();
    await asking(desk, "Hva er NSHF?");
    expect(factsOf((await asking(desk, "Hvor ofte møtes NSHF?")).reply.answer)).toEqual(["nshf.meetings"]);
    release();
  });

  it("whoever asks for it again, judges it or deletes it, waits until it is there", async () => {
    const { desk, release } = held();
    const { id } = await asking(desk, "Hva er NSHF?");
    const all = Promise.all([desk.again({ answer: id }), desk.feedback(KARI, id, "helpful"), desk.kept(KARI)]);
    release();
    const [again, verdict, kept] = await all;
    expect(again?.question).toBe("Hva er NSHF?");
    expect(verdict).toBe("counted");
    expect(kept).toMatchObject({ conversations: 1, answers: 1 });
    await asking(desk, "Hva er IGC?");
    expect(await desk.forget(KARI)).toMatchObject({ answers: 2 });
    expect(await desk.kept(KARI)).toMatchObject({ answers: 0 });
  });
});

it("asks for patience in the question's language where somebody asks too much, and remembers nothing of it", async () => {
  const { desk } = open({ limit: async () => ({ allowed: false, retryAfter: 11_500 }) });
  const { reply, id } = await asking(desk, "how often does NSHF meet?");
  expect(reply.answer).toMatchObject({ kind: "unknown", language: "en", citations: [] });
  expect(reply.answer.answer).toContain("12");
  expect(await desk.again({ answer: id })).toBeUndefined();
});

it.each([
  ["Hvor ofte møtes NSHF?", 1, "om 1 sekund."],
  ["Hvor ofte møtes NSHF?", 7, "om 7 sekunder."],
  ["Kor ofte møtest NSHF, og kven er med?", 7, "om 7 sekund."],
  ["How often does NSHF meet?", 1, "in 1 second."],
  ["How often does NSHF meet?", 7, "in 7 seconds."],
])("says the wait for '%s' of %d seconds as one says it", async (text, seconds, said) => {
  const { desk } = open({ limit: async () => ({ allowed: false, retryAfter: seconds * 1000 }) });
  const { reply } = await asking(desk, text);
  expect(reply.answer.answer).toContain(said);
});

describe("whoever asks too much", () => {
  const refused: Limit = async () => ({ allowed: false, retryAfter: 7000, again: true });

  it("costs no work of the bot", async () => {
    const never: Bot = () => {
      throw new Error("the bot was asked");
    };
    const { desk } = open({ limit: refused, bot: never });
    expect((await asking(desk, "Hvor ofte møtes NSHF?")).retryAfter).toBe(7);
  });

  it("is told once, and then nothing is to be said", async () => {
    let again = false;
    const { desk } = open({ limit: async () => ({ allowed: false, retryAfter: 7000, ...(again ? { again } : {}) }) });
    expect(await asking(desk, "Hvor ofte møtes NSHF?")).not.toHaveProperty("silent");
    again = true;
    expect(await asking(desk, "Hvor ofte møtes NSHF?")).toMatchObject({ silent: true });
  });

  it.each([
    ["the question's, before the app's", { text: "when was IGC founded?", locale: "nb-NO" }, "en"],
    ["the app's, where the question tells none", { text: "IGC", locale: "en-GB" }, "en"],
    ["the chosen one, before all", { text: "when was IGC founded?", language: "nn" as const }, "nn"],
  ])("is told so in a language: %s", async (_, message, language) => {
    const { desk } = open({ limit: refused });
    expect((await desk.ask({ message, person: KARI, conversation: "c" })).reply.answer.language).toBe(language);
  });

  it("is told so in the conversation's language, where nothing else tells", async () => {
    let allowed = true;
    const { desk } = open({ limit: async () => (allowed ? { allowed } : { allowed, retryAfter: 7000 }) });
    await asking(desk, "What is NSHF?");
    allowed = false;
    expect((await asking(desk, "IGC")).reply.answer.language).toBe("en");
  });
});
