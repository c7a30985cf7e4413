// What is at hand of conversations: dropped when somebody else wrote, when it is old, and when there is too much of it.
import { join } from "node:path";
import { expect, it } from "vitest";
import { createAtHand } from "../../src/store/athand.js";
import { folder, pair, sqliteSettings } from "./harness.js";

const known = (answer: string) => ({
  memory: { language: "nb", subjects: [], intent: null, facts: [] } as const,
  last: { answer, before: undefined },
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

it("is what was put there, until somebody else wrote or everything is dropped", async () => {
  let written = 7;
  const hand = createAtHand(() => written, 1000);
  hand.refresh();
  hand.conversations.set("c", known("a1"));
  hand.languages.set("kari", undefined);
  hand.refresh();
  expect(hand.conversations.get("c")?.value).toEqual(known("a1"));
  expect(hand.languages.get("kari")).toMatchObject({ value: undefined });
  expect(hand.languages.get("ola")).toBeUndefined();
  written = 8;
  await turn();
  hand.refresh();
  expect(hand.conversations.get("c")).toBeUndefined();
  expect(hand.languages.get("kari")).toBeUndefined();
  hand.languages.set("kari", "nn");
  hand.clear();
  expect(hand.languages.get("kari")).toBeUndefined();
});

it("is old after its time, counted from when it was last said", () => {
  let now = 0;
  const hand = createAtHand(
    () => 1,
    1000,
    () => now,
  );
  hand.refresh();
  hand.conversations.set("c", known("a1"));
  now = 900;
  hand.conversations.set("c", known("a2"));
  now = 1899;
  expect(hand.conversations.get("c")?.value).toEqual(known("a2"));
  now = 1900;
  expect(hand.conversations.get("c")).toBeUndefined();
});

it("is gone when it is old, though nobody asks for it", async () => {
  const hand = createAtHand(() => 1, 10);
  hand.conversations.set("c", known("a1"));
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(hand.conversations.size()).toBe(0);
});

it("keeps the latest 2,000 conversations", () => {
  const hand = createAtHand(() => 1, 1000);
  hand.refresh();
  for (let i = 0; i < 2000; i++) hand.conversations.set(`c${i}`, known(`a${i}`));
  hand.conversations.set("c0", known("again"));
  hand.conversations.set("new", known("new"));
  expect(hand.conversations.get("c1")).toBeUndefined();
  expect(hand.conversations.get("c0")?.value).toEqual(known("again"));
  expect(hand.conversations.get("c2")).toBeDefined();
});

it("saves the next message of a conversation the wait for the one before to be written, but where somebody else wrote", async () => {
  const { path, remove } = folder();
  const { store, other, close } = await pair(sqliteSettings(join(path, "a.db")), remove);
  const person = { platform: "slack", workspace: "T1", user: "U1" };
  const { memory, last } = known("a1");
  const told = {
    ...last,
    question: "Hva er NSHF?",
    locale: undefined,
    kind: "answer",
    language: "nb",
    intent: null,
    subjects: [],
  } as const;
  let waits = 0;
  const recalled = async (remembered: Promise<void>) => {
    const written = async (): Promise<void> => {
      waits++;
      await remembered;
    };
    return (await store.recall("c", person, written)).conversation?.last.answer;
  };
  await recalled(Promise.resolve());
  expect(waits).toBe(1);
  const first = store.remember("c", person, { memory, last: told });
  expect(await recalled(first)).toBe("a1");
  expect(waits).toBe(1);
  const second = store.remember("c", person, { memory, last: { ...told, answer: "a2" } });
  await other?.setLanguage(person, "nn");
  expect(await recalled(second)).toBe("a2");
  expect(waits).toBe(2);
  await close();
});
