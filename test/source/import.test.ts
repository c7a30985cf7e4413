// A page becomes a document and a draft in data/: all of it or nothing, every sentence word for word, and nothing told before an editor has
// looked at it.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { run as check } from "../../src/cli/check.js";
import { run } from "../../src/cli/import.js";
import { folders } from "../../src/folders.js";
import { load } from "../../src/knowledge/load.js";
import { ROOT } from "../../src/open.js";
import { draft } from "../../src/source/draft.js";
import { abbreviationsIn, namesIn, slug } from "../../src/source/names.js";
import { createPropose } from "../../src/source/propose.js";
import { plainly, split } from "../../src/source/sentences.js";
import { writeAll } from "../../src/source/write.js";
import { knowledge, model } from "../bot.js";
import { html, writtenIn } from "./page.js";
import { type Publisher, startPublisher } from "./publisher.js";

const WATER = join(ROOT, "test/source/pages/vannsamarbeid.html");
const own = Object.values(knowledge.documents)[0] as (typeof knowledge.documents)[string];
const headings = [...new Set(Object.values(knowledge.facts).map(({ section }) => section))];
let publisher: Publisher;
let folder: string;
let out: string;
let told: string;
beforeAll(async () => {
  publisher = await startPublisher();
});
afterAll(() => publisher.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "forumbot-import-"));
  mkdirSync(join(folder, "data"));
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  out = "";
  told = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    told += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const data = (...path: readonly string[]): string => join(folder, "data", ...path);
const read = (...path: readonly string[]): string => readFileSync(data(...path), "utf8");
/** All files with what is in them. */
const all = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), "utf8")]),
  );
function page(text: string | Buffer, name = "page.html"): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** As an editor does who finds a stub right. */
function accept(...ids: readonly string[]): void {
  for (const file of readdirSync(data("subjects"))) {
    const lines = read("subjects", file).split("\n");
    const kept = lines.filter((line, i) => !(line.startsWith("    draft:") && ids.some((id) => lines[i - 1] === `  - id: ${id}`)));
    writeFileSync(data("subjects", file), kept.join("\n"));
  }
}

describe("a page in an empty data folder", () => {
  it("becomes a document, its numbered sentences, a stub for each, and all that a data folder needs beside them", async () => {
    expect(await run([WATER, "--as", "vann"])).toBe(0);
    expect(out).toBe(`vann: 12 sections, 112 sentences, 112 stubs in 15 files below ${data()}\n`);
    expect(readdirSync(data()).sort()).toEqual([
      "bot.yaml",
      "documents",
      "kinds.yaml",
      "outside.yaml",
      "subjects",
      "topics.yaml",
      "values.yaml",
    ]);
    const sentences = parse(read("documents", "vann", "sentences.yaml")) as { number: number; section: string; text: string }[];
    expect(sentences[13]).toEqual({ number: 14, section: "Vannrådet", text: "Vannrådet møtes fire ganger i året." });
    expect(parse(read("documents", "vann", "document.yaml"))).toMatchObject({
      id: "vann",
      title: "Samarbeid om vann i Skjærland",
      publisher: "Skjærland vannverk",
      language: "nb",
      opening: "Innledning",
      draft: ["owner", "reviewDays"],
    });
    const subject = parse(read("subjects", "vann-03-dtu.yaml"));
    expect(subject).toMatchObject({
      id: "dtu",
      name: { nb: "DTU", nn: "DTU", en: "DTU" },
      aliases: { any: ["DTU", "Det tekniske utvalget"] },
    });
    expect(subject.facts[3]).toEqual({
      id: "dtu.s24",
      draft: ["text.nn", "text.en"],
      about: ["dtu"],
      as: "meetings",
      answers: ["meetings"],
      text: {
        nb: "DTU møtes en gang i måneden, unntatt i juli.",
        nn: "Om DTU seier kjelda: «DTU møtes en gang i måneden, unntatt i juli.»",
        en: "On DTU, the source says: “DTU møtes en gang i måneden, unntatt i juli.”",
      },
      quote: "DTU møtes en gang i måneden, unntatt i juli.",
      ask: {
        nb: "Hva sier kilden om hvor ofte DTU møtes?",
        nn: "Kva seier kjelda om kor ofte DTU møtest?",
        en: "What does the source say about how often DTU meets?",
      },
    });
    expect(parse(read("subjects", "vann-02-vannradet.yaml")).facts[4]).toMatchObject({
      id: "vannradet.s14",
      values: { meetingsPerYear: 4 },
    });
    const text = plainly(read("documents", "vann", "text.txt"));
    expect(sentences.filter((sentence) => !text.includes(plainly(sentence.text)))).toEqual([]);
  });

  it("is told of by no bot until an editor has looked at a stub, and what is left is listed by check with its place", async () => {
    await run([WATER, "--as", "vann"]);
    expect(() => load(folders())).toThrow("holds drafts only: expected a fact without 'draft', for the bot to tell");
    accept("vannradet.s14", "dtu.s24");
    const { knowledge: known, unfinished } = load(folders());
    expect(Object.keys(known.facts)).toEqual(["vannradet.s14", "dtu.s24"]);
    expect(Object.keys(known.subjects)).toEqual(["vannradet", "dtu"]);
    expect(known.subjects.dtu?.overview).toEqual(["dtu.s24"]);
    expect(unfinished).toHaveLength(110 + 12 + 2);
    expect(unfinished).toContainEqual({
      file: expect.stringContaining("data/subjects/vann-03-dtu.yaml"),
      place: "facts.0.draft",
      message: "dtu.s21 is a draft: expected answers, ask, text.nn, text.en to be looked at, and this line deleted",
    });
    await expect(check()).rejects.toThrow("data/subjects/vann-03-dtu.yaml at facts.0.draft: dtu.s21 is a draft");
  });
});

describe("a page beside others", () => {
  it("adds to what is there: the page that the bot knows comes out with its very sentences, about the subjects that there are", async () => {
    cpSync(join(ROOT, "data"), data(), { recursive: true });
    const before = all();
    expect(await run([page(html(writtenIn(own.text, headings))), "--as", "kopi", "--language", "nb"])).toBe(0);
    expect(out).toMatch(/^kopi: 8 sections, 44 sentences, 44 stubs in 11 files/);
    const { knowledge: known } = load(folders());
    expect(Object.keys(known.facts)).toEqual(Object.keys(knowledge.facts));
    const sentences = (parse(read("documents", "kopi", "sentences.yaml")) as { text: string }[]).map(({ text }) => plainly(text));
    const missing = Object.values(knowledge.facts).filter(({ quote }) => !split(quote).every((one) => sentences.includes(plainly(one))));
    expect(missing).toEqual([]);
    const nshf = parse(read("forums", "kopi-07-kopi-nshf.yaml"));
    expect([nshf.id, nshf.facts[0].about]).toEqual(["kopi-nshf", ["nshf", "kopi-nshf"]]);
    for (const [file, text] of Object.entries(before)) expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("comes from an address, whose page and publisher are noted", async () => {
    vi.stubEnv("WATCH_HOSTS", "127.0.0.1");
    publisher.put("/vann", readFileSync(WATER));
    expect(await run([`${publisher.url}/vann#innhold`, "--as", "vann"])).toBe(0);
    expect(parse(read("documents", "vann", "document.yaml")).url).toBe(`${publisher.url}/vann`);
  });
});

describe("what can't be imported", () => {
  const sentences = "<p>En setning. Og en til.</p>";
  it.each<[string, () => string[] | Promise<string[]>, string]>([
    [
      "a page without sentences",
      () => [page("<h1>Title</h1><script>1</script>"), "--as", "x"],
      "has no sentences: expected a page with text in it",
    ],
    ["a page of more than 20 MB", () => [page(Buffer.alloc(21 * 1024 * 1024, "a")), "--as", "x"], "larger than 20 MB"],
    [
      "a page in an unknown charset",
      () => [page(Buffer.from([0xd0, 0xf2, 0xc9, 0xff, 0x2e]), "page.txt"), "--as", "x"],
      "its charset can't be told",
    ],
    ["a PDF", () => [page("%PDF-1.7"), "--as", "x"], "PDF can't be read: expected HTML, Markdown, plain text or a Word document (.docx)"],
    ["a file that there isn't", () => ["/nowhere.html", "--as", "x"], "there is no such file"],
    ["a folder", () => [tmpdir(), "--as", "x"], "is a folder"],
    ["a page that is gone", () => [`${publisher.url}/nowhere`, "--as", "x"], "leads to an address that isn't public"],
    ["another scheme", () => ["ftp://example.no/page", "--as", "x"], "ftp:// can't be read"],
    [
      "a kind that there isn't",
      async () => {
        await run([page(sentences), "--as", "first"]);
        return [page(sentences), "--as", "x", "--kind", "fund"];
      },
      "there is no kind 'fund': expected one of subject",
    ],
    [
      "an id that is in use",
      async () => {
        await run([page(sentences), "--as", "first"]);
        return [page(sentences), "--as", "first"];
      },
      "the id 'first' is in use",
    ],
  ])("%s: one message, status 1, and nothing on disk is another", async (_, prepare, message) => {
    const args = await prepare();
    const before = all();
    told = "";
    expect(await run(args)).toBe(1);
    expect(told).toContain(message);
    expect(told.trim().split("\n")).toHaveLength(1);
    expect(all()).toEqual(before);
  });

  it("is said before anything is read where the command is used wrongly", async () => {
    for (const args of [[], ["a", "b", "--as", "x"], ["a"], ["a", "--as", "Not An Id"], ["a", "--as", "x", "--language", "fi"]])
      expect([args, await run(args)]).toEqual([args, 2]);
    expect(all()).toEqual({});
  });

  it("is put beside nothing that is half written: what is wrong there is named, and stays as it is", async () => {
    await run([page(sentences), "--as", "first"]);
    rmSync(data("documents", "first", "text.txt"));
    writeFileSync(data("values.yaml"), "- id: since\n  type: since\n- {");
    const before = all();
    await expect(run([page(sentences), "--as", "x"])).rejects.toThrow(
      /values\.yaml at line 3: not YAML[\s\S]*first\/text\.txt: can't be read/,
    );
    expect(all()).toEqual(before);
  });

  it("leaves nothing behind where it can't be written to the end", () => {
    writeFileSync(data("taken"), "a file");
    const before = all();
    const files = new Map([
      ["documents/x/text.txt", "x"],
      ["new/y.yaml", "y"],
      ["taken/z.yaml", "z"],
    ]);
    expect(() => writeAll(data(), files)).toThrow("nothing was");
    expect(all()).toEqual(before);
    expect(readdirSync(data())).toEqual(["taken"]);
  });
});

describe("a draft", () => {
  const propose = createPropose(knowledge, model);
  const drafted = (blocks: Parameters<typeof draft>[0]["blocks"]) =>
    draft(
      { title: "T", blocks },
      {
        id: "x",
        language: "nb",
        url: undefined,
        today: "2026-11-29",
        folder: "f",
        propose,
        attributes: knowledge.intents,
        taken: { ids: new Set(), names: new Map() },
      },
    );

  it("holds whatever a page says as text, never as YAML, markup or another fact", () => {
    const nasty = fc.constantFrom(
      "- id: x",
      "draft: []",
      "# no",
      "<script>alert(1)</script>",
      "a: {b}",
      "'\"«»",
      "{subject}",
      "…",
      "---",
      "\u2028",
      "*x &y",
      "%TAG",
      "yes",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(nasty, fc.string({ maxLength: 20 })), { minLength: 1, maxLength: 8 }), (parts) => {
        const text = parts.map(([one, other]) => `Ord ${one} ${other.replace(/[\p{Cc}\p{Cs}]/gu, "")}.`).join(" ");
        const { files, stubs } = drafted([
          { kind: "heading", text: "Del (AB)" },
          { kind: "paragraph", text },
        ]);
        const subject = parse([...files].find(([file]) => file.startsWith("f/"))?.[1] ?? "");
        expect(subject.facts.map(({ quote }: { quote: string }) => quote)).toEqual(split(text));
        expect(subject.facts).toHaveLength(stubs);
        for (const { draft: marks } of subject.facts) expect(marks.length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it("names its subjects by their headings: by the abbreviation in brackets, without numbers, each id once", () => {
    expect(namesIn("2.1 Det tekniske utvalget (DTU)")).toEqual({ name: "DTU", names: ["DTU", "Det tekniske utvalget"], id: "dtu" });
    expect(namesIn("Vannrådet på Østlandet")).toEqual({
      name: "Vannrådet på Østlandet",
      names: ["Vannrådet på Østlandet"],
      id: "vannradet-pa-ostlandet",
    });
    expect(slug("Æ ".repeat(40)).length).toBeLessThanOrEqual(32);
    expect(slug("日本")).toBe("part");
    const { files } = drafted(
      ["Rådet", "Rådet", "Rådet"].flatMap(
        (text) =>
          [
            { kind: "heading", text },
            { kind: "paragraph", text: "En setning." },
          ] as const,
      ),
    );
    expect([...files.keys()].filter((file) => file.startsWith("f/"))).toEqual([
      "f/x-01-radet.yaml",
      "f/x-02-x-radet.yaml",
      "f/x-03-x-radet-2.yaml",
    ]);
    expect(abbreviationsIn("Den styres av Det faste utvalget (DFU) og av styret (i dag).")).toEqual(["Det faste utvalget (DFU)"]);
  });

  it("goes by the upper headings: what stands under a lower one keeps it as its section", () => {
    const heading = (text: string, level: number) => ({ kind: "heading", text, level }) as const;
    const said = { kind: "paragraph", text: "En setning." } as const;
    const { files, sections } = drafted([heading("A", 2), said, heading("A1", 3), said, heading("B", 2), said]);
    const [first] = [...files].filter(([file]) => file.startsWith("f/")).map(([, text]) => parse(text));
    expect([sections, first.section, first.facts.map(({ section }: { section?: string }) => section)]).toEqual([3, "A", [undefined, "A1"]]);
  });
});
