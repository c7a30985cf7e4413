// The terminal: JSON Lines in and out, and the reply as a person reads it.
import { PassThrough, Readable, Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGuide } from "../../src/guide.js";
import { columns } from "../../src/platforms/terminal/columns.js";
import { answerLines, answerOne, converse } from "../../src/platforms/terminal/index.js";
import { render } from "../../src/platforms/terminal/render.js";
import { ask, bot, factsOf, knowledge, last } from "../bot.js";

const TODAY = "2026-11-22";
const { names } = createGuide(knowledge);
const FIELDS = ["id", "kind", "language", "answer", "text", "citations", "subjects", "intent", "confidence", "suggestions"];

function sink(): { output: Writable; written: () => string } {
  const chunks: string[] = [];
  const output = new Writable({
    write(chunk, _, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { output, written: () => chunks.join("") };
}

async function raw(input: string | Readable): Promise<string> {
  const { output, written } = sink();
  await answerLines(bot, { input: typeof input === "string" ? Readable.from([input]) : input, output, today: TODAY });
  return written();
}

type Line = Record<string, unknown> & { citations: { quote: string }[]; error: { message: string; expected: string } };

async function run(...lines: readonly (string | object)[]): Promise<Line[]> {
  const out = await raw(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  return out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

describe("JSON lines", () => {
  it("answer each line with one object that has every promised field, in order, and nothing else", async () => {
    const questions = ["Hvor ofte møtes NSHF?", "har de sekretariat?", "What does NATO do?", "Hei!", ""];
    const lines = await run(...questions.map((text, id) => ({ id, text })));
    expect(lines.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
    expect(lines.map(({ kind }) => kind)).toEqual(["answer", "clarify", "unknown", "smalltalk", "unknown"]);
    for (const [i, line] of lines.entries()) {
      expect(Object.keys(line)).toEqual(FIELDS);
      const answer = ask(questions[i] as string);
      expect(line).toMatchObject({ kind: answer.kind, language: answer.language, answer: answer.answer, suggestions: answer.suggestions });
      expect(line.text).toBe(render(answer, TODAY));
      for (const citation of line.citations) expect(Object.keys(citation)).toEqual(["document", "section", "quote", "url"]);
    }
    expect(lines[0]?.citations[0]?.quote).toBe(knowledge.facts["nshf.meetings"]?.quote);
  });

  it("echo an id unchanged, be it a string or a number", async () => {
    const ids = ["1", 1, 0, -3.5, "", 'æ " \\ \n', 9007199254740991];
    const lines = await run(...ids.map((id) => ({ id, text: "IGC" })));
    expect(lines.map(({ id }) => id)).toEqual(ids);
  });

  it("are one dialogue where they share a conversation, and none without", async () => {
    const lines = await run(
      { id: 1, text: "Hva slags forum er IGC?", conversation: "a" },
      { id: 2, text: "Tell me about the OECD", conversation: "b" },
      { id: 3, text: "og sekretariat?", conversation: "a" },
      { id: 4, text: "how many members does it have?", conversation: "b" },
      { id: 5, text: "og sekretariat?" },
      { id: 6, text: "og sekretariat?", conversation: "__proto__" },
    );
    expect(lines[2]?.answer).toBe(last("Hva slags forum er IGC?", "og sekretariat?").answer);
    expect(lines[2]?.citations[0]?.quote).toBe(knowledge.facts["igc.secretariat"]?.quote);
    expect(lines[3]?.citations[0]?.quote).toBe(knowledge.facts["oecd.members"]?.quote);
    expect(lines[4]?.kind).not.toBe("answer");
    expect({ ...lines[5], id: 5 }).toEqual(lines[4]);
  });

  it("take the locale where nothing else tells the language", async () => {
    const [en, nn, nb] = await run(
      { id: 1, text: "EUAA", locale: "en-GB" },
      { id: 2, text: "EUAA", locale: "nn-NO" },
      { id: 3, text: "EUAA" },
    );
    expect([en?.language, nn?.language, nb?.language]).toEqual(["en", "nn", "nb"]);
  });

  it("are read without addresses, and without the command's name that people know from a chat", async () => {
    const [plain, address, named, only] = await run(
      { id: 1, text: "Hva er IGC?" },
      { id: 1, text: "Hva er IGC? https://www.iom.int/who-we-are" },
      { id: 1, text: "/forum Hva er IGC?" },
      { id: 1, text: "kari@udi.no" },
    );
    expect(address).toEqual(plain);
    expect(named).toEqual(plain);
    expect(only?.answer).toBe(ask("").answer);
  });

  it("pass over blank lines, and count them", async () => {
    const lines = await run("", "   ", { id: 1, text: "IGC" }, "\t", "broken");
    expect(lines.length).toBe(2);
    expect(lines[0]).toMatchObject({ id: 1, kind: "answer" });
    expect(lines[1]).toMatchObject({ id: null, line: 5 });
  });

  it.each<[string, string | number | null]>([
    ["not json", null],
    ['{"id": 1, "text": "IGC"', null],
    ["[]", null],
    ["null", null],
    ["42", null],
    ['"IGC"', null],
    ['{"text": "IGC"}', null],
    ['{"id": null, "text": "IGC"}', null],
    ['{"id": {"a": 1}, "text": "IGC"}', null],
    ['{"id": 7}', 7],
    ['{"id": "x", "text": 5}', "x"],
    ['{"id": 7, "text": null}', 7],
    ['{"id": 7, "text": "IGC", "conversation": 5}', 7],
    ['{"id": 7, "text": "IGC", "locale": ["nb"]}', 7],
  ])("that are broken get an error with place and what was expected, and the rest goes on: %s", async (broken, id) => {
    const lines = await run({ id: "before", text: "IGC" }, broken, { id: "after", text: "IGC" });
    expect(lines.length).toBe(3);
    expect(Object.keys(lines[1] as Line)).toEqual(["id", "line", "error"]);
    expect(lines[1]).toMatchObject({ id, line: 2 });
    expect(lines[1]?.error.message).toMatch(/\S/);
    expect(lines[1]?.error.expected).toMatch(/"id".*"text"/);
    expect(lines[2]).toEqual({ ...lines[0], id: "after" });
  });

  it("may end without a line end, end with CRLF, come in pieces, and hold extra fields", async () => {
    const line = JSON.stringify({ id: 1, text: "Hvor ofte møtes NSHF?", extra: { a: 1 } });
    const whole = await raw(`${line}\n`);
    expect(await raw(line)).toBe(whole);
    expect(await raw(`${line}\r\n`)).toBe(whole);
    const bytes = Buffer.from(`${line}\n`);
    expect(await raw(Readable.from([...bytes].map((byte) => Buffer.from([byte]))))).toBe(whole);
  });

  it("write nothing for nothing", async () => expect(await raw("")).toBe(""));

  it("answer while the input is still open", async () => {
    const input = new PassThrough();
    const { output, written } = sink();
    const done = answerLines(bot, { input, output, today: TODAY });
    input.write(`${JSON.stringify({ id: 1, text: "IGC" })}\n`);
    await expect.poll(written).toMatch(/^\{"id":1,.*\n$/);
    input.end();
    await done;
  });
});

describe("a reply as a person reads it", () => {
  it("shows answer, quote with its heading, source with its date, and what to ask next", () => {
    const answer = ask("Hvor ofte møtes NSHF?");
    const text = render(answer, TODAY);
    for (const part of [answer.answer, answer.citations[0]?.shown, answer.citations[0]?.section, ...answer.suggestions])
      expect(text).toContain(part);
    expect(text).toMatch(/Kilde: Internasjonalt samarbeid.*, sist kontrollert \d{1,2}\. \p{Ll}+ \d{4}\nhttps:\S+#:~:text=NSHF/u);
    expect(text).not.toMatch(/utdatert|\n{3}|^\s|\s$/);
  });

  it("shows slips of the source mended, and quotes them as they are to machines", () => {
    const answer = ask("Har IOM et kontor i Norge?");
    expect(factsOf(answer)).toContain("iom.norway-office");
    expect(answer.citations[0]?.quote).toContain("Norgesom");
    expect(render(answer, TODAY)).toContain("Norge som");
    expect(render(answer, TODAY)).not.toContain("Norgesom");
  });

  it.each([
    ["Hvor ofte møtes NSHF?", "kan være utdatert"],
    ["Kor ofte møtest NSHF?", "kan vere utdatert"],
    ["How often does NSHF meet?", "may be out of date"],
  ])("says that the source may be out of date from the day after its review date on: %s", (question, warning) => {
    const answer = ask(question);
    const reviewBy = answer.sources[0]?.reviewBy as string;
    const next = new Date(Date.parse(reviewBy) + 86_400_000).toISOString().slice(0, 10);
    expect(render(answer, reviewBy)).not.toContain(warning);
    expect(render(answer, next)).toContain(warning);
  });

  it("shows the editor's note with a number that ages", () => {
    const answer = ask("How many member countries does the OECD have?");
    expect(render(answer, TODAY)).toContain(answer.note);
    expect(answer.note).not.toBe("");
  });

  it("sets a comparison in columns that fit a terminal, with every cell whole", () => {
    for (const question of ["Sammenlign UNHCR og IOM", "Samanlikn IGC, NSHF og OECD", "compare Frontex, eu-LISA and EUAA"]) {
      const answer = ask(question);
      const table = render(answer, TODAY).split("\n\nKilden sier")[0]?.split("\n\nKjelda seier")[0]?.split("\n\nThe source says")[0] ?? "";
      const lines = table.split("\n");
      for (const line of lines.slice(2)) expect(line.length, line).toBeLessThanOrEqual(80);
      const words = (text: string): string[] => text.split(/\s+/).filter(Boolean).sort();
      const said = [answer.lead, ...(answer.comparison?.subjects ?? []), answer.note];
      const cells = (answer.comparison?.rows ?? []).flatMap(({ aspect, cells: of }) => [aspect, ...of.map(({ text }) => text)]);
      expect(words(table.replace(/─+/g, ""))).toEqual(words([...said, ...cells].join(" ")));
    }
  });

  it("breaks what doesn't fit a column, and loses nothing of it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: fc.constantFrom(..."ab "), maxLength: 60 }), { minLength: 2, maxLength: 4 }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 20, max: 100 }),
        (rows, width) => {
          const drawn = columns(rows, width);
          for (const line of drawn.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
          expect(drawn.replace(/[^ab]/g, "").length).toBe(rows.flat().join("").replace(/ /g, "").length);
        },
      ),
    );
  });

  it("has no source where nothing is cited", () => {
    for (const question of ["Hva gjør NATO?", "Hei!", "har de sekretariat?"])
      expect(render(ask(question), TODAY)).not.toMatch(/Kilde:|«.*»\n/);
  });
});

describe("asking in the terminal", () => {
  it("one question prints its reply, and how it came about if that is wanted", () => {
    for (const explain of [false, true]) {
      const { output, written } = sink();
      answerOne(bot, "kven har sekretariat i Genève?", explain, { input: Readable.from([]), output, today: TODAY, names });
      expect(written()).toContain(render(ask("kven har sekretariat i Genève?"), TODAY));
      for (const step of ["Språk", "Ord", "Det du spør om", "Moglege svar", "Kor sikker eg er", "Grunngiving"])
        expect(new RegExp(`^${step}\\b`, "m").test(written())).toBe(explain);
    }
  });

  it("a conversation remembers what it is about, passes over blank lines, and ends with the input", async () => {
    const { output, written } = sink();
    await converse(bot, false, { input: Readable.from(["Hva slags forum er IGC?\n", "\n", "og sekretariat?\n"]), output, today: TODAY });
    expect(written()).toContain(render(last("Hva slags forum er IGC?", "og sekretariat?"), TODAY));
  });
});
