// One clause and its context → its interpretation; and the ways to split a message.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Memory } from "../../src/chat.js";
import { createUnderstand } from "../../src/dialogue/index.js";
import { createInterpret } from "../../src/dialogue/interpret.js";
import { anyText } from "../fixture/any.js";
import { knowledge, model, question } from "../fixture/index.js";

const interpret = createInterpret(knowledge, model);
const understand = createUnderstand(knowledge, model);
const MEMORY: Memory = { language: "en", subjects: ["porta"], intent: "meetings", facts: ["porta.meetings"] };
const come = (text: string, memory?: Memory) => interpret(question(text), memory);

describe("a clause", () => {
  it("comes to what its words ask of whom they name", () => {
    expect(come("how often does PORTA meet")).toMatchObject({
      outcome: { kind: "told", facts: ["porta.meetings"] },
      intent: "meetings",
      decision: "answered",
      reading: { subjects: ["porta"], fromMemory: false },
    });
  });

  it("comes to what they ask of whom the conversation is about, where they name nobody", () => {
    expect(come("how many members do they have", MEMORY)).toMatchObject({
      outcome: { facts: ["porta.members"] },
      reading: { subjects: ["porta"], fromMemory: true },
    });
    expect(come("how many members do they have").outcome.kind).toBe("whose");
  });

  it("comes to what they ask of whom they name, whoever was spoken of", () => {
    expect(come("how many members does HAVRA have", MEMORY)).toMatchObject({ outcome: { facts: ["havra.members"] } });
  });

  it("that is a name alone comes to who that is, or to the question asked before", () => {
    expect(come("HAVRA")).toMatchObject({ decision: "bareName", intent: "overview" });
    expect(come("and HAVRA?", MEMORY)).toMatchObject({ decision: "sameQuestion", outcome: { facts: ["havra.meetings"] } });
    expect(come("what about LANTERNA", MEMORY)).toMatchObject({ outcome: { kind: "untold", intent: "meetings" } });
  });

  it("that is a topic alone comes to what is told of it", () => {
    expect(come("tides")).toMatchObject({ decision: "bareTopic", outcome: { frame: { name: "topic", topics: ["tides"] } } });
  });

  it("that is a phrase of an intent comes to it, in any case of letters", () => {
    for (const text of ["hello", "HELLO", "Hello!"])
      expect(come(text)).toMatchObject({ decision: "knownPhrase", intent: "smalltalk.greeting" });
  });

  it("of which no word is known is not understood", () => {
    expect(come("zyxwv qwert")).toMatchObject({ decision: "unknownWords", outcome: { kind: "offtopic" } });
    expect(come("")).toMatchObject({ decision: "unknownWords" });
  });

  it("that names two who differ in what they are compared by is not told by facts of each", () => {
    expect(come("is PORTA better than HAVRA").outcome.kind).not.toBe("told");
  });

  it("that states another value than was just told is held against it", () => {
    expect(come("I thought it was four times a year", MEMORY)).toMatchObject({
      outcome: { facts: ["porta.meetings"], verdict: "otherwise" },
    });
  });

  it("that asks why not is answered with the fact that contradicts it", () => {
    expect(come("why does PORTA not have a secretariat")).toMatchObject({
      outcome: { facts: ["porta.secretariat"], verdict: "otherwise" },
    });
  });
});

describe("a relation that is asked for in reverse", () => {
  it("is told only of the one to whom it is done", () => {
    expect(come("who supervises the Ice Committee")).toMatchObject({ outcome: { facts: ["lanterna.supervises"] } });
    expect(come("who supervises LANTERNA")).toMatchObject({ outcome: { kind: "untold", subjects: ["lanterna"] }, decision: "notInSource" });
  });
});

describe("a message is parted", () => {
  const parts = (text: string, memory?: Memory) => understand(question(text), memory).map((part) => part.question.text);

  it.each<[string, string[]]>([
    ["when was PORTA founded and how many members does it have", ["when was PORTA founded", "how many members does it have"]],
    ["When was PORTA founded? Who leads it?", ["When was PORTA founded", "Who leads it"]],
    ["how many members do PORTA and HAVRA have", ["how many members do PORTA and HAVRA have"]],
    ["compare PORTA and HAVRA", ["compare PORTA and HAVRA"]],
    ["thanks, how often does PORTA meet", ["how often does PORTA meet"]],
    ["PORTA, HAVRA", ["PORTA, HAVRA"]],
  ])("where its parts are understood best: %j", (text, expected) => expect(parts(text)).toEqual(expected));

  it("and a part that names nobody is about whoever is named beside it", () => {
    const found = understand(question("how often does PORTA meet and how many members do they have"), undefined);
    expect(found.map(({ match }) => match.outcome.kind === "told" && match.outcome.facts)).toEqual([["porta.meetings"], ["porta.members"]]);
  });

  it("so that its parts never overlap, and keep their order", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(undefined, MEMORY), (text, memory) => {
        const whole = question(text);
        const found = understand(whole, memory);
        expect(found.length).toBeGreaterThan(0);
        fc.pre(whole.tokens.length > 0);
        let from = 0;
        for (const { tokens } of found.map((part) => part.question)) {
          const at = whole.tokens.findIndex((_, i) => i >= from && tokens.every((token, j) => whole.tokens[i + j] === token));
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + tokens.length;
        }
        expect(from).toBeLessThanOrEqual(whole.tokens.length);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
