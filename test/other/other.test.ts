// A municipality's grants and venues in place of the package's data: another field, two publishers, two kinds of subject. The same
// program answers from it, without a line of code of its own. `DATA_DIR=test/other/data INTENTS_DIR=test/other/intents npm start`
// shows it.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createBot } from "../../src/bot.js";
import { evaluate } from "../../src/eval/index.js";
import { folders } from "../../src/folders.js";
import { createGuide } from "../../src/guide.js";
import { open } from "../../src/open.js";
import { ROOT } from "../../src/root.js";
import { createTalk } from "../talk.js";

const given = { DATA_DIR: join(ROOT, "test/other/data"), INTENTS_DIR: join(ROOT, "test/other/intents") };
const { knowledge, model } = open(folders(given));
const bot = createBot(knowledge, model);
const { last } = createTalk(bot, knowledge);

describe("a bot of another field", () => {
  it("keeps the floors of its own questions", () => {
    const lines: string[] = [];
    const held = evaluate(bot, [], undefined, (text) => lines.push(text), join(ROOT, "test/other/questions"));
    expect(held, lines.filter((line) => line.includes("below the floor")).join("")).toBe(true);
  });

  it("has subjects of two kinds, and facts of two documents with a publisher and a date each", () => {
    const kinds = Object.values(knowledge.subjects).flatMap(({ kind }) => kind ?? []);
    expect([...new Set(kinds)].sort()).toEqual(["grant", "venue"]);
    expect(Object.keys(knowledge.facts).length).toBeGreaterThan(40);
    const sources = createGuide(knowledge).sources.map(({ publisher }) => publisher);
    expect(new Set(sources)).toEqual(new Set(["Fjordvik kommune", "Fjordvik kulturhus KF"]));
  });

  it("gives the answers of both documents where both answer, the newest first", () => {
    const answer = last("Hvem låner Sagahallen gratis?");
    expect(answer.citations.map(({ document }) => document)).toEqual(["lokale", "tilskudd"]);
    expect(answer.items.map(({ label }) => label)).toEqual([
      "Leige lokale (1. oktober 2026)",
      "Tilskudd til kultur og frivillighet (15. august 2026)",
    ]);
  });

  // greeting and help still speak of the package's own field
  it.fails("introduces itself by its own name and field", () => {
    expect(last("hei").answer).toBe("Hei! Spør meg om tilskuddene og lokalene i Fjordvik kommune.");
    expect(last("who are you").answer).toContain("I am Fjordhjelpen,");
  });

  it("compares by the values that its data declares", () => {
    expect(last("Hvilket lokale har plass til flest?").answer).toContain("Størst plass har Sagahallen.");
  });
});
