// The real data: complete, verbatim, in three languages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { load } from "../../src/knowledge/load.js";
import { ROOT } from "../../src/open.js";
import { LANGUAGES } from "../bot.js";

const { knowledge, examples } = load(ROOT);
const facts = Object.values(knowledge.facts);

interface Sentence {
  readonly id: string;
  readonly section: string;
  readonly text: string;
}
const sentences = JSON.parse(readFileSync(join(ROOT, "test/questions/sentences.json"), "utf8")) as Sentence[];
/** "… tar først og fremst sikte på:" only leads in the bullets, which are sentences of their own. */
const LEAD_IN = "S03";
const plain = (text: string): string => text.replace(/\s+/g, " ").replace(/^• /, "").trim();

describe("the real data", () => {
  it("loads without a problem, with facts, lists, intents and examples of every language", () => {
    expect(facts.length).toBeGreaterThanOrEqual(sentences.length - 1);
    expect(Object.keys(knowledge.lists).length).toBeGreaterThan(0);
    for (const language of LANGUAGES) {
      const share = examples.filter((example) => example.language === language).length / examples.length;
      expect(share, `examples in ${language}`).toBeGreaterThan(0.25);
    }
    expect(new Set(examples.map(({ by }) => by)).size).toBeGreaterThan(3);
  });

  it("quotes only what stands in the document, letter by letter", () => {
    const wrong = facts.filter((fact) => !knowledge.documents[fact.document]?.text.includes(fact.quote));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it("has a fact for every sentence of the source but its lead-in, under the heading where it stands", () => {
    expect(sentences.map(({ id }) => id)).toContain(LEAD_IN);
    const untold = sentences.filter(
      ({ id, text, section }) =>
        id !== LEAD_IN && !facts.some((fact) => plain(fact.quote) === plain(text) && plain(fact.section) === plain(section)),
    );
    expect(untold.map(({ id, text }) => `${id} ${text}`)).toEqual([]);
  });

  it("quotes whole sentences only", () => {
    const whole = new Set(sentences.map(({ text }) => plain(text)));
    expect(facts.filter((fact) => !whole.has(plain(fact.quote))).map(({ id }) => id)).toEqual([]);
  });

  it("says and asks everything in three languages, each language in its own words", () => {
    for (const { id, text, ask, short } of facts) {
      for (const language of LANGUAGES)
        for (const phrase of [text, ask, short]) expect(phrase[language].trim(), `${id} in ${language}`).not.toBe("");
      expect(text.en, `${id}: English is not bokmål`).not.toBe(text.nb);
      for (const language of LANGUAGES) expect(ask[language], `${id} asks in ${language}`).toMatch(/\?$/);
    }
    for (const { id, text, ask } of Object.values(knowledge.lists))
      for (const language of LANGUAGES) expect(`${text[language]} ${ask[language]}`, id).toMatch(/\S.* \S.*\?$/);
  });

  it("names the body that a fact is about: no text begins with a pronoun", () => {
    const pronoun =
      /^(den|det|de|dei|komiteen|organisasjonen|forumet|it|they|the organisation|the committee) (?!internasjonale|europeiske|faste|nordiske)/i;
    const vague = facts.flatMap(({ id, text }) =>
      LANGUAGES.filter((language) => pronoun.test(text[language])).map((l) => `${id} ${text[l]}`),
    );
    expect(vague.filter((line) => !/ (Det finnes|Det finst) /.test(line))).toEqual([]);
  });

  it("has headings of the document as sections", () => {
    for (const { id, document, section } of facts) {
      const { text, opening } = knowledge.documents[document] as (typeof knowledge.documents)[string];
      const headings = [opening, ...text.split("\n").map((line) => line.trim())];
      expect(headings, id).toContain(section);
      expect(
        sentences.map((sentence) => plain(sentence.section)),
        id,
      ).toContain(plain(section));
    }
  });

  it("tells the numbers of its values in every language's text", () => {
    const words: Record<string, RegExp> = {
      "1": /\b1\b|årlig|årleg|annual|(^|\s)(én|ett|ein|one|once|ei)\b/i,
      "2": /\b2\b|\b(to|two|twice)\b|begge/i,
      "3": /\b3\b|\b(tre|three)\b/i,
      "4": /\b4\b|\b(fire|four)\b/i,
    };
    const missing = facts.flatMap(({ id, values, text }) =>
      Object.entries(values).flatMap(([name, value]) =>
        typeof value !== "number" || name === "count"
          ? []
          : LANGUAGES.filter((language) => !(words[String(value)] ?? new RegExp(`\\b${value}\\b`)).test(text[language])).map(
              (language) => `${id} ${name} ${value} in ${language}: ${text[language]}`,
            ),
      ),
    );
    expect(missing).toEqual([]);
  });

  it("knows its document: title, publisher, language, day of the last check, owner and review date", () => {
    for (const document of Object.values(knowledge.documents)) {
      for (const text of [document.title, document.publisher, document.owner]) expect(text).not.toBe("");
      expect(LANGUAGES).toContain(document.language);
      expect(document.checked).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(document.reviewBy > document.checked).toBe(true);
      for (const { from, to } of document.mend) {
        expect(document.text, "a slip that is mended stands in the document").toContain(from);
        expect(document.text.replaceAll(from, to)).not.toContain(from);
      }
    }
  });
});
