// Training: the same result every time, from few examples, and small enough to be stored without
// loss.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIMENSIONS, features, learnFeatures, type Text } from "../../src/classify/features.js";
import { margins, probabilities, trainLinear } from "../../src/classify/linear.js";
import { ownQuestions } from "../../src/classify/model.js";
import { fillSlots } from "../../src/classify/slots.js";
import { seeded, trainSvm } from "../../src/classify/svm.js";
import { createTable } from "../../src/classify/table.js";
import { makeTypos } from "../../src/classify/typos.js";
import { load } from "../../src/knowledge/load.js";
import type { Alias, Example, Kind, Subject } from "../../src/knowledge/types.js";
import { ROOT } from "../../src/open.js";
import { LANGUAGES } from "../bot.js";

const SETTINGS = { c: 0.3, positives: 5, epochs: 20, seed: 7 };
const text = (line: string): Text => {
  const words = line.toLowerCase().split(" ");
  return { words, stems: words, concepts: [], marks: [] };
};
const top = (scores: ArrayLike<number>): number => Array.from(scores).indexOf(Math.max(...Array.from(scores)));

const CORPUS: Readonly<Record<string, readonly string[]>> = {
  meetings: ["how often do they meet", "when are the meetings", "meetings per year", "do they meet twice a year", "how many meetings"],
  place: ["where is the secretariat", "which city is it in", "where are they based", "location of the office", "what city hosts them"],
  money: ["what does it cost", "who pays for it", "how big is the budget", "funding of the forum", "how is it paid"],
};
const labels = Object.entries(CORPUS).flatMap(([label, lines]) => lines.map(() => label));
const texts = Object.values(CORPUS).flatMap((lines) => lines.map(text));

describe("the classifier", () => {
  const learnt = trainLinear(texts, labels, SETTINGS);
  const classOf = (line: string): string => learnt.classes[top(margins(learnt, text(line)))] as string;

  it("learns a tiny corpus by heart", () => expect(texts.map((t) => learnt.classes[top(margins(learnt, t))])).toEqual(labels));

  it.each([
    ["how often are the meetings", "meetings"],
    ["which city is the office in", "place"],
    ["who pays the budget", "money"],
    ["where is teh secretarait", "place"],
  ])("understands what it has not seen: %s", (line, label) => expect(classOf(line)).toBe(label));

  it("gives finite scores and probabilities that add up, for anything", () => {
    for (const line of ["", "xyzzy", "meet ".repeat(200), "§ §o", "ø".repeat(5000)]) {
      const p: Iterable<number> = probabilities(margins(learnt, text(line)), 4);
      expect([...p].reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 4);
    }
  });

  it("is the same every time with the same seed", () => {
    const again = trainLinear(texts, labels, SETTINGS);
    expect(again.table.weights).toEqual(learnt.table.weights);
    expect(again.scales).toEqual(learnt.scales);
    expect(again.classes).toEqual(learnt.classes);
  });
});

describe("packing weights to bytes", () => {
  it("changes no top class on a sample of what it was trained on", () => {
    const { examples } = load(ROOT);
    const sample = examples.filter(({ text: line }, i) => i % 17 === 0 && !line.includes("{")).slice(0, 600);
    const of = sample.map(({ text: line }) => text(line));
    const names = [...new Set(sample.map(({ intent }) => intent))].sort();
    const classes = sample.map(({ intent }) => names.indexOf(intent));
    const known = learnFeatures(of);
    const vectors = of.map((t) => features(t, known));
    const settings = { ...SETTINGS, epochs: 5 };
    const exact = trainSvm(vectors, classes, names.length, settings);
    const packed = trainLinear(
      of,
      sample.map(({ intent }) => intent),
      settings,
    );
    expect(packed.classes).toEqual(names);
    const changed = of.filter((t, i) => {
      const x = vectors[i] as (typeof vectors)[number];
      const scores = exact.map((w) =>
        x.ids.reduce((sum, id, j) => sum + (w[id] as number) * (x.values[j] as number), w[DIMENSIONS] as number),
      );
      return top(Float32Array.from(scores)) !== top(margins(packed, t));
    });
    expect(changed.map((t) => t.words.join(" "))).toEqual([]);
  });
});

describe("the separators", () => {
  it("part what a line can part, and are the same with the same seed", () => {
    const random = seeded(1);
    const points = Array.from({ length: 200 }, (_, i) => {
      const side = i % 2 === 0 ? 1 : 0;
      return { side, x: { ids: Int32Array.of(0, 1), values: Float32Array.of(side * 2 - 1 + (random() - 0.5), random() - 0.5) } };
    });
    const run = (): Float32Array[] =>
      trainSvm(
        points.map(({ x }) => x),
        points.map(({ side }) => side),
        2,
        SETTINGS,
      );
    const weights = run();
    const score = (w: Float32Array, x: { values: Float32Array }): number =>
      (w[0] as number) * (x.values[0] as number) + (w[1] as number) * (x.values[1] as number) + (w[DIMENSIONS] as number);
    for (const { side, x } of points) expect(top(Float32Array.from(weights, (w) => score(w, x)))).toBe(side);
    expect(run()).toEqual(weights);
  });
});

describe("features", () => {
  const known = learnFeatures(texts);

  it("are finite, of those that training saw, none twice, and the same for the same text", () => {
    for (const t of [...texts, text(""), text("ny tekst som ingen har sett")]) {
      const { ids, values } = features(t, known);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id >= 0 && id < known.idf.length).toBe(true);
      for (const value of values) expect(Number.isFinite(value) && value > 0).toBe(true);
      expect(features(t, known)).toEqual({ ids, values });
    }
  });

  it("are none where training saw nothing of a text", () => expect(features(text("zzzz qqqq"), known).ids.length).toBe(0));

  it("are numbered by how many texts have them", () => {
    const seen = new Array<number>(known.idf.length).fill(0);
    for (const t of texts) for (const id of new Set(features(t, known).ids)) seen[id] = (seen[id] ?? 0) + 1;
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(1);
    expect([...known.idf]).toEqual([...known.idf].sort((a, b) => a - b));
  });
});

describe("the table of weights", () => {
  it("sums rows as a plain loop does, whatever the number of rows and classes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.tuple(fc.nat(), fc.float({ min: -4, max: 4, noNaN: true })), { maxLength: 2500 }),
        fc.integer(),
        (classes, rows, asked, seed) => {
          const table = createTable(rows, classes);
          const random = seeded(seed);
          for (let row = 0; row < rows; row++)
            for (let k = 0; k < classes; k++) table.weights[row * table.width + k] = Math.floor(random() * 255) - 127;
          const ids = Int32Array.from(asked, ([id]) => id % rows);
          const steps = Float32Array.from(asked, ([, step]) => step);
          const sums = [...table.sum(ids, steps, asked.length)];
          expect(sums.length).toBe(classes);
          for (const [k, sum] of sums.entries()) {
            const plain = ids.reduce((all, id, i) => all + (steps[i] as number) * (table.weights[id * table.width + k] as number), 0);
            expect(sum).toBeCloseTo(plain, 0);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("slots", () => {
  const alias = (id: string, name: string, language: Alias["language"], kind: Alias["kind"] = "subject"): Alias => ({
    id,
    text: name,
    language,
    kind,
  });
  const aliases = [
    alias("a", "Gruppen", "nb"),
    alias("a", "The Group", "en"),
    alias("b", "=ABC", "any"),
    alias("t", "retur", "nb", "topic"),
    alias("t", "return", "en", "topic"),
    alias("t", "retur", "nn", "topic"),
    alias("o", "NATO", "any", "outside"),
  ];
  const same = (word: string) => ({ nb: word, nn: word, en: word });
  const kind = (one: string, many: string): Kind => ({
    ...{ id: one, folder: many, one: same(one), many: same(many), a: same(one), the: same(one), all: same(many), words: {} },
  });
  const subject = (id: string, kindOf: string | null): Subject => ({
    ...{ id, kind: kindOf, name: same(id), title: same(id), parent: null, overview: [], bodies: [], setting: false, compare: [] },
    ...{ line: null, explained: true, site: null },
  });
  const kinds = { forum: kind("forum", "forums"), fund: kind("fund", "funds") };
  const names = { aliases, kinds, subjects: { a: subject("a", "forum"), b: subject("b", null) } };
  const example = (line: string, language: Example["language"]): Example => ({ text: line, intent: "x", language, by: "tester" });

  it("are filled with names of the language, never of somebody outside, the same way with the same seed", () => {
    const filled = fillSlots([example("What is {forum} and {forum}?", "en"), example("{topic} i {forum}", "nb")], names, 3);
    expect(filled.length).toBeGreaterThanOrEqual(2);
    for (const { text: line, language } of filled) {
      expect(line).not.toMatch(/[{}=]|NATO/);
      expect(line).toMatch(language === "en" ? /^What is (The Group|ABC) and (The Group|ABC)\?$/ : /^retur i (Gruppen|ABC)$/);
    }
    expect(fillSlots([example("{forum}?", "en")], names, 3)).toEqual(fillSlots([example("{forum}?", "en")], names, 3));
  });

  it("take subjects of their kind and of the background, or of any kind", () => {
    const more = {
      ...names,
      aliases: [...aliases, alias("f", "Fondet", "any")],
      subjects: { ...names.subjects, f: subject("f", "fund") },
    };
    const filledWith = (line: string): Set<string> =>
      new Set(
        Array.from({ length: 20 }, (_, seed) => fillSlots([example(line, "nb")], more, seed)).flatMap((all) => all.map((one) => one.text)),
      );
    expect(filledWith("{forum}")).toEqual(new Set(["Gruppen", "ABC"]));
    expect(filledWith("{fund}")).toEqual(new Set(["Fondet", "ABC"]));
    expect(filledWith("{subject}")).toEqual(new Set(["Gruppen", "ABC", "Fondet"]));
    expect(filledWith("{kinds}")).toEqual(new Set(["forums", "funds"]));
  });

  it("drop an example about topics where the data has none", () => {
    const none = { ...names, aliases: aliases.filter((one) => one.kind !== "topic") };
    expect(fillSlots([example("{topic} i {forum}", "nb")], none, 3)).toEqual([]);
  });

  it("leave what has none as it is, once", () => {
    const plain = example("Hvor ofte møtes de?", "nb");
    expect(fillSlots([plain], names, 3)).toEqual([plain]);
  });

  it("are all filled in the real data", () => {
    const { knowledge, examples } = load(ROOT);
    const left = fillSlots(examples, knowledge, 1).filter(({ text: line }) => /[{}]/.test(line));
    expect(left.map(({ intent, text: line }) => `${intent}: ${line}`)).toEqual([]);
    expect(new Set(examples.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
  });
});

describe("made-up typing errors", () => {
  it("are the same with the same seed, hit one word of a text, and leave short words alone", () => {
    const typos = makeTypos([...texts, text("a to og")], 5);
    expect(typos).toEqual(makeTypos([...texts, text("a to og")], 5));
    expect(typos.length).toBeGreaterThan(0);
    for (const { text: wrong, of } of typos) {
      const right = [...texts, text("a to og")][of] as Text;
      const hit = right.words.filter((word, i) => word !== wrong.words[i]);
      expect(hit.length).toBeLessThanOrEqual(1);
      for (const word of hit) expect(word.length).toBeGreaterThanOrEqual(4);
    }
  });
});

describe("the questions of the data itself", () => {
  const { knowledge, examples } = load(ROOT);
  const [first, ...others] = Object.values(knowledge.facts).filter((fact) => fact.as !== undefined && fact.offered);

  it("train the facts that people have asked about", () => {
    const own = ownQuestions(knowledge, examples);
    expect(own.filter(({ text: line }) => line === first?.ask.nb).map(({ intent }) => intent)).toEqual([first?.id]);
  });

  it("train the intent where nobody has, so that a new forum makes no new classes", () => {
    const own = ownQuestions(
      knowledge,
      examples.filter(({ intent }) => intent !== first?.id),
    );
    expect(own.filter(({ text: line }) => line === first?.ask.nb).map(({ intent }) => intent)).toEqual([first?.as]);
    const untouched = new Set(own.map(({ intent }) => intent));
    expect(others.every(({ id }) => untouched.has(id))).toBe(true);
  });
});
