// “Which has the most members?” → the facts with the extreme value, among all or those named.
import { describe, expect, it } from "vitest";
import { createRank } from "../../src/answer/rank.js";
import type { Intent } from "../../src/knowledge/types.js";
import { knowledge, last } from "../fixture/index.js";

const rank = createRank(knowledge);
const by = (intent: string, groups: readonly string[] = [], words: readonly string[] = []) =>
  rank(knowledge.intents[intent] as Intent, { stems: new Set(words), groups: groups.map((id) => [id]), named: groups.length > 0 });

describe("of all", () => {
  it("the one with the most comes first, and all follow", () => {
    expect(by("extreme.meetings")).toEqual({
      kind: "told",
      facts: ["pilots.meetings", "porta.meetings", "havra.meetings"],
      frame: { name: "most", of: "meetingsPerYear", subject: "pilot-committee", end: "most", value: "4" },
      missing: [],
    });
    expect(by("extreme.members")).toMatchObject({ frame: { subject: "porta", end: "most", value: "30" } });
  });

  it("the one with the least is named where it is asked for, in any language", () => {
    for (const word of ["least", "sjeldnest", "sjeldnast"])
      expect(by("extreme.meetings", [], [word])).toMatchObject({ frame: { subject: "havra", end: "least", value: "1" } });
  });

  it("the oldest is the earliest year, a year since when somebody is in it included", () => {
    expect(by("extreme.oldest")).toMatchObject({
      facts: ["porta.founded", "lanterna.founded", "havra.norway"],
      frame: { name: "most", subject: null, end: "earliest", value: "1921" },
    });
  });

  it("one of a kind is no ranking", () => {
    const one = { ...(knowledge.intents["extreme.members"] as Intent), value: "since" as const };
    const alone = createRank({ ...knowledge, intents: { one } });
    expect(alone(one, { stems: new Set(), groups: [], named: false })).toEqual({
      kind: "untold",
      intent: "extreme.members",
      subjects: [],
      elsewhere: ["havra.norway"],
    });
  });
});

describe("among those who are named", () => {
  it("only these are told, the first of them first", () => {
    expect(by("extreme.members", ["havra", "porta"])).toEqual({
      kind: "told",
      facts: ["porta.members", "havra.members"],
      frame: { name: "fact" },
      missing: [],
    });
    expect(by("extreme.oldest", ["lanterna", "porta"])).toMatchObject({ facts: ["porta.founded", "lanterna.founded"] });
  });

  it("whoever has no such value is missing", () => {
    expect(by("extreme.members", ["lanterna", "havra"])).toMatchObject({ facts: ["havra.members"], missing: ["lanterna"] });
    expect(by("extreme.members", ["lanterna"])).toMatchObject({ kind: "untold", subjects: ["lanterna"] });
  });

  it("since when somebody is in it is not how old it is", () => {
    expect(by("extreme.oldest", ["havra", "porta"])).toMatchObject({ facts: ["porta.founded"], missing: ["havra"] });
  });

  it("a forum's bodies count as its own", () => {
    expect(by("extreme.meetings", ["porta"])).toMatchObject({ facts: ["pilots.meetings", "porta.meetings"] });
  });
});

describe("of values that other data declares", () => {
  it("are ranked and told in that value's own words", () => {
    expect(by("extreme.members")).toMatchObject({ frame: { of: "members" } });
    expect(last("Which has the most members?").answer).toContain(knowledge.values.members?.most?.en.split("{subject}")[0]);
  });
});
