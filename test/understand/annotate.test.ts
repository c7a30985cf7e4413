// Question → the type of answer it asks for and what it claims, by its words alone.
import { describe, expect, it } from "vitest";
import type { Claim } from "../../src/chat.js";
import {
  type AnswerType,
  askedType,
  asksByForm,
  claimsIn,
  isNegated,
  isNegatedQuestion,
  isYesNo,
  wordsOf,
} from "../../src/understand/annotate.js";
import { question } from "../fixture/index.js";

describe("yes or no is asked for", () => {
  it.each([
    "Does PORTA meet twice a year?",
    "is it true that PORTA has 30 members",
    "and is LANTERNA informal?",
    "PORTA has 30 members, right?",
    "so PORTA meets twice a year, doesn't it",
  ])("by %j", (text) => expect(isYesNo(question(text))).toBe(true));

  it.each(["How often does PORTA meet?", "PORTA meets twice a year", "who is in PORTA, right?", "PORTA", ""])("but not by %j", (text) =>
    expect(isYesNo(question(text))).toBe(false),
  );
});

describe("something is asked by form", () => {
  it.each([
    ["where was PORTA founded", true],
    ["does PORTA meet", true],
    ["PORTA meets twice a year", false],
    ["I am writing a paper", false],
  ])("%j: %s", (text, asks) => expect(asksByForm(question(text))).toBe(asks));
});

describe("a negation", () => {
  it.each([
    ["who is not formal", "en", true],
    ["hvem er ikke formell", "nb", true],
    ["kven er ikkje formell", "nn", true],
    ["who is formal", "en", false],
    ["who meets when PORTA does not", "en", false],
    ["who has no secretariat", "en", true],
    ["no secretariat", "en", true],
    ["no, I meant PORTA", "en", false],
    ["No. And PORTA?", "en", false],
  ] as const)("of %j (%s): %s", (text, language, negated) => expect(isNegated(question(text, language))).toBe(negated));

  it.each([
    ["isn't PORTA formal", true],
    ["is not PORTA formal", true],
    ["is PORTA not formal", false],
    ["who is not formal", false],
  ])("that turns the question around, %j: %s", (text, turned) => expect(isNegatedQuestion(wordsOf(question(text)))).toBe(turned));
});

describe("the kind of value that is asked for", () => {
  it.each<[string, AnswerType, "nb" | "en"]>([
    ["how many members does PORTA have", "count", "en"],
    ["hvor mange medlemmer har PORTA", "count", "nb"],
    ["when was PORTA founded", "time", "en"],
    ["and when was it founded", "time", "en"],
    ["how many years has PORTA been there", "time", "en"],
    ["which month does PORTA meet", "date", "en"],
    ["where is the secretariat", "place", "en"],
    ["hvor er sekretariatet", "place", "nb"],
    ["hvor ofte møtes PORTA", null, "nb"],
    ["who supervises PORTA", "person", "en"],
    ["why is PORTA formal", "reason", "en"],
    ["what does PORTA do when it meets", null, "en"],
    ["PORTA", null, "en"],
  ])("by %j: %s", (text, type, language) => expect(askedType(question(text, language))).toBe(type));
});

describe("what a message claims", () => {
  const claim = (field: Claim["field"], value: number, relation: Claim["relation"] = null): Claim => ({ field, value, relation });
  it.each<[string, Claim[]]>([
    ["does PORTA meet twice a year", [claim("perYear", 2)]],
    ["does PORTA meet three times a year", [claim("perYear", 3)]],
    ["does PORTA meet three times a month", [claim("perYear", 36)]],
    ["does PORTA meet every six months", [claim("perYear", 2)]],
    ["does PORTA meet every 6 months", [claim("perYear", 2)]],
    ["does PORTA meet every second month", [claim("perYear", 6)]],
    ["does PORTA meet once every two years", [claim("perYear", 0.5)]],
    ["does PORTA meet twice every year", [claim("perYear", 2)]],
    ["does PORTA meet three times every two years", [claim("perYear", 1.5)]],
    ["does PORTA meet every month", [claim("perYear", 12)]],
    ["does PORTA meet monthly", [claim("perYear", 12)]],
    ["does PORTA have 30 members", [claim("members", 30)]],
    ["are there thirty member countries in PORTA", [claim("members", 30)]],
    ["was PORTA founded in 1921", [claim("year", 1921, "in")]],
    ["a member since 1988", [claim("year", 1988, "from")]],
    ["a member before 1988", [claim("year", 1988, "before")]],
    ["a member after 1988", [claim("year", 1988, "after")]],
    ["a member until 1988", [claim("year", 1988, "until")]],
    ["does PORTA have two committees", [claim("count", 2)]],
    ["how often does PORTA meet", []],
    ["number 2", []],
    ["", []],
  ])("in %j", (text, claims) => expect(claimsIn(question(text))).toEqual(claims));

  it.each<[string, Claim[]]>([
    ["møtes PORTA hvert halvår", [claim("perYear", 2)]],
    ["møtes PORTA hver sjette måned", [claim("perYear", 2)]],
    ["møtes PORTA to ganger hvert andre år", [claim("perYear", 1)]],
    ["møtes PORTA to ganger hvert år", [claim("perYear", 2)]],
    ["møtes PORTA annenhver måned", []],
    ["har PORTA tretti medlemmer", [claim("members", 30)]],
    ["siden 1988", [claim("year", 1988, "from")]],
  ])("in Norwegian, in %j", (text, claims) => expect(claimsIn(question(text, "nb"))).toEqual(claims));
});
