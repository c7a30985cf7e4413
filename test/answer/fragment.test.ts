// Links that open a page at a sentence: built from the document's words, read back as a browser reads them, and tried in one.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressAt, fragmentOf } from "../../src/answer/fragment.js";
import { knowledge } from "../bot.js";
import { CHROMIUM, launch } from "../chromium.js";

const MARK = "#:~:text=";

/** Where a browser finds it, by the rules of the specification: block by block, word by word; undefined where it doesn't. */
function found(text: string, fragment: string): string | undefined {
  const parts = fragment.slice(MARK.length).split(",");
  const take = (at: number, isIt: (part: string | undefined) => boolean): string => {
    if (!isIt(parts.at(at))) return "";
    return decodeURIComponent((parts.splice(at, 1)[0] as string).replace(/^-|-$/g, "")).toLowerCase();
  };
  const prefix = take(0, (part) => part?.endsWith("-") === true);
  const suffix = take(-1, (part) => part?.startsWith("-") === true);
  const [start = "", end = ""] = parts.map((part) => decodeURIComponent(part).toLowerCase());
  const page = text.replace(/\s*\n\s*/g, "\n").replace(/[\u00a0 \t]/g, " ");
  const low = page.toLowerCase();
  for (let from = low.indexOf(start); from >= 0; from = low.indexOf(start, from + 1)) {
    if (!low.slice(0, from).trimEnd().endsWith(prefix)) continue;
    const to = end === "" ? from + start.length : low.indexOf(end, from + start.length) + end.length;
    if (end !== "" && to < end.length) return undefined;
    if (!low.slice(to).trimStart().startsWith(suffix)) continue;
    return page.slice(from, to);
  }
  return undefined;
}
const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

describe("the fragment of a quote", () => {
  it("names a short quote whole, and of a long one its beginning and its end", () => {
    expect(fragmentOf("A b c. NSHF har ikke et fast sekretariat.", "NSHF har ikke et fast sekretariat.")).toBe(
      `${MARK}NSHF%20har%20ikke%20et%20fast%20sekretariat.`,
    );
    const long = "One two three four five six seven eight nine ten eleven twelve.";
    expect(fragmentOf(`Zero. ${long} Thirteen.`, long)).toBe(`${MARK}One%20two%20three%20four,ten%20eleven%20twelve.`);
  });

  it("escapes what would part it, end a link or be read as something else", () => {
    const quote = "Møter, embets-møter & (mer)!";
    const fragment = fragmentOf(`X. ${quote} Y.`, quote) as string;
    expect(fragment).toBe(`${MARK}M%C3%B8ter%2C%20embets%2Dm%C3%B8ter%20%26%20%28mer%29%21`);
  });

  it("keeps slips of the source, and stays within one space between words", () => {
    const text = "Før det. Norges viktigste\u00a0 samarbeidsplattform\u00a0med EU. IOM har\u00a0et kontor i Norgesom samarbeider.";
    expect(fragmentOf(text, "Norges viktigste\u00a0 samarbeidsplattform\u00a0med EU.")).toBe(
      `${MARK}Norges%20viktigste,samarbeidsplattform%20med%20EU.`,
    );
    expect(fragmentOf(text, "IOM har\u00a0et kontor i Norgesom samarbeider.")).toContain("Norgesom");
  });

  it("adds words before or behind where the same words stand twice", () => {
    const text = "Om havn\nMøtet er årlig.\nOm skip\nMøtet er årlig.\nOg mer";
    expect(fragmentOf(text, "Møtet er årlig.", "Om havn")).toBe(`${MARK}M%C3%B8tet%20er%20%C3%A5rlig.`);
    const second = fragmentOf(text, "Møtet er årlig.", "Om skip") as string;
    expect(second).toBe(`${MARK}skip-,M%C3%B8tet%20er%20%C3%A5rlig.`);
    expect(found(text, second)).toBe("Møtet er årlig.");
    // before it stands the same word as before the first
    const twins = "om Møtet er årlig. A b\nom Møtet er årlig. C d";
    expect(fragmentOf(twins.replace("A b", "A b\nx"), "Møtet er årlig.", "x")).toContain(",-c");
  });

  it("is none where the page doesn't have the words, or can't tell them apart", () => {
    expect(fragmentOf("Noe annet.", "Møtet er årlig.")).toBeUndefined();
    expect(fragmentOf("a a", "", "")).toBeUndefined();
    expect(addressAt("https://page.example/id1", undefined)).toBe("https://page.example/id1");
    expect(addressAt("https://page.example/id1#top", `${MARK}x`)).toBe("https://page.example/id1#top:~:text=x");
  });

  it("of every fact opens at its sentence", () => {
    for (const { id, quote, document, section } of Object.values(knowledge.facts)) {
      const { text } = knowledge.documents[document] ?? { text: "" };
      const fragment = fragmentOf(text, quote, section) as string;
      expect(plain(found(text, fragment) ?? ""), id).toBe(plain(quote));
      expect(fragment.length, id).toBeLessThan(300);
    }
  });

  it("leads to the quote and nowhere else, wherever there is one, on any page", () => {
    const word = fc.constantFrom("en", "to", "tre", "fire-fem", "seks,", "(sju)", "&");
    const gap = fc.constantFrom(" ", " ", " ", "\u00a0", "  ", "\n");
    const page = fc.array(fc.tuple(word, gap), { minLength: 4, maxLength: 60 });
    fc.assert(
      fc.property(page, fc.nat(), fc.nat(), (words, a, b) => {
        const [first, last] = [a % words.length, b % words.length].sort((x, y) => x - y) as [number, number];
        const written = (some: readonly (readonly [string, string])[]): string => some.flat().join("");
        const text = written(words);
        const quote = `${written(words.slice(first, last))}${words[last]?.[0]}`;
        const fragment = fragmentOf(text, quote);
        if (fragment === undefined) return;
        expect(plain(found(text, fragment) ?? "")).toBe(plain(quote));
      }),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(CHROMIUM === undefined)("in a browser, on a copy of the page", () => {
  const [document] = Object.values(knowledge.documents);
  const blocks = (document?.text ?? "").split(/\n+/).filter((line) => line.trim() !== "");
  const html = `<!doctype html><meta charset="utf-8"><style>p{margin:0 0 1500px}</style>${blocks
    .map((line) => `<p>${line.trim().replace(/^• /, "").replace(/&/g, "&amp;").replace(/</g, "&lt;")}</p>`)
    .join("")}`;
  const server = createServer((_, response) => response.setHeader("content-type", "text/html; charset=utf-8").end(html));
  let address = "";
  let browser: Awaited<ReturnType<typeof launch>>;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/id1`;
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it("each fact's link brings its paragraph into view", async () => {
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    for (const { id, quote, section } of Object.values(knowledge.facts)) {
      const wanted = blocks.findIndex((line, i) => plain(line).includes(plain(quote)) && (section === "" || i > 0));
      await page.goto("about:blank");
      await page.goto(addressAt(address, fragmentOf(document?.text ?? "", quote, section)));
      const seen = async (): Promise<boolean> => {
        const box = await page.locator("p").nth(wanted).boundingBox();
        return box !== null && box.y + box.height > 0 && box.y < 600;
      };
      await expect.poll(seen, { message: id, timeout: 5_000 }).toBe(true);
    }
    await page.close();
  });
});
