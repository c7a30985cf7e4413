// Question and memory → its subjects, by the names in it and by the conversation.
import { describe, expect, it } from "vitest";
import type { Memory } from "../../src/chat.js";
import { aboutOf, forumOf, groupsFrom, groupsOf, isBackground, isDangling, isPointing, presumes } from "../../src/dialogue/reference.js";
import { knowledge, question } from "../fixture/index.js";

const { subjects } = knowledge;
const memory = (about: readonly string[], facts: readonly string[] = [], rest: Partial<Memory> = {}): Memory => ({
  language: "en",
  subjects: about,
  intent: "meetings",
  facts,
  ...rest,
});
const groups = (text: string, before?: Memory) => groupsOf(question(text), before, subjects);

describe("the subjects that a question names", () => {
  it.each<[string, string, string[][]]>([
    ["in their order", "HAVRA and PORTA", [["havra"], ["porta"]]],
    ["each once", "PORTA and the Harbour League", [["porta"]]],
    ["a body instead of its forum, which is its second reading", "the Pilot Committee of PORTA", [["pilot-committee", "porta"]]],
    ["a body beside another forum", "the Pilot Committee and HAVRA", [["pilot-committee"], ["havra"]]],
    ["without the setting, where somebody else is named", "PORTA in the harbour co-operation", [["porta"]]],
    ["the setting alone", "the harbour co-operation", [["cooperation"]]],
    ["both readings of a name that is clear only in context", "the committee", [["pilot-committee", "ice-committee"]]],
    ["the one whose forum is named too", "the committee of LANTERNA", [["ice-committee", "lanterna"]]],
    ["nobody", "how often do they meet", []],
    ["nobody whom the source does not speak of", "WHALEX in Lisbon", []],
  ])("are found %s: %j", (_, text, expected) => expect(groups(text)).toEqual(expected));

  it("are made clear by the conversation", () => {
    expect(groups("the committee", memory(["ice-committee"]))).toEqual([["ice-committee"]]);
    expect(groups("the committee", memory(["porta"]))).toEqual([["pilot-committee"]]);
    expect(groups("the committee", memory(["havra"]))).toEqual([["pilot-committee", "ice-committee"]]);
  });

  it("know their forum, and which of them are only the setting", () => {
    expect(forumOf("ice-committee", subjects)).toBe("lanterna");
    expect(forumOf("porta", subjects)).toBe("porta");
    expect(forumOf("nobody", subjects)).toBe("nobody");
    expect(isBackground(["cooperation"], subjects)).toBe(true);
    expect(isBackground(["cooperation", "porta"], subjects)).toBe(false);
  });
});

describe("a question points back", () => {
  it.each([
    ["how often do they meet", true, true],
    ["what is its budget", true, true],
    ["when was the forum founded", false, true],
    ["how often does PORTA meet", false, false],
    ["", false, false],
  ])("%j: by a pronoun %s, at all %s", (text, pointing, dangling) => {
    expect(isPointing(question(text))).toBe(pointing);
    expect(isDangling(question(text))).toBe(dangling);
  });
});

describe("the subjects that a conversation is about", () => {
  const from = (text: string, before: Memory, compared = false) => groupsFrom(question(text), before, knowledge, compared);

  it("are followed by their forum, as a second reading", () => {
    expect(from("how often do they meet", memory(["ice-committee"])).groups).toEqual([["ice-committee", "lanterna"]]);
    expect(from("how often do they meet", memory(["porta", "havra"])).groups).toEqual([["porta"], ["havra"]]);
  });

  it("are one group where they are of one forum, unless they were compared", () => {
    const both = memory(["porta", "pilot-committee"]);
    expect(from("how often do they meet", both).groups).toEqual([["porta", "pilot-committee"]]);
    expect(from("how often do they meet", both, true).groups).toEqual([["porta"], ["pilot-committee"]]);
  });

  it("are the former and the latter of two", () => {
    const two = memory(["porta", "havra"]);
    expect(from("how many members does the first have", two).groups).toEqual([["porta"]]);
    expect(from("how many members does the former have", two).groups).toEqual([["porta"]]);
    expect(from("how many members does the latter have", two).groups).toEqual([["havra"]]);
    expect(from("the first or the last", two).groups).toEqual([["porta"], ["havra"]]);
  });

  it("are the body where the last fact took place, where it is asked what is done there", () => {
    const { groups: there } = from("what do they do there", memory(["porta"], ["porta.meetings"]));
    expect(there).toEqual([["porta"]]);
  });
});

describe("what a question says of itself", () => {
  const about = (text: string, before?: Memory) => aboutOf(question(text), { groups: [], memory: before });

  it.each([
    ["who is not formal", true],
    ["is PORTA not formal", false],
    ["why is PORTA not formal", false],
    ["PORTA is not formal", false],
    ["name those not formal", true],
    ["who is formal", false],
  ])("%j asks for those of whom it is not so: %s", (text, negated) => expect(about(text).negated).toBe(negated));

  it.each([
    ["which one is formal", true],
    ["is PORTA formal", false],
    ["why is PORTA formal", false],
  ])("%j asks which of all: %s", (text, filters) => expect(about(text).filters).toBe(filters));

  it.each([
    ["PORTA", true],
    ["tell me about PORTA and its work", true],
    ["what is PORTA then to us", false],
  ])("%j asks for the whole story: %s", (text, whole) => expect(about(text).whole).toBe(whole));

  it("leaves out what was told where it asks for more", () => {
    const before = memory(["porta"], ["porta.meetings"]);
    expect(about("which other meetings are there", before).told).toEqual(["porta.meetings"]);
    expect(about("which meetings are there", before).told).toEqual([]);
  });

  it("knows whom else the conversation was about", () => {
    const earlier = [{ subjects: ["lanterna"], intent: "founded", facts: [] }];
    expect(about("compare them", memory(["porta"], [], { earlier })).others).toEqual(["porta", "lanterna"]);
    expect(about("compare them").others).toEqual([]);
  });

  it.each([
    ["why is PORTA formal", true],
    ["is it PORTA that meets twice", true],
    ["PORTA or HAVRA", true],
    ["is PORTA formal", false],
  ])("%j presumes something: %s", (text, presuming) => expect(presumes(question(text))).toBe(presuming));
});
