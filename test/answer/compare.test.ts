// Comparisons on the fixture: which rows there are, what they contain, and that a gap is marked as
// one.
import { describe, expect, it } from "vitest";
import { createCompare } from "../../src/answer/compare.js";
import type { Comparison } from "../../src/chat.js";
import { last } from "../fixture/index.js";

const tableOf = (text: string): Comparison => {
  const answer = last(text);
  if (answer.comparison === null) throw new Error(`no table: ${answer.answer}`);
  return answer.comparison;
};
const grid = ({ rows }: Comparison): string[][] => rows.map(({ aspect, cells }) => [aspect, ...cells.map(({ text }) => text)]);

describe("a comparison", () => {
  it("has a column for each and a row for each aspect, in the order of the data, without names in the cells", () => {
    const table = tableOf("compare PORTA and HAVRA");
    expect(table.subjects).toEqual(["PORTA", "HAVRA"]);
    expect(grid(table)).toEqual([
      ["What it is", "A league of harbours", "A union that measures the tides"],
      ["Meetings", "Twice a year", "Once a year"],
    ]);
  });

  it("says a gap as a gap, without a quote", () => {
    const table = tableOf("sammenlign PORTA og LANTERNA");
    expect(grid(table)).toEqual([
      ["Hva det er", "Forbund av havner", "Uformelt forum for fyr"],
      ["Møter", "To ganger i året", "Står ikke i kilden"],
      ["Sekretariat", "I Hamburg", "Står ikke i kilden"],
    ]);
    expect(table.rows.map(({ cells }) => cells.map(({ citations }) => citations.length))).toEqual([
      [1, 1],
      [1, 0],
      [1, 0],
    ]);
  });

  it("holds three as well, and rests each cell on a sentence that is quoted", () => {
    const answer = last("samanlikn PORTA, HAVRA og LANTERNA");
    expect(answer.comparison?.subjects).toEqual(["PORTA", "HAVRA", "LANTERNA"]);
    const cited = answer.comparison?.rows.flatMap(({ cells }) => cells.flatMap(({ citations }) => citations)) ?? [];
    expect([...new Set(cited)].sort()).toEqual(answer.citations.map((_, i) => i));
  });

  it("is told line by line in plain text, each cell with its row and its column", () => {
    expect(last("compare PORTA and LANTERNA").answer.split("\n")).toEqual([
      "PORTA and LANTERNA compared:",
      "• What it is, PORTA: A league of harbours",
      "• What it is, LANTERNA: An informal forum for lighthouses",
      "• Meetings, PORTA: Twice a year",
      "• Meetings, LANTERNA: Not in the source",
      "• Secretariat, PORTA: In Hamburg",
      "• Secretariat, LANTERNA: Not in the source",
    ]);
  });

  it("of somebody of whom no row tells anything is a list of what each is first of all", () => {
    const answer = last("compare PORTA and the Tide Council");
    expect(answer.comparison).toBeNull();
    expect(answer.items.map(({ text }) => text)).toEqual([
      "PORTA is a league of harbours.",
      "The Tide Council warns the harbours of high water.",
    ]);
  });
});

it("rests on two sentences for each who is compared, at most", async () => {
  const { knowledge } = await import("../bot.js");
  const compare = createCompare(knowledge);
  const ids = Object.keys(knowledge.subjects);
  for (const a of ids)
    for (const b of ids.filter((id) => id !== a)) {
      const told = compare([a, b]);
      const quotes = new Set(told.facts.map((id) => knowledge.facts[id]?.quote));
      expect(quotes.size, `${a}, ${b}`).toBeLessThanOrEqual(4);
      expect(told.facts.length, `${a}, ${b}`).toBeGreaterThan(0);
      if (told.frame.name !== "compare") throw new Error("no comparison");
      // a row without a gap, or one in which a gap says something
      for (const { cells } of told.frame.rows) expect(cells.some((facts) => facts.length > 0)).toBe(true);
    }
});
