// Broken copies of the data: every problem is reported at once, with file and place, and nothing
// stale is used.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { restore, save } from "../../src/classify/artifact.js";
import { DataError, fingerprint, type Problem } from "../../src/knowledge/files.js";
import { load } from "../../src/knowledge/load.js";
import { ROOT } from "../../src/open.js";
import { knowledge, model } from "../bot.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "forumbot-"));
  for (const folder of ["data", "intents"]) cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(join(root, file), "utf8");
  const after = change(before);
  expect(after, `${file} is changed`).not.toBe(before);
  writeFileSync(join(root, file), after);
}

function problems(): readonly Problem[] {
  try {
    load(root);
  } catch (error) {
    if (error instanceof DataError) return error.problems;
    throw error;
  }
  return [];
}

const NSHF = "data/forums/nshf.yaml";
const IGC = "data/forums/igc.yaml";

/** A forum that nobody has: small, valid, and easily broken. */
const forum = (change: { section?: string; topic?: string; alias?: string; quote?: string; name?: string }): string => `
id: test-forum
document: internasjonalt-samarbeid
section: ${change.section ?? "Innledning"}
name: ${change.name ?? "{ nb: Prøveforumet, nn: Prøveforumet, en: the Test Forum }"}
aliases: { any: [${change.alias ?? "Prøveforumet"}] }
overview: [test-forum.exists]
facts:
  - id: test-forum.exists
    about: [test-forum]
    topics: [${change.topic ?? ""}]
    text: { nb: Prøveforumet finnes., nn: Prøveforumet finst., en: The Test Forum exists. }
    ask: { nb: Finnes Prøveforumet?, nn: Finst Prøveforumet?, en: Does the Test Forum exist? }
    quote: ${change.quote ?? "NSHF har ikke et fast sekretariat."}
`;
const add = (file: string, text: string): void => writeFileSync(join(root, file), text);
const OWN = "data/forums/test-forum.yaml";

describe("data that is checked at start", () => {
  it("is taken up from a new file alone when it is right", () => {
    const sections = [...new Set(Object.values(knowledge.documents).map(({ opening }) => opening))];
    add(OWN, forum({ section: sections[0] as string }));
    expect(problems()).toEqual([]);
    expect(load(root).knowledge.forums).toContain("test-forum");
  });

  const opening = Object.values(knowledge.documents)[0]?.opening as string;

  it("reports a missing language with its place", () => {
    add(OWN, forum({ section: opening, name: "{ nb: Prøveforumet, en: the Test Forum }" }));
    expect(problems()).toContainEqual(expect.objectContaining({ file: OWN, place: "name.nn" }));
  });

  it("reports a reference to an unknown topic, fact, document and subject", () => {
    const broken = forum({ section: opening, topic: "no-such-topic" })
      .replace("about: [test-forum]", "about: [no-such-body]")
      .replace("overview: [test-forum.exists]", "overview: [test-forum.gone]")
      .replace("document: internasjonalt-samarbeid", "document: no-such-document");
    add(OWN, broken);
    for (const [id, place] of [
      ["no-such-topic", "facts.0.topics"],
      ["no-such-body", "facts.0.about"],
      ["test-forum.gone", "overview.0"],
      ["no-such-document", "document"],
    ])
      expect(problems()).toContainEqual(expect.objectContaining({ file: OWN, place, message: expect.stringContaining(`'${id}'`) }));
  });

  it("reports one alias of two subjects, whatever its letter case, and names both", () => {
    add(OWN, forum({ section: opening, alias: "nshf" }));
    const found = problems().filter(({ message }) => /nshf/i.test(message));
    expect(found).not.toEqual([]);
    expect(found.map(({ place, message }) => `${place} ${message}`).join("\n")).toMatch(/test-forum/);
    expect(found[0]?.file).toMatch(/^data\//);
  });

  it("reports one example in two intents, whatever its case and punctuation, and names both", () => {
    const example = (text: string): string => `[{ by: tester, nb: ["${text}"], nn: [], en: [] }]`;
    const intent = (id: string, text: string): string =>
      `id: ${id}\nkind: unknown\nlabel: { nb: a, nn: b, en: c }\nexamples: ${example(text)}\n`;
    add("intents/test.one.yaml", intent("test.one", "hvor mange blåbær spiser de"));
    add("intents/test.two.yaml", intent("test.two", "Hvor mange blåbær spiser de?"));
    expect(problems()).toEqual([
      { file: "intents/test.two.yaml", place: "examples.0.nb.0", message: expect.stringContaining("'test.one'") },
    ]);
  });

  it("reports a quote that is not in its document", () => {
    add(OWN, forum({ section: opening, quote: "NSHF har et fast sekretariat i Bergen." }));
    expect(problems()).toEqual([{ file: OWN, place: "facts.0.quote", message: expect.stringContaining("internasjonalt-samarbeid") }]);
  });

  it("reports a section that is no heading, and an id that stands in two files", () => {
    add(OWN, forum({ section: "En overskrift som ikke finnes" }).replaceAll("test-forum.exists", "nshf.meetings"));
    const found = problems();
    expect(found).toContainEqual(expect.objectContaining({ file: OWN, place: "section" }));
    expect(found).toContainEqual(expect.objectContaining({ message: expect.stringContaining("'nshf.meetings'") }));
  });

  it("reports YAML that can't be read, with the line", () => {
    edit(NSHF, (text) => `${text}\n  - [unclosed: {\n`);
    expect(problems()).toContainEqual(
      expect.objectContaining({ file: NSHF, place: expect.stringMatching(/^line \d+$/), message: expect.stringContaining("not YAML") }),
    );
  });

  it("reports a field that nobody knows, with its place", () => {
    edit(IGC, (text) => text.replace("overview:", "overveiw: []\noverview:"));
    expect(problems()).toContainEqual(expect.objectContaining({ file: IGC, message: expect.stringContaining("overveiw") }));
  });

  it("reports everything at once, and the message for people names each file", () => {
    add(OWN, forum({ section: opening, topic: "no-such-topic", alias: "NSHF", quote: "Dette står ingen steder." }));
    add("data/forums/broken.yaml", "id: [");
    add("data/forums/wrong.yaml", forum({ name: "{ nb: A, nn: B }" }));
    const found = problems();
    const all = new DataError(found).message;
    for (const part of [OWN, "data/forums/broken.yaml", "data/forums/wrong.yaml", "no-such-topic", "facts.0.quote", "name.en"])
      expect(all).toContain(part);
    expect(all.split("\n").length).toBe(found.length + 1);
    for (const { file, message } of found) expect(`${file}: ${message}`).toMatch(/^\S+: \S/);
  });

  it("reports missing files rather than throwing something else", () => {
    rmSync(join(root, "data/outside.yaml"));
    rmSync(join(root, "data/documents/internasjonalt-samarbeid/text.txt"));
    const found = problems();
    expect(found).toContainEqual(expect.objectContaining({ file: "data/outside.yaml" }));
    expect(found).toContainEqual(expect.objectContaining({ file: "data/documents/internasjonalt-samarbeid/text.txt" }));
  });
});

describe("the compiled copy", () => {
  const file = (): string => join(root, "dist", "forumbot.bin");

  it("gives back the knowledge that went in while the data is the same", () => {
    save(file(), fingerprint(root), { knowledge, model });
    expect(restore(file(), fingerprint(root))?.knowledge).toEqual(knowledge);
  });

  it.each(["data/forums/nshf.yaml", "intents/meetings.yaml", "data/documents/internasjonalt-samarbeid/text.txt"])(
    "is not used after %s has changed",
    (changed) => {
      const before = fingerprint(root);
      save(file(), before, { knowledge, model });
      edit(changed, (text) => `${text}\n`);
      expect(fingerprint(root)).not.toBe(before);
      expect(restore(file(), fingerprint(root))).toBeUndefined();
    },
  );

  it("is not used after a file came, went or was renamed", () => {
    const prints = [fingerprint(root)];
    add("intents/new.yaml", "id: new\nkind: offtopic\n");
    prints.push(fingerprint(root));
    rmSync(join(root, "intents/new.yaml"));
    add("intents/newer.yaml", "id: new\nkind: offtopic\n");
    prints.push(fingerprint(root));
    expect(new Set(prints).size).toBe(3);
  });

  it("is nothing where there is no file, and where the file is no such copy or was cut off", () => {
    expect(restore(file(), fingerprint(root))).toBeUndefined();
    save(file(), fingerprint(root), { knowledge, model });
    const bytes = readFileSync(file());
    for (const damaged of [Buffer.alloc(0), Buffer.from("no bot"), bytes.subarray(0, 1000), bytes.subarray(0, bytes.length - 1000)]) {
      writeFileSync(file(), damaged);
      expect(restore(file(), fingerprint(root))).toBeUndefined();
    }
  });
});
