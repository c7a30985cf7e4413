// Parts of a message and their outcomes → what the next message can refer to.
import { describe, expect, it } from "vitest";
import type { Match } from "../../src/answer/match.js";
import { type Frame, type Outcome, whose } from "../../src/answer/outcome.js";
import type { Memory } from "../../src/chat.js";
import { remember } from "../../src/dialogue/state.js";
import { knowledge } from "../fixture/index.js";

const match = (outcome: Outcome, intent: string | null, subjects: readonly string[] = [], fromMemory = false): Match => ({
  outcome,
  intent,
  confidence: 1,
  quality: 1,
  trust: null,
  reading: { candidates: [], intents: [], subjects, fromMemory },
  choices: [],
  decision: "answered",
});
const told = (facts: readonly string[], frame: Frame = { name: "fact" }, missing: readonly string[] = []): Outcome => ({
  kind: "told",
  facts,
  frame,
  missing,
});
const kept = (one: Match, before?: Memory): Memory => remember(one, "en", before, knowledge);
const FIRST = kept(match(told(["porta.meetings"]), "meetings", ["porta"]));

describe("after a reply is kept", () => {
  it("whom it was about, what was asked and what was told", () => {
    expect(FIRST).toEqual({ language: "en", subjects: ["porta"], intent: "meetings", facts: ["porta.meetings"] });
  });

  it("the subject of the fact before whoever was named, and whoever has none", () => {
    const memory = kept(match(told(["porta.members"], { name: "fact" }, ["lanterna"]), "members", ["lanterna", "porta"]));
    expect(memory.subjects).toEqual(["porta", "lanterna"]);
  });

  it("nobody but those named, where it was about all of them", () => {
    const ranking = told(["porta.members", "havra.members"], { name: "most", of: "members", subject: "porta", end: "most", value: "30" });
    expect(kept(match(ranking, "extreme.members")).subjects).toEqual([]);
    expect(kept(match(ranking, "extreme.members", ["havra"], true)).subjects).toEqual([]);
    expect(kept(match(told(["porta.what"], { name: "forums" }), "list.forums")).subjects).toEqual([]);
  });

  it("the setting only where nobody else is there", () => {
    expect(kept(match(told(["cooperation.extent"]), "overview", [])).subjects).toEqual(["cooperation"]);
    expect(kept(match(told(["porta.what"]), "overview", ["cooperation"])).subjects).toEqual(["porta"]);
  });

  it("the question, where it was asked back about or is untold", () => {
    const untold: Outcome = { kind: "untold", intent: "members", subjects: ["lanterna"], elsewhere: [] };
    expect(kept(match(untold, "members", ["lanterna"]))).toMatchObject({ subjects: ["lanterna"], intent: "members", facts: [] });
    expect(kept(match(whose(["porta.members"]), "members"), FIRST)).toMatchObject({ subjects: ["porta"], intent: "members" });
  });
});

describe("what was kept before", () => {
  it("stays as it was after chatter and after what was not understood, but for the language", () => {
    for (const outcome of [{ kind: "smalltalk", intent: "smalltalk.thanks" }, { kind: "unclear", near: [] }, { kind: "aside" }] as const)
      expect(remember(match(outcome, null), "nn", FIRST, knowledge)).toEqual({ ...FIRST, language: "nn" });
  });

  it("stays as it was after hatred, and after what the conversation's subject has nothing to do with", () => {
    for (const outcome of [{ kind: "refuse", intent: "hostile" }, { kind: "offtopic" }] as const)
      expect(kept(match(outcome, "hostile", ["porta"], true), FIRST)).toEqual(FIRST);
  });

  it("is nothing at the beginning", () => {
    expect(kept(match({ kind: "unclear", near: [] }, null))).toEqual({ language: "en", subjects: [], intent: null, facts: [] });
  });

  it("becomes an earlier turn, the latest first, four at most", () => {
    let memory: Memory | undefined;
    const ids = ["porta.founded", "porta.members", "porta.meetings", "havra.members", "havra.meetings", "lanterna.founded"];
    for (const id of ids) memory = kept(match(told([id]), "members"), memory);
    expect(memory?.facts).toEqual(["lanterna.founded"]);
    expect(memory?.earlier?.map(({ facts }) => facts[0])).toEqual(["havra.meetings", "havra.members", "porta.meetings", "porta.members"]);
  });

  it("keeps the language that was wished for", () => {
    expect(kept(match(told(["porta.members"]), "members"), { ...FIRST, wished: "nn" }).wished).toBe("nn");
    expect(kept(match({ kind: "aside" }, null), { ...FIRST, wished: "nn" }).wished).toBe("nn");
  });

  it("is never changed in place", () => {
    const before = structuredClone(FIRST);
    kept(match(told(["havra.members"]), "members"), FIRST);
    expect(FIRST).toEqual(before);
  });
});
