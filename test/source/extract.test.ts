// A page of any of the formats comes to the same: its title, and its sentences with their sections; what stands around them is left out.
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { load } from "../../src/knowledge/load.js";
import { ROOT } from "../../src/open.js";
import { extract } from "../../src/source/extract.js";
import { readPlain } from "../../src/source/plain.js";
import { plainly, sentencesOf, split } from "../../src/source/sentences.js";
import { written } from "../../src/source/text.js";
import { html, writtenIn } from "./page.js";

const from = (text: string | Buffer, type = "text/html", name = "page") => extract({ bytes: Buffer.from(text as string), type, name });
const said = async (...given: Parameters<typeof from>): Promise<string[]> => sentencesOf(await from(...given)).map(({ text }) => text);
const { documents, facts } = load(ROOT).knowledge;
const document = Object.values(documents)[0] as (typeof documents)[string];
const headings = [...new Set(Object.values(facts).map(({ section }) => section))];

describe("the page that the bot knows", () => {
  const page = html(writtenIn(document.text, headings));

  it("comes out of its HTML with the very sentences that data/ holds, in their sections", async () => {
    const read = await from(page);
    const own = readPlain(document.text, new Set(headings));
    expect(read.title).toBe(document.title);
    expect(sentencesOf(read)).toEqual(sentencesOf(own));
    expect(sentencesOf(read)).toHaveLength(44);
    expect(plainly(written(read))).toBe(plainly(document.text));
    expect([read.language, read.publisher]).toEqual(["no", "Utgiveren.no"]);
  });

  it("holds every quote as whole sentences", async () => {
    const sentences = sentencesOf(await from(page)).map(({ text }) => plainly(text));
    const whole = (quote: string): boolean => split(quote).every((one) => sentences.includes(plainly(one)));
    expect(Object.values(facts).filter(({ quote }) => !whole(quote))).toEqual([]);
  });

  it("comes out of the text as it is kept, too, whatever its line ends", () => {
    const kept = readPlain(written(readPlain(document.text)).replaceAll("\n", "\r\n"));
    expect(sentencesOf(kept)).toEqual(sentencesOf(readPlain(document.text)));
  });
});

describe("HTML", () => {
  it("is read without what no reader sees, and no script of it is run", async () => {
    const page = `<title>A</title><body onload="x()"><script>document.body.innerHTML = "<p>Changed.</p>"</script><!-- <p>No.</p> -->
      <p>Seen.<script>"Not seen."</script></p><template><p>Kept.</p></template><svg><title>Drawing</title><text>Drawn.</text></svg>
      <textarea>Typed.</textarea><p aria-hidden="true">Unheard.</p><iframe src="http://127.0.0.1:1/"></iframe><img src=x onerror="y()">
      <p>&lt;script&gt;alert(1)&lt;/script&gt; is text.</p><div role="navigation">Go.</div>`;
    expect(await said(page)).toEqual(["Seen.", "<script>alert(1)</script> is text."]);
    expect((await from(page)).title).toBe("A");
  });

  it("is read where it is badly made: elements that nobody closes, that cross, that there are none of", async () => {
    expect(await said("<p>One.<p>Two.<ul><li>Three<li>Four</ul><b><i>Fi</b>ve.</i><nonsense>Six.</nonsense></p></div>Seven.")).toEqual([
      "One.",
      "Two.",
      "Three",
      "Four",
      "Five.Six.",
      "Seven.",
    ]);
  });

  it("says a row of a table in one line, and a page that is laid out by one in its paragraphs", async () => {
    expect(await said("<table><tr><th>Year</th><th>Members</th></tr><tr><td>2026<td>30</table>")).toEqual(["Year | Members", "2026 | 30"]);
    expect(await said("<table><tr><td><h2>A</h2><p>One.</p><p>Two.</p></td></tr></table>")).toEqual(["One.", "Two."]);
  });

  it("is read to its main part where it names one, and else whole", async () => {
    expect(await said("<p>Around.</p><main><p>Within.</p></main><p>Around.</p>")).toEqual(["Within."]);
    expect(await said("<p>Around.</p><div role=main><p>Within.</p></div>")).toEqual(["Within."]);
    expect(await said("<p>Around.</p><article><p>One.</p></article><article><p>Two.</p></article>")).toEqual(["One.", "Two."]);
    expect(await said("<main></main><p>All of it.</p>")).toEqual(["All of it."]);
  });

  it("of 20 MB, nested without end, or with nothing in it, ends in an answer", async () => {
    await expect(from("<div>".repeat(100_000))).rejects.toThrow("nested more than 512 deep");
    await expect(from(`<p>${"Word. ".repeat(200_000)}</p>`)).rejects.toThrow("more than a million characters of text");
    expect(await said(`<!doctype html>${" ".repeat(20 * 1024 * 1024)}`)).toEqual([]);
    for (const nothing of ["", "<p></p>", "<img src=x>", "<p>· – ·</p>", "<script>1</script>"]) expect(await said(nothing)).toEqual([]);
  });
});

describe("other formats", () => {
  it("say the same as HTML: Markdown, plain text, a Word document", async () => {
    const page = "<h1>Title</h1><p>One. Two.</p><h2>Part</h2><ul><li>three</li><li>four</li></ul>";
    const markdown = "---\nlayout: page\n---\n# Title\n\nOne.\nTwo.\n\n## Part\n\n- three\n- *four*\n";
    const plain = "Title\n\nOne.\nTwo.\n\nPart\n\n- three\n- four\n";
    const paragraph = (text: string, style = ""): string =>
      `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const item = (text: string): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const word = docx(
      paragraph("Title", "Heading1") + paragraph("One. Two.") + paragraph("Part", "Heading2") + item("three") + item("four"),
    );
    const expected = sentencesOf(await from(page));
    expect(expected.map(({ section, text }) => [section, text])).toEqual([
      ["", "One."],
      ["", "Two."],
      ["Part", "three"],
      ["Part", "four"],
    ]);
    for (const [bytes, type, name] of [
      [markdown, "text/markdown", "page"],
      [markdown, "", "page.MD"],
      [plain, "text/plain; charset=utf-8", "page"],
      [plain, "", "page.txt"],
      [word, "", "page.docx"],
      [word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "https://example.no/page?id=1"],
    ] as const) {
      const read = await from(bytes as Buffer, type, name);
      expect([name, read.title, sentencesOf(read)]).toEqual([name, "Title", expected]);
    }
  });

  it("say the same with a heading right above its text, and with lines that were broken anywhere", async () => {
    const wrapped =
      "A title\n\nThe first part\nThe council met in the town of Lyngvik, which lies on the lake, and\nLyngvik paid for it. Then\nit ended.\n";
    const { title, blocks } = await from(wrapped, "text/plain");
    expect(title).toBe("A title");
    expect(sentencesOf({ blocks })).toEqual([
      {
        number: 1,
        section: "The first part",
        text: "The council met in the town of Lyngvik, which lies on the lake, and Lyngvik paid for it.",
      },
      { number: 2, section: "The first part", text: "Then it ended." },
    ]);
  });

  it("are refused with what was expected, where they are none of these", async () => {
    await expect(from("%PDF-1.7 …", "application/pdf")).rejects.toThrow(
      "PDF can't be read: expected HTML, Markdown, plain text or a Word document (.docx)",
    );
    await expect(from(Buffer.from(zipSync({ a: strToU8("x") })), "", "page.zip")).rejects.toThrow("an archive can't be read");
    await expect(from(Buffer.from(zipSync({ a: strToU8("x") })), "", "page.docx")).rejects.toThrow("is no whole Word document (.docx)");
    await expect(from(Buffer.from("PK\u0003\u0004cut short"), "", "page.docx")).rejects.toThrow("is no whole Word document (.docx)");
    await expect(from(docx("<w:p/>".padEnd(21 * 1024 * 1024)), "", "page.docx")).rejects.toThrow("larger than 20 MB when it is unpacked");
    await expect(from("\u0000\u0001\u0002", "text/plain")).rejects.toThrow("is no text");
    await expect(from("{}", "application/json", "page.json")).rejects.toThrow("application/json can't be read");
  });
});

function docx(body: string): Buffer {
  const types = (part: string, type: string): string =>
    `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml"/>`;
  const files = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${types("word/document.xml", "document.main")}${types("word/styles.xml", "styles")}${types("word/numbering.xml", "numbering")}</Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`,
    "word/styles.xml": `<w:styles ${W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>`,
    "word/numbering.xml": `<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    "word/document.xml": `<w:document ${W}><w:body>${body}</w:body></w:document>`,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

describe("a charset", () => {
  const text = "Flyktningene får «vern» på øya – ærlig.";
  const page = (charset: string): string => `<meta charset="${charset}"><p>${text}</p>`;
  const latin = (content: string): Buffer => Buffer.from(content.replaceAll("–", "\u0096"), "latin1");
  const utf16 = (content: string): Buffer => Buffer.from(`\ufeff${content}`, "utf16le");

  it.each([
    ["UTF-8, said and so", page("utf-8"), "text/html; charset=utf-8"],
    ["UTF-8 with a byte order mark", `\ufeff${page("utf-8")}`, "text/html"],
    ["UTF-8, where another one is said", page("iso-8859-1"), "text/html; charset=iso-8859-1"],
    ["UTF-8, where one is said that nobody knows", page("klingon"), "text/html; charset=klingon"],
    ["Windows-1252, said by the server", latin(page("")), "text/html; charset=windows-1252"],
    ["Windows-1252, said by the page", latin(page("windows-1252")), "text/html"],
    ["Windows-1252, where UTF-8 is said", latin(page("utf-8")), "text/html; charset=utf-8"],
    ["Windows-1252, where nothing is said", latin(`<p>${text}</p>`), "text/html"],
    ["UTF-16 with a byte order mark", utf16(page("utf-16")), "text/html"],
  ])("is told: %s", async (_, bytes, type) => {
    expect(await said(bytes as Buffer, type)).toEqual([text]);
  });

  it("that can't be told is refused, and none is made up", async () => {
    const cyrillic = Buffer.from([0xd0, 0xf2, 0xc9, 0xd7, 0xc5, 0xd4, 0x2e, 0x20, 0xc9, 0xce, 0xc1, 0xde, 0xc5, 0xff]);
    await expect(from(cyrillic, "text/plain; charset=klingon")).rejects.toThrow(
      "its charset can't be told (it says 'klingon'): expected UTF-8, or one that it names rightly",
    );
    expect(await said(cyrillic, "text/plain; charset=koi8-r")).toEqual(["пРивет. иначеЪ"]);
  });
});

describe("sentences", () => {
  it.each([
    ["Vi deltar bl.a. i Rådet, f.eks. Schengen. Det er nytt.", ["Vi deltar bl.a. i Rådet, f.eks. Schengen.", "Det er nytt."]],
    ["Møtet er 5. juni kl. 10.30. Det varer til ca. 12.", ["Møtet er 5. juni kl. 10.30.", "Det varer til ca. 12."]],
    ["Kunst, musikk osv. Alt er med.", ["Kunst, musikk osv.", "Alt er med."]],
    ["J. R. Olsen leder det. Hun «spør: Hvorfor?» Ja!", ["J. R. Olsen leder det.", "Hun «spør: Hvorfor?»", "Ja!"]],
    ["Støtten er 1.200.000 kr. i året, jf. § 3 nr. 2.", ["Støtten er 1.200.000 kr. i året, jf. § 3 nr. 2."]],
    ["Write to the U.N. office, e.g. by post. It answers.", ["Write to the U.N. office, e.g. by post.", "It answers."]],
    ["Se www.example.no/side.html for mer. Takk.", ["Se www.example.no/side.html for mer.", "Takk."]],
    ["Uten punktum", ["Uten punktum"]],
  ])("end where readers end them: %s", (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it("hold all of the text, whatever it is, and nothing twice", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("Norge", "bl.a.", "5.", "juni", "Hva?", "J.", "(UN).", "«Ja.»", "kr", "12.30", "–", "møtes.")),
        (parts) => {
          const text = parts.join(" ");
          const letters = (all: string): string => all.replace(/[^\p{L}\p{N}]/gu, "");
          expect(letters(split(text).join(""))).toBe(letters(text));
        },
      ),
    );
  });
});
