// Readings of a clause → one decision, and its evidence. The readings are made by hand, without the
// classifier.
import { describe, expect, it } from "vitest";
import { COVERED, type Coverage } from "../../src/answer/coverage.js";
import { FITTED } from "../../src/answer/fitted.js";
import type { Candidate, Reading } from "../../src/answer/match.js";
import { keyOf, type Outcome, whose } from "../../src/answer/outcome.js";
import { createDecide, evidenceOf, trustIn } from "../../src/answer/policy.js";
import { knowledge, question } from "../fixture/index.js";

const decide = createDecide(knowledge);
const told = (...facts: string[]): Outcome => ({ kind: "told", facts, frame: { name: "fact" }, missing: [] });
const untold: Outcome = { kind: "untold", intent: "members", subjects: ["lanterna"], elsewhere: [] };
const candidate = (outcome: Outcome, score: number, coverage: Partial<Coverage> = {}): Candidate => ({
  key: keyOf(outcome),
  outcome,
  intent: "meetings",
  own: score,
  score,
  coverage: { ...COVERED, content: 2, ...coverage },
});
const reading = (...candidates: Candidate[]): Reading => ({ candidates, intents: [], subjects: ["porta"], fromMemory: false });
const asked = question("how often does PORTA meet");
const MEETINGS = told("porta.meetings");

describe("it is decided", () => {
  it("to tell what is likely and covered", () => {
    const match = decide(reading(candidate(MEETINGS, 0.95)), asked, false);
    expect(match).toMatchObject({ outcome: MEETINGS, decision: "answered", choices: [] });
    expect(match.trust).toBeGreaterThanOrEqual(FITTED.answer);
    expect(match.quality).toBe(match.trust);
  });

  it("not to tell what is unlikely, or holds none of the words", () => {
    expect(decide(reading(candidate(MEETINGS, 0.15)), asked, false)).toMatchObject({
      decision: "notUnderstood",
      trust: expect.any(Number),
    });
    const bare = candidate(MEETINGS, 0.95, { strange: 2, unknown: 2, anchored: false });
    expect(decide(reading(bare), asked, false).outcome).toEqual({ kind: "unclear", near: ["porta.meetings"] });
  });

  it("not to tell by a superlative or a question word that the fact does not answer", () => {
    for (const coverage of [{ ranked: false }, { asked: false }])
      expect(decide(reading(candidate(MEETINGS, 0.95, coverage)), asked, false).decision).toBe("notUnderstood");
  });

  it("to say that such a value is not told", () => {
    expect(decide(reading(candidate(MEETINGS, 0.95, { valued: false })), asked, false)).toMatchObject({
      decision: "noSuchValue",
      outcome: { kind: "untold", subjects: ["porta"] },
    });
  });

  it("to tell two close facts of one forum together", () => {
    const match = decide(reading(candidate(MEETINGS, 0.48), candidate(told("pilots.meetings"), 0.46)), asked, false);
    expect(match).toMatchObject({ decision: "severalFacts", outcome: { facts: ["porta.meetings", "pilots.meetings"] } });
  });

  it("to ask back about two close facts of different forums", () => {
    const [a, b] = [told("porta.meetings"), told("havra.meetings")];
    expect(decide(reading(candidate(a, 0.48), candidate(b, 0.46)), asked, false)).toMatchObject({
      decision: "ambiguous",
      choices: [a, b],
    });
  });

  it("to tell the better one where the second is far behind", () => {
    expect(decide(reading(candidate(MEETINGS, 0.8), candidate(told("havra.meetings"), 0.1)), asked, false).choices).toEqual([]);
  });

  it("to ask whose, where several have it", () => {
    const all = whose(["porta.members", "havra.members"]);
    expect(decide(reading(candidate(all, 0.6)), question("how many members"), false)).toMatchObject({
      decision: "ambiguous",
      outcome: all,
    });
  });

  it("to say that the source does not tell, from a likelihood on", () => {
    expect(decide(reading(candidate(untold, FITTED.untold)), asked, false)).toMatchObject({ outcome: untold, decision: "notInSource" });
    expect(decide(reading(candidate(untold, FITTED.untold - 0.01)), asked, false).decision).toBe("notUnderstood");
  });

  it.each(["refuse", "distress"] as const)("to %s before anything else is told", (kind) => {
    const grave: Outcome = { kind, intent: kind === "refuse" ? "hostile" : "distress" };
    const rest = candidate(MEETINGS, 0.3);
    expect(decide(reading(candidate(grave, FITTED[kind]), rest), asked, false).outcome).toEqual(grave);
    expect(decide(reading(candidate(grave, FITTED[kind] - 0.01), rest), asked, false).decision).toBe("notUnderstood");
  });

  it("to talk only in words that chatter has", () => {
    const chatter: Outcome = { kind: "smalltalk", intent: "smalltalk.greeting" };
    const hello = question("hello there");
    expect(decide(reading(candidate(chatter, 0.9)), hello, false).outcome).toEqual(chatter);
    expect(decide(reading(candidate(chatter, FITTED.talk - 0.01)), hello, false).decision).toBe("notUnderstood");
    expect(decide(reading(candidate(chatter, 0.9, { unknown: 1 })), hello, false).decision).toBe("notUnderstood");
    expect(decide(reading(candidate(chatter, 0.9, { strange: 1 })), hello, false).decision).toBe("notUnderstood");
  });
});

describe("whoever is named that the source does not speak of", () => {
  it("comes before what might be told", () => {
    const match = decide(reading(candidate(MEETINGS, 0.95)), question("how often does PORTA meet WHALEX"), false);
    expect(match).toMatchObject({ decision: "outsideName", outcome: { names: ["whalex"] }, reading: { subjects: [] } });
  });

  it("does not where the question presumes something that the fact corrects", () => {
    const presuming = question("why does PORTA meet WHALEX");
    expect(decide(reading(candidate(MEETINGS, 0.95)), presuming, true).outcome).toEqual(MEETINGS);
  });

  it("does not where it is a place beside a fact that tells a place, or in a clause of its own", () => {
    const seat = told("porta.secretariat");
    expect(decide(reading(candidate(seat, 0.95)), question("is the secretariat of PORTA in Lisbon"), false).outcome).toEqual(seat);
    expect(decide(reading(candidate(MEETINGS, 0.95)), question("how often does PORTA meet in Lisbon"), false).decision).toBe("outsideName");
    const aside = question("how often does PORTA meet because we live in Lisbon");
    expect(decide(reading(candidate(MEETINGS, 0.95)), aside, false).outcome).toEqual(MEETINGS);
  });
});

describe("the evidence", () => {
  const of = (text: string, best: Candidate, ...others: Candidate[]) => evidenceOf(best, reading(best, ...others), question(text));
  it("is a number each, and none of them is infinite", () => {
    for (const score of [0, 1e-9, 0.5, 1])
      for (const value of Object.values(of("PORTA", candidate(MEETINGS, score), candidate(untold, 0))))
        expect(value).toSatisfy(Number.isFinite);
  });

  it("tells what is mine from what is anybody's", () => {
    expect(of("when does my group meet", candidate(MEETINGS, 0.9)).personal).toBe(1);
    expect(of("when does my PORTA meet", candidate(MEETINGS, 0.9)).personal).toBe(0);
  });

  it("tells a stranger by the capital inside a sentence", () => {
    expect(of("how often does Zyxwv meet", candidate(MEETINGS, 0.9)).stranger).toBe(1);
    expect(of("how often does zyxwv meet", candidate(MEETINGS, 0.9)).stranger).toBe(0);
    expect(of("HOW OFTEN DOES ZYXWV MEET", candidate(MEETINGS, 0.9)).stranger).toBe(0);
    expect(of("Zyxwv meets how often", candidate(MEETINGS, 0.9)).stranger).toBe(0);
  });

  it("gives more trust to what is likelier, and less for strange words and a close rival", () => {
    const trust = (score: number, rival: number, strange = 0) =>
      trustIn(of("how often does PORTA meet", candidate(MEETINGS, score, { strange }), candidate(untold, rival)));
    expect(trust(0.9, 0.05)).toBeGreaterThan(trust(0.5, 0.05));
    expect(trust(0.5, 0.05)).toBeGreaterThan(trust(0.5, 0.45));
    expect(trust(0.9, 0.05)).toBeGreaterThan(trust(0.9, 0.05, 2));
  });
});
