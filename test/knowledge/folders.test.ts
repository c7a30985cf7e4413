// Other folders of data than the package's: several documents and kinds side by side, what is shared, and what is wrong with half of one.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config.js";
import { folders } from "../../src/folders.js";
import { DataError, fingerprint, foldersIn, listFiles, type Problem, pathOf } from "../../src/knowledge/files.js";
import { load } from "../../src/knowledge/load.js";
import { ROOT } from "../../src/root.js";

const FIXTURE = join(ROOT, "test/fixture");

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "forumbot-"));
  for (const folder of ["data", "intents"]) cpSync(join(FIXTURE, folder), join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string): void => {
  mkdirSync(join(root, file, ".."), { recursive: true });
  writeFileSync(join(root, file), text);
};
const edit = (file: string, from: string, to: string): void => {
  const text = readFileSync(join(root, file), "utf8");
  expect(text).toContain(from);
  write(file, text.replace(from, to));
};

function problems(): readonly Problem[] {
  try {
    load(root);
  } catch (error) {
    if (error instanceof DataError) return error.problems;
    throw error;
  }
  return [];
}

describe("the folders that the settings name", () => {
  it("are the package's where nothing is set", () => {
    expect(folders({})).toEqual(foldersIn(ROOT));
    expect(folders({ DATA_DIR: "", INTENTS_DIR: " " })).toEqual(foldersIn(ROOT));
    expect(folders({ DATA_DIR: relative(process.cwd(), join(ROOT, "data")) })).toEqual(foldersIn(ROOT));
  });

  it("have a compiled copy of their own, never the package's", () => {
    const [one, other] = [folders({ DATA_DIR: join(root, "data") }), folders({ DATA_DIR: join(FIXTURE, "data") })];
    expect(new Set([one.compiled, other.compiled, foldersIn(ROOT).compiled]).size).toBe(3);
    expect(one.intents).toBe(foldersIn(ROOT).intents);
  });

  it("that don't exist are named together, with what was expected, and nothing is loaded", () => {
    const given = { DATA_DIR: join(root, "no-such"), INTENTS_DIR: join(root, "data/bot.yaml") };
    expect(() => folders(given)).toThrow(ConfigError);
    expect(() => folders(given)).toThrow(/DATA_DIR: there is no folder .*no-such[\s\S]*INTENTS_DIR: .*bot\.yaml/);
  });

  it("take what is about no field from the package, file by file, and nothing else", () => {
    rmSync(join(root, "data/places.yaml"));
    rmSync(join(root, "data/topics.yaml"));
    const own = folders({ DATA_DIR: join(root, "data"), INTENTS_DIR: join(root, "intents") });
    expect(pathOf(own, "data/places.yaml")).toBe(join(ROOT, "data/places.yaml"));
    expect(pathOf(own, "data/concepts.yaml")).toBe(join(root, "data/concepts.yaml"));
    expect(pathOf(own, "data/topics.yaml")).toBe(join(root, "data/topics.yaml"));
    expect(listFiles(own, "data/forums", ".yaml")).toHaveLength(3);
    expect(() => load(own)).toThrow(/data\/topics\.yaml: can't be read/);
  });

  it("change the fingerprint with every file that they take from the package", () => {
    const own = { ...foldersIn(root), shared: foldersIn(FIXTURE) };
    const before = fingerprint(own);
    rmSync(join(root, "data/places.yaml"));
    expect(fingerprint(own)).toBe(before);
    write("data/places.yaml", "places: []\n");
    expect(fingerprint(own)).not.toBe(before);
  });
});

const PAGE = "De nye takstene gjelder fra 2027.\nPORTA krever 500 kroner for hvert anløp.\n";
const DOCUMENT = `id: rates
title: Takster
publisher: Havnetilsynet
language: nb
checked: 2026-11-01
updated: 2026-10-01
owner: Takstkontoret
reviewDays: 90
opening: Takster
url: https://example.org/takster
`;
const RATE = `
  - id: porta.rate
    about: [porta]
    document: rates
    section: Takster
    values: { rate: 500 }
    text: { nb: PORTA krever 500 kroner., nn: PORTA krev 500 kroner., en: PORTA charges 500 kroner. }
    quote: PORTA krever 500 kroner for hvert anløp.
    ask: { nb: Hva koster PORTA?, nn: Kva kostar PORTA?, en: What does PORTA cost? }
`;

describe("several documents and kinds", () => {
  const extend = (): void => {
    write("data/documents/rates/document.yaml", DOCUMENT);
    write("data/documents/rates/text.txt", PAGE);
    const values = readFileSync(join(root, "data/values.yaml"), "utf8");
    write("data/values.yaml", `${values}\n- { id: rate, type: amount }\n`);
    const porta = readFileSync(join(root, "data/forums/1-porta.yaml"), "utf8");
    write("data/forums/1-porta.yaml", porta.replace("\nfacts:\n", `\nfacts:${RATE}`));
  };

  it("give each fact its own document, with its day, owner and link", () => {
    extend();
    const { facts, documents } = load(root).knowledge;
    const document = documents[facts["porta.rate"]?.document ?? ""];
    expect(document).toMatchObject({ id: "rates", owner: "Takstkontoret", url: "https://example.org/takster", updated: "2026-10-01" });
    expect(facts["porta.rate"]).toMatchObject({ section: "Takster", values: { rate: 500 } });
    expect(facts["porta.founded"]?.document).toBe("harbours");
  });

  it("report a fact's document, section, quote and value that aren't there", () => {
    extend();
    edit("data/forums/1-porta.yaml", "document: rates", "document: rats");
    expect(problems()).toContainEqual(expect.objectContaining({ place: "facts.0.document", message: expect.stringContaining("'rats'") }));
    edit("data/forums/1-porta.yaml", "document: rats\n    section: Takster", "document: rates\n    section: Toll");
    edit("data/forums/1-porta.yaml", "quote: PORTA krever 500", "quote: PORTA krever 600");
    edit("data/forums/1-porta.yaml", "values: { rate:", "values: { rates:");
    expect(problems().map(({ place }) => place)).toEqual(["facts.0.values.rates", "facts.0.quote", "facts.0.section"]);
  });

  it("are told apart by the folder of each kind, the background first", () => {
    const kinds = readFileSync(join(root, "data/kinds.yaml"), "utf8");
    write(
      "data/kinds.yaml",
      `${kinds}\n${kinds
        .replace("id: forum", "id: pier")
        .replace("folder: forums", "folder: piers")
        .replace(/^#.*\n/gm, "")}`,
    );
    mkdirSync(join(root, "data/piers"));
    cpSync(join(root, "data/forums/3-lanterna.yaml"), join(root, "data/piers/lanterna.yaml"));
    rmSync(join(root, "data/forums/3-lanterna.yaml"));
    const { subjects, forums } = load(root).knowledge;
    expect(forums.map((id) => subjects[id]?.kind)).toEqual([null, "forum", "forum", "pier"]);
  });
});

describe("a folder that is half written", () => {
  it.each([
    ["a folder of no kind", () => write("data/funds/one.yaml", "id: one\n"), "data/funds", "is the folder of no kind"],
    [
      "a text without what is said of it",
      () => write("data/documents/new/text.txt", "Ny side."),
      "data/documents/new/document.yaml",
      "can't be read",
    ],
    [
      "what is said of a document without its text",
      () => rmSync(join(root, "data/documents/harbours/text.txt")),
      "data/documents/harbours/text.txt",
      "can't be read",
    ],
    ["no document at all", () => rmSync(join(root, "data/documents"), { recursive: true }), "data/documents", "holds no document"],
    ["no subject at all", () => rmSync(join(root, "data/forums"), { recursive: true }), "data", "holds no subject"],
    ["nobody who answers", () => rmSync(join(root, "data/bot.yaml")), "data/bot.yaml", "can't be read"],
    ["an empty file", () => write("data/kinds.yaml", ""), "data/kinds.yaml", "expected array"],
    [
      "a file that breaks off",
      () => write("data/forums/1-porta.yaml", "id: porta\nname: { nb: PORTA"),
      "data/forums/1-porta.yaml",
      "not YAML",
    ],
    [
      "a start question that isn't there in every language",
      () => edit("data/bot.yaml", "starters:", "starters:\n  - { nb: Hva er PORTA? }"),
      "data/bot.yaml",
      "expected",
    ],
    [
      "an intent that asks for no known value",
      () => edit("intents/founded.yaml", "value: year", "value: years"),
      "intents/founded.yaml",
      "'years'",
    ],
  ])("is reported by its place: %s", (_, spoil, file, message) => {
    spoil();
    expect(problems()).toContainEqual(expect.objectContaining({ file, message: expect.stringContaining(message) }));
  });

  it("names both files where a subject or a document stands twice, and says how one subject has facts of two documents", () => {
    cpSync(join(root, "data/forums/1-porta.yaml"), join(root, "data/forums/4-porta.yaml"));
    cpSync(join(root, "data/documents/harbours"), join(root, "data/documents/again"), { recursive: true });
    const found = problems();
    expect(found).toContainEqual({
      file: "data/forums/4-porta.yaml",
      place: "porta",
      message: expect.stringMatching(/data\/forums\/1-porta\.yaml: .*each fact may name its own document/),
    });
    expect(found).toContainEqual(
      expect.objectContaining({ place: "id", message: expect.stringContaining("data/documents/again/document.yaml") }),
    );
  });
});
