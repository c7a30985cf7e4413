// The reasons for an answer as the page draws them: chips, bars and a gauge, from the same lines
// that every platform shows.
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Explanation, Language } from "../../../src/chat.js";
import { createGuide } from "../../../src/guide.js";
import { explainInWords } from "../../../src/language/reasons.js";
import type { Reasons } from "../../../src/language/schema/reasons.js";
import { REASONS } from "../../../src/language/texts.js";
import { bot, knowledge, LANGUAGES } from "../../bot.js";

/** The page is made for browsers, whose types the tests have not: of them this is all it takes. */
interface Drawn {
  readonly textContent: string;
  readonly querySelectorAll: (selector: string) => Iterable<Drawn>;
}
interface Context {
  readonly language: Language;
  readonly reasons: Reasons;
  readonly guide: { readonly names: Readonly<Record<string, string>> };
}
type WhyPanel = (reply: { readonly explanation: Explanation }, context: Context) => Drawn;

const PAGE = "../../../src/platforms/web/page/why.js";
const { whyPanel } = (await import(PAGE)) as { readonly whyPanel: WhyPanel };
const { names } = createGuide(knowledge);

beforeAll(() => {
  vi.stubGlobal("document", parseHTML("<html><body></body></html>").document);
});
afterAll(() => vi.unstubAllGlobals());

const ways = LANGUAGES.map((language): Context => ({ language, reasons: REASONS[language], guide: { names: names(language) } }));
const draw = (text: string, context: Context): Drawn => whyPanel({ explanation: bot({ text }).explanation }, context);
const texts = (panel: Drawn, selector: string): string[] => [...panel.querySelectorAll(selector)].map(({ textContent }) => textContent);

describe("the page's why", () => {
  it.each(ways)("has every line, with its label, in the page's language ($language)", (context) => {
    for (const text of ["Hvor ofte møtes NSHF?", "Hvem leder IOM?", "hva gjør iom og hvor ofte møtes nshf", "sekretariat", "qwrtz"]) {
      const lines = explainInWords(bot({ text }).explanation, names(context.language), context.reasons);
      const panel = draw(text, context);
      expect(texts(panel, "dt")).toEqual(lines.map(({ label }) => label));
      expect(texts(panel, "strong")).toEqual([lines.at(-1)?.text]);
      for (const [i, { items = [] }] of lines.entries()) for (const item of items) expect(texts(panel, "dd")[i]).toContain(item.text);
    }
  });

  it("draws bars only where a figure is told", () => {
    const [context] = ways as [Context];
    const told = draw("Hvor ofte møtes NSHF?", context);
    expect(texts(told, ".chips li")).toEqual(["hvor", "ofte", "møtes", "nshf", "NSHF"]);
    expect(texts(told, "ol .bar").length).toBeGreaterThan(1);
    expect(texts(told, ".gauge")).toHaveLength(1);
    const refused = draw("Hvem leder IOM?", context);
    expect(texts(refused, ".bar")).toEqual([]);
    expect(refused.textContent).not.toContain("%");
  });
});
