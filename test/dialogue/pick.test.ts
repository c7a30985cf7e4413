// After “did you mean”: a number or an ordinal picks a choice; anything else is a question of its
// own.
import { describe, expect, it } from "vitest";
import { picked } from "../../src/dialogue/pick.js";
import { bot, factsOf, last } from "../bot.js";

const CHOICES = ["A?", "B?", "C?"];

describe("one of the choices is meant by", () => {
  it.each([
    ["1", "A?"],
    ["2.", "B?"],
    ["nr 3", "C?"],
    ["nummer to", "B?"],
    ["to", "B?"],
    ["den første", "A?"],
    ["den andre, takk", "B?"],
    ["Den siste", "C?"],
    ["eg meinte den tredje", "C?"],
    ["the second one please", "B?"],
    ["option 1", "A?"],
    ["the last one", "C?"],
  ])("%s", (text, choice) => {
    expect(picked(text, CHOICES)).toBe(choice);
  });

  it.each(["4", "1 eller 2", "hvor ofte møtes de?", "ja", "", "de to forumene som møtes", "when was the first meeting"])(
    "but not by: %s",
    (text) => {
      expect(picked(text, CHOICES)).toBeUndefined();
    },
  );

  it("nothing where nothing was asked back", () => {
    expect(picked("2", [])).toBeUndefined();
  });
});

it("a choice is answered as if it had been asked", () => {
  const first = bot({ text: "hvor ofte møtes de?" });
  expect(first.answer.choices.length).toBeGreaterThan(1);
  const second = bot({ text: "den andre" }, first.memory);
  expect(second.answer.kind).toBe("answer");
  expect(second.answer.citations).toEqual(bot({ text: first.answer.choices[1] as string }).answer.citations);
  expect(second.memory.choices).toBeUndefined();
});

it("of two that were compared, the first and the last are one each", () => {
  expect(factsOf(last("Hva er forskjellen på IGC og NSHF?", "hvor har den første sekretariatet?"))).toEqual(["igc.secretariat"]);
  expect(factsOf(last("What is the difference between IGC and NSHF?", "and how often does the latter meet?"))).toEqual(["nshf.meetings"]);
});
