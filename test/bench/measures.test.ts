// How the benchmarks measure: on values small enough to count by hand.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CorpusError, calibrate, guess, learn, OUTSIDE, readCorpus } from "./corpus.js";
import { auroc, calibrationError, macroF1 } from "./measures.js";
import { quantile } from "./show.js";

const folder = mkdtempSync(join(tmpdir(), "forumbot-corpus-"));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(folder, name), lines.join("\n"));
  return join(folder, name);
};

describe("measures", () => {
  it("count the pairs that are in order, ties half", () => {
    expect(auroc([3, 4], [1, 2])).toBe(1);
    expect(auroc([1, 2], [3, 4])).toBe(0);
    expect(auroc([1, 3], [2, 2])).toBe(0.5);
    expect(auroc([2, 2], [2, 2])).toBe(0.5);
    expect(auroc([], [1])).toBeNaN();
  });

  it("find how far what is stated lies from what is so", () => {
    const four = (right: number) =>
      [0, 1, 2, 3].map((i) => ({ probability: 0.75, right: i < right }));
    expect(calibrationError(four(3))).toBeCloseTo(0);
    expect(calibrationError(four(1))).toBeCloseTo(0.5);
    expect(calibrationError([{ probability: 1, right: true }])).toBe(0);
  });

  it("give each class the same weight", () => {
    const pairs = [
      ...Array(8).fill({ gold: "a", said: "a" }),
      { gold: "b", said: "a" },
      { gold: "b", said: "b" },
    ] as {
      gold: string;
      said: string;
    }[];
    expect(macroF1(pairs)).toBeCloseTo((16 / 17 + 2 / 3) / 2);
  });

  it("take the nearest rank", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 3, 2], 0.99)).toBe(4);
  });
});

describe("a corpus", () => {
  const said: Readonly<Record<string, readonly string[]>> = {
    réserver: [
      "je voudrais une table pour deux",
      "réserver une table ce soir",
      "une table pour quatre personnes",
      "avez-vous une table libre",
    ],
    payer: [
      "l'addition s'il vous plaît",
      "je peux payer par carte",
      "payer l'addition par carte",
      "combien coûte l'addition",
    ],
  };
  const rows = Object.entries(said).flatMap(([intent, texts]) =>
    texts.map((text) => ({ text, intent, split: "train" })),
  );

  it("of any language is learnt and asked by the code that ships", () => {
    const file = written(
      "fr.jsonl",
      [...rows, { text: "une table pour trois", intent: "réserver", split: "test" }].map((row) =>
        JSON.stringify(row),
      ),
    );
    const { train, test } = readCorpus(file);
    const learnt = learn(train);
    expect(test.map(({ text }) => guess(learnt, text, 4).intent)).toEqual(["réserver"]);
    expect(calibrate(train)).toBeGreaterThan(0);
  });

  it("never guesses what belongs nowhere as a class, and is less sure of it", () => {
    const learnt = learn([
      ...rows,
      ...["quel temps fait-il", "il pleut à Bergen"].map((text) => ({
        text,
        intent: OUTSIDE,
        split: "train",
      })),
    ]);
    const away = guess(learnt, "quel temps fait-il à Bergen", 4);
    expect(away.intent).not.toBe(OUTSIDE);
    expect(away.inside).toBeLessThan(guess(learnt, "réserver une table", 4).inside);
  });

  it.each([
    ["a line that is no JSON", ["{"], ":1"],
    ["a row without an intent", ['{"text": "x", "split": "train"}'], ":1"],
    [
      "one intent only",
      [
        '{"text": "x", "intent": "a", "split": "train"}',
        '{"text": "x", "intent": "a", "split": "test"}',
      ],
      "two intents",
    ],
  ])("with %s is refused, and it is said where", (name, lines, where) => {
    const file = written(`${name}.jsonl`, lines);
    expect(() => readCorpus(file)).toThrow(CorpusError);
    expect(() => readCorpus(file)).toThrow(where);
  });
});
