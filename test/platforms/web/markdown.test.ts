// Teams' Markdown → elements: what is drawn, and that text never becomes markup.
import { join } from "node:path";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../../src/open.js";

interface Drawn {
  readonly outerHTML: string;
  readonly textContent: string;
}
let markdown: (text: string, cite?: (position: number) => unknown) => Drawn[];

beforeAll(async () => {
  const { document, Node } = parseHTML("<!doctype html><html><body></body></html>");
  Object.assign(globalThis, { document, Node });
  // by its path: the page is typed for browsers, this test is not
  ({ markdown } = await import(join(ROOT, "src/platforms/web/page/markdown.ts")));
});

const html = (text: string): string =>
  markdown(text)
    .map(({ outerHTML }) => outerHTML)
    .join("");

describe("Markdown as Teams shows it", () => {
  it.each([
    ["one\ntwo", "<p>one<br>two</p>"],
    ["one\n\ntwo", "<p>one</p><p>two</p>"],
    ["**bold _both_** *em*", "<p><strong>bold <em>both</em></strong> <em>em</em></p>"],
    ["> said\n> so", "<blockquote><p>said<br>so</p></blockquote>"],
    ["lead:\n- a\n- b", "<p>lead:</p><ul><li>a</li><li>b</li></ul>"],
    ["1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"],
    ["snake_case_name", "<p>snake_case_name</p>"],
    ["2 \\* 3 \\[1\\]", "<p>2 * 3 [1]</p>"],
    ["a &amp; b &lt;i&gt;", "<p>a &amp; b &lt;i&gt;</p>"],
    ["[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"],
    ["[source](https://example.org/a)", '<p><a rel="noopener noreferrer" target="_blank" href="https://example.org/a">source</a></p>'],
  ])("%j", (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it("draws a citation where there is one, and leaves other numbers in brackets", () => {
    const cite = (position: number): unknown => {
      if (position !== 1) return undefined;
      const mark = (
        globalThis as unknown as { document: { createElement(tag: string): { append(text: string): void } } }
      ).document.createElement("sup");
      mark.append("1");
      return mark;
    };
    expect(markdown("told [1] and [2]", cite)[0]?.outerHTML).toBe("<p>told <sup>1</sup> and [2]</p>");
  });

  it("makes nothing but the elements it knows, whatever the text", () => {
    const hostile = fc.array(
      fc.constantFrom(
        "<",
        ">",
        "*",
        "_",
        "[",
        "]",
        "(",
        ")",
        "https://a",
        "\\",
        "&lt;",
        "<img src=x onerror=y>",
        "\n",
        "- ",
        "> ",
        "a",
        " ",
      ),
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const tags = [...html(parts.join("")).matchAll(/<(\w+)/g)].map(([, tag]) => tag as string);
        expect(tags.filter((tag) => !["p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"].includes(tag))).toEqual([]);
      }),
    );
  });
});
