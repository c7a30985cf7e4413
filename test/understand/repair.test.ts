// Pasted and dictated text → text as it was meant; and whatever comes in, no stage of reading throws.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutsOf, slice } from "../../src/understand/clauses.js";
import { clean, MAX_TOKENS, tokenise } from "../../src/understand/normalise.js";
import { repair } from "../../src/understand/repair.js";
import { anyText } from "../fixture/any.js";
import { model, question } from "../fixture/index.js";

const words = new Set([...model.vocabulary.map(([word]) => word), ...model.names.flatMap((name) => name.split(" "))]);
const isKnown = (word: string): boolean => words.has(word);
const repaired = (text: string): string => repair(text, isKnown).replace(/\s+/g, " ").trim();

describe("a text is repaired where", () => {
  it.each([
    ["a line breaks a word", "how many mem-\nbers does PORTA have", "how many members does PORTA have"],
    ["a hyphen and a blank break a word", "how many mem- bers does PORTA have", "how many members does PORTA have"],
    ["dots part the letters of a name", "what is P.O.R.T.A.", "what is PORTA"],
    ["blanks part the letters of a name", "what is p o r t a", "what is porta"],
    ["blanks part the letters of a name behind a letter of its own", "i p o r t a", "i porta"],
    ["UTF-8 was read as Latin-1", "nÃ¥r mÃ¸tes PORTA", "når møtes PORTA"],
    ["UTF-8 was read as Windows-1252", "når mÃ¸tes PORTA â", "når møtes PORTA â"],
    ["a letter got lost", "når m?tes PORTA", "når møtes PORTA"],
    ["a letter became a replacement character", "når m\uFFFDtes PORTA", "når møtes PORTA"],
    ["it is an item of a list", "1. when was PORTA founded\n2) how often does it meet", "when was PORTA founded how often does it meet"],
    [
      "it is an item of a list with dots",
      "• when was PORTA founded\n- how often does it meet",
      "when was PORTA founded how often does it meet",
    ],
    ["a clock stands in it", "møte kl. 14.30: når ble PORTA stiftet", "møte : når ble PORTA stiftet"],
    ["a date stands in it", "på 3. mai skal vi til PORTA", "på skal vi til PORTA"],
    ["a date in figures stands in it", "due 2026-01-15 about PORTA", "due about PORTA"],
    ["a telephone number stands in it", "call 22 33 44 55 about PORTA", "call about PORTA"],
  ])("%s: %j", (_, text, meant) => expect(repaired(text)).toBe(meant));

  it.each([
    ["two words with a hyphen between them", "harbour-cooperation and PORTA- meetings"],
    ["an abbreviation that spells nothing known", "i.e. U.K."],
    ["letters that spell nothing known", "plan a b c d"],
    ["a question mark at the end of a word", "PORTA? HAVRA?"],
    ["a year", "was PORTA founded in 1921"],
    ["two years beside each other", "1921 1975"],
    ["a number of members", "does PORTA have 30 members"],
  ])("but not %s", (_, text) => expect(repaired(text)).toBe(text));
});

describe("any text", () => {
  it("is repaired, cleaned, tokenised and cut without an error", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = tokenise(clean(repair(clean(text), isKnown)));
        expect(tokens.length).toBeLessThanOrEqual(MAX_TOKENS);
        for (const { word, typed } of tokens) expect(word).toBe(typed.toLowerCase());
        expect(() => cutsOf(question(text))).not.toThrow();
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it("is parted so that each token lies in one slice at most, in order", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const whole = question(text);
        const cuts = cutsOf(whole);
        const starts = [0, ...cuts.map(({ from }) => from)];
        const ends = [...cuts.map(({ at }) => at), whole.tokens.length];
        for (const [i, start] of starts.entries()) {
          expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : (ends[i - 1] as number));
          const part = slice(whole, start, ends[i] as number);
          expect(part.tokens).toEqual(whole.tokens.slice(start, ends[i]));
          for (const { start: from, end } of part.mentions) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(part.tokens.length);
          }
        }
      }),
      { seed: 2, numRuns: 1000 },
    );
  });
});
