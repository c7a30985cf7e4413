// data/languages/: what is missing or wrong in it is named with its place, all at once, and a compiled copy holds while it is fresh.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/chat.js";
import { DataError } from "../../src/knowledge/files.js";
import { restoreLanguages, saveLanguages } from "../../src/knowledge/languages.js";
import { readLanguages } from "../../src/knowledge/read-languages.js";
import { LANGUAGE_FILES } from "../../src/language/data.js";
import { TEXTS } from "../../src/language/texts.js";
import { ROOT } from "../../src/root.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "languages-"));
  cpSync(join(ROOT, "data/languages"), join(root, "data/languages"), { recursive: true });
  mkdirSync(join(root, "dist"));
});
afterEach(() => rmSync(root, { recursive: true }));

const fileOf = (language: string, name = "texts"): string => join(root, "data/languages", language, `${name}.yaml`);
function edit(language: string, from: string | RegExp, to: string, name = "texts"): void {
  const before = readFileSync(fileOf(language, name), "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(fileOf(language, name), after);
}
function problems(): string[] {
  try {
    readLanguages(root);
    return [];
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return error.problems.map(({ file, place, message }) => `${file} at ${place}: ${message}`);
  }
}

/** The places of all texts of a language. */
function places(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [at];
  return Object.entries(value).flatMap(([key, inner]) => places(inner, at === "" ? key : `${at}.${key}`));
}

describe("the texts of the languages", () => {
  it("are read as the program has them", () => {
    const read = readLanguages(root);
    for (const language of LANGUAGES) expect(read[language].texts).toEqual(TEXTS[language]);
  });

  it("name each text that is missing, of every language at once", () => {
    edit("nb", /^ {2}untold:.*\n/m, "");
    edit("en", /^ {4}counted:.*\n/m, "");
    expect(problems()).toEqual([
      "data/languages/nb/texts.yaml at answers.untold: missing: expected a text",
      "data/languages/en/texts.yaml at surface.thanks.counted: missing: expected a text",
    ]);
  });

  it("name each text of a section or of a file that is missing as a whole", () => {
    writeFileSync(fileOf("nn"), "language: { name: nynorsk }\n");
    const found = problems();
    const wanted = places(TEXTS.nn).filter((place) => place !== "language.name" && !place.startsWith("why.intents."));
    for (const place of wanted) expect(found.filter((line) => line.includes(` at ${place}: missing: `))).toHaveLength(1);
    expect(found).toHaveLength(wanted.length);
  });

  it("name a text that the program doesn't know, and one that is empty", () => {
    edit("nn", /^ {2}untold:.*$/m, '  untold: ""\n  untolled: Nei.');
    const found = problems();
    expect(found).toContain("data/languages/nn/texts.yaml at answers.untold: expected a text that is not empty");
    expect(found.some((line) => line.startsWith("data/languages/nn/texts.yaml at answers: ") && line.includes("untolled"))).toBe(true);
  });

  it("name a gap that a translation forgot or spelt otherwise", () => {
    edit("nn", "om {subject}.", "om {subjekt}.");
    expect(problems()).toEqual([
      "data/languages/nn/texts.yaml at answers.untoldAbout: expected {subject}, as in 'nb', but there is {subjekt}",
    ]);
  });

  it("name what one language tells of an intent and another doesn't", () => {
    edit("en", /^ {4}offtopic:.*\n/m, "");
    expect(problems()).toEqual(["data/languages/en/texts.yaml at why.intents.offtopic: missing: expected a text"]);
  });
});

describe("the words of the languages", () => {
  it("are told where a list is missing, with what it is for", () => {
    edit("nn", /^possessed:\n.*\n.*\n/m, "", "words");
    edit("en", /^possessed:\n.*\n.*\n/m, "", "words");
    expect(problems()).toEqual(
      ["nn", "en"].map(
        (language) =>
          `data/languages/${language}/words.yaml at possessed: missing: expected words and an example: words like “my” and “our”`,
      ),
    );
  });

  it("are told where they are no words, no amounts or no pairs", () => {
    edit("en", "words: who whos whom", "words: { who: 1 }", "words");
    edit("en", "  words: since from", "  word: since from", "words");
    edit("en", "stem: english", "stem: latin\nalike: a>b>c", "words");
    edit("en", "monthly: 12", "monthly: often", "words");
    const found = problems().join("\n");
    for (const place of ["asksPerson.words", "sinceWords.words", "stem", "alike", "rates.words.monthly"])
      expect(found).toContain(`data/languages/en/words.yaml at ${place}: `);
  });

  it("are all told where the whole file is missing", () => {
    rmSync(fileOf("nn", "words"));
    const found = problems();
    for (const list of Object.keys(readLists()))
      expect(found.some((line) => line.startsWith(`data/languages/nn/words.yaml at ${list}: `))).toBe(true);
  });
});

const readLists = (): object => {
  const { alike: _, ...lists } = LANGUAGE_FILES.nb.words;
  return lists;
};

describe("the compiled copy of the languages", () => {
  it("is taken while no file changed since, and not afterwards", () => {
    expect(restoreLanguages(root)).toBeUndefined();
    const languages = readLanguages(root);
    saveLanguages(root, languages);
    expect(restoreLanguages(root)).toEqual(languages);
    edit("nb", "Det står ikke i kilden.", "Det står ikke der.");
    expect(restoreLanguages(root)).toBeUndefined();
  });

  it("is as good as missing where it is cut off", () => {
    saveLanguages(root, readLanguages(root));
    const file = join(root, "dist/languages.json");
    writeFileSync(file, readFileSync(file).subarray(0, 1000));
    expect(restoreLanguages(root)).toBeUndefined();
  });
});
