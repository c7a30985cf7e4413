// The question sets against their floors, so that understanding can't get worse unnoticed.
import { expect, it } from "vitest";
import { evaluate } from "../src/eval/index.js";
import { bot } from "./bot.js";

it("keeps every floor of test/questions/floors.json", () => {
  const lines: string[] = [];
  const held = evaluate(bot, [], undefined, (text) => lines.push(text));
  expect(held, lines.filter((line) => line.includes("below the floor")).join("")).toBe(true);
});
