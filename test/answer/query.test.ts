// A class of question and its subjects → what the fixture says about it: the lookup, without the
// classifier.
import { describe, expect, it } from "vitest";
import type { About } from "../../src/answer/about.js";
import type { Outcome } from "../../src/answer/outcome.js";
import { createEvaluate } from "../../src/answer/query.js";
import { aboutOf, groupsOf, isDangling } from "../../src/dialogue/reference.js";
import { knowledge, question } from "../fixture/index.js";

const evaluate = createEvaluate(knowledge);

/** Whom a question is about as the dialogue would tell it, where nothing was said before. */
function about(text: string, change: Partial<About> = {}): About {
  const asked = question(text);
  const groups = groupsOf(asked, undefined, knowledge.subjects);
  return { ...aboutOf(asked, { groups, dangling: groups.length === 0 && isDangling(asked) }), ...change };
}
const outcome = (intent: string, text: string, change: Partial<About> = {}): Outcome => evaluate(intent, about(text, change));
const facts = (found: Outcome): readonly string[] | string => (found.kind === "told" ? found.facts : found.kind);

describe("an intent of one subject", () => {
  it.each([
    ["meetings", "how often does PORTA meet", ["porta.meetings"]],
    ["meetings", "how often does the Pilot Committee meet", ["pilots.meetings"]],
    ["decides", "what does PORTA decide", ["pilots.decide"]],
    ["tasks", "what does HAVRA do", ["havra.what"]],
    ["founded", "when was LANTERNA founded", ["lanterna.founded"]],
  ])("%s: %j is told of itself, or of a body of it", (intent, text, expected) => expect(facts(outcome(intent, text))).toEqual(expected));

  it("is untold, with whom it was asked of, where the source says nothing", () => {
    expect(outcome("meetings", "how often does LANTERNA meet")).toEqual({
      kind: "untold",
      intent: "meetings",
      subjects: ["lanterna"],
      elsewhere: [],
    });
    expect(outcome("unknown.leader", "who leads PORTA")).toMatchObject({ kind: "untold", subjects: ["porta"] });
  });

  it("is not told of a body by its forum's fact", () => {
    expect(outcome("members", "how many members does the Pilot Committee have")).toMatchObject({ kind: "untold" });
  });

  it("leaves out what was told before", () => {
    expect(facts(outcome("tasks", "what does HAVRA do", { told: ["havra.what"] }))).toEqual(["tides.warn"]);
  });
});

describe("an intent of several subjects", () => {
  it("is told of each, in the order in which they are named", () => {
    expect(outcome("members", "how many members do HAVRA and PORTA have")).toMatchObject({
      facts: ["havra.members", "porta.members"],
      missing: [],
    });
  });

  it("names those of whom it is not told", () => {
    expect(outcome("members", "how many members do PORTA and LANTERNA have")).toMatchObject({
      facts: ["porta.members"],
      missing: ["lanterna"],
    });
  });

  it("is told of each itself, not of its bodies", () => {
    expect(outcome("tasks", "what do HAVRA and LANTERNA do")).toMatchObject({ facts: ["havra.what"], missing: ["lanterna"] });
  });
});

describe("an intent of nobody", () => {
  it("asks whose, where several have it", () => {
    expect(outcome("members", "how many members")).toMatchObject({ kind: "whose", facts: ["porta.members", "havra.members"] });
  });

  it("is told where only one has it, unless it points at somebody", () => {
    expect(facts(outcome("norway-since", "when did Norway join"))).toEqual(["havra.norway"]);
    expect(outcome("norway-since", "when did Norway join them")).toMatchObject({ kind: "whose" });
  });

  it("is told of whom a claim fits", () => {
    expect(facts(outcome("meetings", "which meets four times a year"))).toEqual(["pilots.meetings"]);
    expect(facts(outcome("founded", "which was founded in 1975"))).toEqual(["lanterna.founded"]);
    expect(facts(outcome("founded", "which was founded before 1950"))).toEqual(["porta.founded"]);
    expect(facts(outcome("founded", "which was founded after 1950"))).toEqual(["lanterna.founded"]);
  });

  it("is told of who is in a place", () => {
    expect(facts(outcome("secretariat", "which secretariat is in Hamburg"))).toEqual(["porta.secretariat"]);
  });
});

describe("a class of one fact", () => {
  it("is told of those whom it is about or speaks of", () => {
    for (const text of ["who supervises the Ice Committee", "does LANTERNA supervise anybody", "who supervises"])
      expect(facts(outcome("lanterna.supervises", text))).toEqual(["lanterna.supervises"]);
  });

  it("is untold of anybody else, and tells whose it is", () => {
    expect(outcome("lanterna.supervises", "who supervises PORTA")).toMatchObject({
      kind: "untold",
      subjects: ["porta"],
      elsewhere: ["lanterna.supervises"],
    });
  });

  it("comes to the question behind it, of another subject", () => {
    expect(facts(outcome("porta.meetings", "how often does HAVRA meet"))).toEqual(["havra.meetings"]);
    expect(outcome("porta.meetings", "how often does LANTERNA meet")).toMatchObject({ kind: "untold", intent: "meetings" });
  });

  it("is told with whom it is missing of, where one of two has it", () => {
    expect(outcome("porta.members", "how many members do PORTA and LANTERNA have")).toMatchObject({
      facts: ["porta.members"],
      missing: ["lanterna"],
    });
  });
});

describe("a question with a negation", () => {
  it("is answered with what the source denies, and with nothing else", () => {
    expect(facts(outcome("secretariat", "why HAVRA does not have one", { negated: true }))).toEqual(["havra.secretariat"]);
    expect(outcome("secretariat", "PORTA does not have a secretariat", { negated: true })).toMatchObject({ kind: "untold" });
  });

  it("is not answered by a fact that says the contrary", () => {
    expect(facts(outcome("form", "which kind is LANTERNA, informal"))).toEqual(["lanterna.form"]);
    expect(outcome("form", "which kind is LANTERNA, formal")).toMatchObject({ kind: "untold", elsewhere: ["lanterna.form"] });
  });
});

describe("a list, an overview, a topic", () => {
  it("of the setting is the whole list, and of a stranger untold", () => {
    expect(outcome("cooperation.aims", "which aims are there")).toMatchObject({ frame: { name: "list", list: "cooperation.aims" } });
    expect(outcome("cooperation.aims", "which aims does PORTA have")).toMatchObject({ kind: "untold", subjects: ["porta"] });
  });

  it("of a subject is its beginning, or all of it where all is asked for", () => {
    expect(facts(outcome("overview", "what is it that PORTA really is"))).toEqual(["porta.what", "porta.meetings"]);
    expect(facts(outcome("overview", "tell me everything about PORTA"))).toEqual(["porta.what", "porta.meetings", "porta.members"]);
  });

  it("of a name with two readings asks which", () => {
    expect(outcome("overview", "what is the committee")).toMatchObject({ kind: "whose", facts: ["pilots.decide", "ice.breaks"] });
  });

  it("of two subjects has what each is", () => {
    expect(facts(outcome("overview", "PORTA and HAVRA"))).toEqual(["porta.what", "havra.what"]);
  });

  it("of a topic has its facts, of those who are named if any are", () => {
    expect(facts(outcome("list.topic", "who works on tides"))).toEqual(["havra.what", "tides.warn"]);
    expect(facts(outcome("list.topic", "what does the Tide Council do about tides"))).toEqual(["tides.warn"]);
    expect(outcome("list.topic", "what does PORTA do about tides")).toMatchObject({ kind: "untold", subjects: ["porta"] });
  });

  it("of all forums leaves out the setting", () => {
    expect(facts(outcome("list.forums", "which forums are there"))).toEqual(["porta.what", "havra.what", "lanterna.form"]);
  });
});

describe("a comparison", () => {
  it("begins with what each is and sets side by side what both have", () => {
    const found = facts(outcome("compare", "compare PORTA and HAVRA"));
    expect(found.slice(0, 2)).toEqual(["porta.what", "havra.what"]);
    expect(found).toContain("porta.meetings");
    expect(found).toContain("havra.meetings");
    expect(found).not.toContain("porta.founded");
    expect(found).not.toContain("havra.norway");
  });

  it("takes one of the two from the conversation", () => {
    expect(outcome("compare", "compare it with HAVRA", { others: ["porta"] })).toMatchObject({
      frame: { name: "compare", subjects: ["porta", "havra"] },
    });
    expect(outcome("compare", "compare HAVRA")).toMatchObject({ kind: "untold", subjects: ["havra"] });
  });
});

describe("every other kind of intent", () => {
  it.each([
    ["smalltalk.greeting", { kind: "smalltalk", intent: "smalltalk.greeting" }],
    ["dialogue.more", { kind: "move", intent: "dialogue.more" }],
    ["dialogue.aside", { kind: "aside" }],
    ["hostile", { kind: "refuse", intent: "hostile" }],
    ["distress", { kind: "distress", intent: "distress" }],
    ["outside.fishing", { kind: "outside", names: [], intent: "outside.fishing" }],
    ["definition", { kind: "untold", intent: "definition", subjects: [], elsewhere: [] }],
    ["offtopic", { kind: "offtopic" }],
    ["no.such.intent", { kind: "offtopic" }],
  ])("%s has its own outcome, whoever is named", (intent, expected) => {
    expect(outcome(intent, "PORTA")).toEqual(expected);
    expect(outcome(intent, "")).toEqual(expected);
  });
});
