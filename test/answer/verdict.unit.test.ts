// Clause and fact → the verdict before the fact (yes, no, differs, open or none), on invented
// facts.
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../src/answer/outcome.js";
import { createJudge } from "../../src/answer/verdict.js";
import type { Language } from "../../src/chat.js";
import { fact, knowledge, model, question } from "../fixture/index.js";

const { judge, settle } = createJudge(knowledge, model);
const verdict = (text: string, id: string, about: readonly string[] = fact(id).about.slice(0, 1), language: Language = "en") =>
  judge(question(text, language), [fact(id)], about);

describe("before a fact stands", () => {
  it.each<[Verdict | null, string, string]>([
    ["yes", "Does PORTA have a secretariat?", "porta.secretariat"],
    ["yes", "Does the Pilot Committee adopt the budget?", "pilots.decide"],
    ["yes", "Can the Pilot Committee adopt the budget?", "pilots.decide"],
    [null, "Should the Pilot Committee adopt the budget?", "pilots.decide"],
    ["yes", "Is LANTERNA informal?", "lanterna.form"],
    ["no", "Is LANTERNA formal?", "lanterna.form"],
    ["no", "Does HAVRA have a permanent secretariat?", "havra.secretariat"],
    ["yesAfterAll", "Doesn't PORTA have a secretariat?", "porta.secretariat"],
    ["yes", "Does LANTERNA supervise the Ice Committee?", "lanterna.supervises"],
    ["yes", "Is Norway a member of HAVRA?", "havra.norway"],
    ["yes", "Is it true that PORTA meets twice a year?", "porta.meetings"],
    [null, "Where is the secretariat of PORTA?", "porta.secretariat"],
    [null, "Who supervises the Ice Committee?", "lanterna.supervises"],
    ["open", "Does PORTA have a large secretariat?", "porta.secretariat"],
    ["open", "Does the Pilot Committee adopt the charter?", "pilots.decide"],
  ])("%s: %j", (expected, text, id) => expect(verdict(text, id)).toBe(expected));

  it.each<[Verdict | null, string, string, Language]>([
    ["yes", "Har PORTA et sekretariat?", "porta.secretariat", "nb"],
    ["no", "Har HAVRA eit fast sekretariat?", "havra.secretariat", "nn"],
    ["yes", "Er LANTERNA uformelt?", "lanterna.form", "nb"],
    ["no", "Er LANTERNA formelt?", "lanterna.form", "nn"],
    ["yes", "Møtes PORTA to ganger i året?", "porta.meetings", "nb"],
  ])("%s, in Norwegian: %j", (expected, text, id, language) => expect(verdict(text, id, undefined, language)).toBe(expected));
});

describe("a yes is never said", () => {
  it.each([
    ["of the doer and the other in reverse", "Does the Ice Committee supervise LANTERNA?", "lanterna.supervises"],
    ["of another doer", "Does PORTA supervise the Ice Committee?", "lanterna.supervises"],
    ["of all, where the fact says less", "Does the Pilot Committee always adopt the budget?", "pilots.decide"],
    ["of what must or may be", "Must the Pilot Committee adopt the budget?", "pilots.decide"],
    ["of one or the other", "Is LANTERNA informal or formal?", "lanterna.form"],
    ["of a part that is denied", "Is LANTERNA not informal?", "lanterna.form"],
    ["of an organisation outside", "Does the Whale Bureau have a secretariat in PORTA?", "porta.secretariat"],
    ["of somebody's something", "Does its chairman have a secretariat?", "porta.secretariat"],
    ["of a word that nobody knows", "Does PORTA have a gigantic secretariat?", "porta.secretariat"],
  ])("%s: %j", (_, text, id) => expect(["yes", "yesAfterAll"]).not.toContain(verdict(text, id)));
});

describe("a claim is held against the value of its own field", () => {
  it.each<[Verdict | null, string, string]>([
    ["yes", "Does PORTA meet twice a year?", "porta.meetings"],
    ["yes", "Does PORTA meet every six months?", "porta.meetings"],
    ["otherwise", "Does PORTA meet every month?", "porta.meetings"],
    ["otherwise", "PORTA meets four times a year", "porta.meetings"],
    ["yes", "Does PORTA have 30 members?", "porta.members"],
    ["otherwise", "Does PORTA have 31 members?", "porta.members"],
    ["yes", "Was PORTA founded in 1921?", "porta.founded"],
    ["otherwise", "Was PORTA founded in 1922?", "porta.founded"],
    ["otherwise", "When was PORTA founded in 1922?", "porta.founded"],
  ])("%s: %j", (expected, text, id) => expect(verdict(text, id)).toBe(expected));

  it("and what lasts since a year is so in every later one", () => {
    expect(verdict("Was Norway a member of HAVRA in 1995?", "havra.norway")).toBe("yes");
    expect(verdict("Was Norway a member of HAVRA in 1970?", "havra.norway")).toBe("otherwise");
    expect(verdict("Has Norway been a member of HAVRA since 1988?", "havra.norway")).toBe("yes");
    expect(verdict("Has Norway been a member of HAVRA since 1995?", "havra.norway")).toBe("otherwise");
    expect(verdict("Did Norway join HAVRA in 1995?", "havra.norway")).toBe("otherwise");
  });

  it("and a place against the place", () => {
    expect(verdict("Is the secretariat of PORTA in Lisbon?", "porta.secretariat")).toBe("otherwise");
    expect(verdict("Is the secretariat of PORTA in Hamburg?", "porta.secretariat")).not.toBe("otherwise");
    expect(verdict("Is it in Lisbon or in Hamburg?", "porta.secretariat")).not.toBe("otherwise");
    expect(verdict("Is the pilots' budget adopted in Lisbon?", "pilots.decide")).not.toBe("otherwise");
  });

  it("and never against another subject's", () => {
    expect(verdict("Does HAVRA meet four times a year?", "pilots.meetings", ["havra"])).toBeNull();
    expect(verdict("Do PORTA and HAVRA meet four times a year?", "porta.meetings", ["porta", "havra"])).not.toBe("otherwise");
  });
});

describe("of two facts", () => {
  const both = (text: string, ...ids: string[]) => judge(question(text), ids.map(fact), []);
  it("the one that settles it speaks for both", () => {
    expect(both("Does PORTA have a secretariat?", "porta.secretariat", "porta.what")).toBe("yes");
    expect(both("Is LANTERNA formal?", "lanterna.form", "lanterna.founded")).toBe("no");
  });
  it("and of three nothing is said", () => {
    expect(both("Does PORTA have a secretariat?", "porta.secretariat", "porta.what", "porta.members")).toBeNull();
  });
});

describe("a proposition", () => {
  const settled = (text: string, id: string, about: readonly string[] = []) => settle(question(text), fact(id), about);
  it("may have a pronoun for its doer, where the conversation is about that one", () => {
    expect(settled("do they have a secretariat", "porta.secretariat", ["porta"])).toBe(true);
    expect(settled("do they have a secretariat", "porta.secretariat", ["havra"])).toBeNull();
  });
  it("needs its verb and its object", () => {
    expect(settled("is PORTA a secretariat", "porta.secretariat")).toBeNull();
    expect(settled("does PORTA have", "porta.secretariat")).toBeNull();
    expect(settled("does LANTERNA supervise", "lanterna.supervises")).toBeNull();
  });
  it("says nothing of a fact without any", () => {
    expect(settled("does PORTA meet twice", "porta.meetings")).toBeNull();
  });
});
