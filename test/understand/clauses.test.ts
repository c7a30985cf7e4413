// Message → where it may be split, and its parts as questions of their own.
import { describe, expect, it } from "vitest";
import { cutsOf, slice } from "../../src/understand/clauses.js";
import { question } from "../fixture/index.js";

/** Kind of each cut, and the word behind it that belongs to the clause. */
const cuts = (text: string): string[] => {
  const whole = question(text);
  return cutsOf(whole).map(({ kind, from }) => `${kind} ${whole.tokens[from]?.word}`);
};

describe("a message may be parted", () => {
  it.each([
    ["between sentences", "When was PORTA founded? Who leads it?", ["sentence who"]],
    ["before a question that is joined", "when was PORTA founded and who leads it", ["joinedQuestion who"]],
    ["before a verb that asks", "when was PORTA founded and does it meet", ["joinedQuestion does"]],
    ["before a sloppily joined question", "when was PORTA founded n who leads it", ["joinedQuestion who"]],
    ["between things that are joined", "when did PORTA and HAVRA meet", ["joined havra"]],
    ["behind a comma", "when did PORTA, HAVRA meet", ["paused havra"]],
    [
      "between things that are listed",
      "PORTA: meetings, secretariat and members",
      ["sentence meetings", "listed secretariat", "listed members"],
    ],
    ["between alternatives, not as a list", "PORTA, or HAVRA", ["paused or"]],
    ["before a question behind a comma", "thanks, who leads PORTA", ["pausedQuestion who"]],
    ["before a question without a joint", "when was PORTA founded who leads it", ["question who"]],
    ["before what takes up a name again", "PORTA, is it formal", ["resumed is"]],
    ["before what asks about it", "PORTA, what is it", ["resumed what"]],
  ])("%s: %j", (_, text, expected) => expect(cuts(text)).toEqual(expected));

  it.each([
    ["within a name", "what does the Pilot Committee adopt"],
    ["before a tag", "PORTA meets twice a year, right"],
    ["behind a preposition", "the forums in which it meets"],
    ["at an end that only joins", "when was PORTA founded and"],
    ["where there is nothing", ""],
  ])("but not %s: %j", (_, text) => expect(cuts(text)).toEqual([]));

  it("inside sentences in four places at most, the likeliest ones", () => {
    const found = cuts("PORTA, HAVRA, LANTERNA, PORTA, HAVRA, LANTERNA and who leads it");
    expect(found).toHaveLength(4);
    expect(found).toContain("joinedQuestion who");
  });
});

describe("a part of a message", () => {
  const whole = question("how often does PORTA meet and what does the Ice Committee do");
  const part = slice(whole, 6, whole.tokens.length);

  it("has its own tokens, text and names", () => {
    expect(part.text).toBe("what does the Ice Committee do");
    expect(part.subjects).toEqual([["ice-committee"]]);
    expect(part.mentions.map(({ start, end }) => part.tokens.slice(start, end).map(({ word }) => word))).toEqual([["ice", "committee"]]);
  });

  it("has its own concepts, in the places of its own words", () => {
    for (const [at, ids] of part.concepts) expect(whole.concepts.get(at + 6)).toEqual(ids);
    expect(slice(whole, 0, 5).concepts.get(4)).toEqual(["meet"]);
  });

  it("is in the language of the whole, and is the whole where nothing is left out", () => {
    expect(part.language).toBe(whole.language);
    expect(slice(whole, 0, whole.tokens.length)).toBe(whole);
  });
});
