// “And X?”, “more?”, “back to the first one”, “are you sure?” → their outcomes, given the
// conversation.
import { describe, expect, it } from "vitest";
import type { Match } from "../../src/answer/match.js";
import { createEvaluate } from "../../src/answer/query.js";
import type { Memory } from "../../src/chat.js";
import { createMoves, sameQuestion } from "../../src/dialogue/moves.js";
import { aboutOf, groupsOf } from "../../src/dialogue/reference.js";
import { knowledge, question } from "../fixture/index.js";

const evaluate = createEvaluate(knowledge);
const resolve = createMoves(knowledge, evaluate);
const memory = (subject: string, intent: string, facts: readonly string[], rest: Partial<Memory> = {}): Memory => ({
  language: "en",
  subjects: [subject],
  intent,
  facts,
  ...rest,
});
const MEETINGS = memory("porta", "meetings", ["porta.meetings"]);

function move(kind: string, text: string, before?: Memory): Match {
  const asked = question(text);
  const intent = `dialogue.${kind}`;
  const match: Match = {
    outcome: { kind: "move", intent },
    intent,
    confidence: 1,
    quality: 1,
    trust: null,
    reading: { candidates: [], intents: [], subjects: [], fromMemory: false },
    choices: [],
    decision: "answered",
  };
  return resolve(match, asked, groupsOf(asked, before, knowledge.subjects), before);
}
const facts = ({ outcome }: Match): readonly string[] | string => (outcome.kind === "told" ? outcome.facts : outcome.kind);

describe("the same question", () => {
  it("of another subject is that question", () => {
    expect(facts(move("same", "and HAVRA?", MEETINGS))).toEqual(["havra.meetings"]);
    expect(move("same", "and HAVRA?", MEETINGS)).toMatchObject({
      intent: "meetings",
      decision: "sameQuestion",
      reading: { subjects: ["havra"] },
    });
  });

  it("is untold of whoever has no such fact", () => {
    expect(move("same", "and LANTERNA?", MEETINGS).outcome).toMatchObject({ kind: "untold", intent: "meetings", subjects: ["lanterna"] });
  });

  it("goes on from what was untold, and from a list or a fact of its own", () => {
    expect(facts(move("same", "and PORTA?", memory("lanterna", "members", [])))).toEqual(["porta.members"]);
    expect(facts(move("same", "and PORTA?", memory("havra", "havra.meetings", ["havra.meetings"])))).toEqual(["porta.meetings"]);
  });

  it("of nobody asked before is what somebody is, and of nobody at all nothing", () => {
    expect(facts(move("same", "and HAVRA?"))).toEqual(["havra.what", "havra.norway", "havra.meetings"]);
    expect(facts(move("same", "and that?"))).toBe("unclear");
  });

  it("after chatter is what somebody is", () => {
    const said = memory("porta", "smalltalk.greeting", []);
    const about = aboutOf(question("and HAVRA"), { groups: [["havra"]], memory: said });
    expect(sameQuestion(said, about, knowledge, evaluate)).toMatchObject({ kind: "told", frame: { name: "overview", subject: "havra" } });
  });
});

describe("more", () => {
  it("is what answers the same question first, then the rest, and never what was told", () => {
    const more = facts(move("more", "more", memory("havra", "tasks", ["havra.what"])));
    expect(more).toEqual(["tides.warn"]);
    expect(facts(move("more", "more", MEETINGS))).toEqual(["pilots.meetings"]);
  });

  it("of a subject that is told out is the rest of its forum, under the forum's name", () => {
    const { outcome } = move(
      "more",
      "more",
      memory("tide-council", "tasks", ["tides.warn"], { earlier: [memory("havra", "tasks", ["havra.what"])] }),
    );
    expect(outcome).toMatchObject({ kind: "told", frame: { name: "overview", subject: "havra" } });
    expect(outcome.kind === "told" && outcome.facts).not.toContain("tides.warn");
  });

  it("ends where nothing is left", () => {
    const all = Object.values(knowledge.facts).flatMap(({ id, about }) =>
      about.some((one) => one === "havra" || one === "tide-council") ? [id] : [],
    );
    expect(move("more", "more", memory("havra", "overview", all)).outcome).toEqual({ kind: "nomore", subject: "havra" });
  });

  it("leaves out what was told in earlier turns", () => {
    const before = { ...MEETINGS, earlier: [memory("porta", "meetings", ["pilots.meetings"])] };
    expect(facts(move("more", "more", before))).not.toContain("pilots.meetings");
  });

  it("of somebody who is named is their whole story", () => {
    expect(facts(move("more", "more about HAVRA", MEETINGS))).toEqual(["havra.what", "havra.norway", "havra.meetings"]);
  });

  it("of nothing is not understood", () => {
    expect(move("more", "more")).toMatchObject({ outcome: { kind: "unclear" }, decision: "notUnderstood", trust: null });
  });
});

describe("back", () => {
  const earlier = [memory("havra", "members", ["havra.members"]), memory("lanterna", "founded", ["lanterna.founded"])];
  const before = { ...MEETINGS, earlier };

  it("is the turn before, or the first one", () => {
    expect(facts(move("back", "go back", before))).toEqual(["havra.members"]);
    expect(facts(move("back", "back to the first question", before))).toEqual(["lanterna.founded"]);
  });

  it("to somebody is what was told of them, or what they are", () => {
    expect(facts(move("back", "back to LANTERNA", before))).toEqual(["lanterna.founded"]);
    expect(facts(move("back", "back to HAVRA", MEETINGS))).toEqual(["havra.what", "havra.norway"]);
  });

  it("to nothing is not understood", () => {
    expect(facts(move("back", "go back", MEETINGS))).toBe("unclear");
    expect(facts(move("back", "go back"))).toBe("unclear");
  });
});

describe("doubt and another language", () => {
  it.each(["doubt", "language"])("(%s) say again what was told, or that it is untold", (kind) => {
    expect(facts(move(kind, "are you sure", MEETINGS))).toEqual(["porta.meetings"]);
    expect(move(kind, "are you sure", memory("lanterna", "members", [])).outcome).toMatchObject({ kind: "untold", subjects: ["lanterna"] });
  });

  it.each(["doubt", "language"])("(%s) of nothing that was asked are not understood", (kind) => {
    expect(facts(move(kind, "are you sure"))).toBe("unclear");
    expect(facts(move(kind, "are you sure", { ...MEETINGS, intent: null }))).toBe("unclear");
    expect(facts(move(kind, "are you sure", memory("porta", "smalltalk.greeting", [])))).toBe("unclear");
  });
});
