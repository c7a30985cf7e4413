// Pasted and dictated text → text as it was meant; and no input makes a stage of reading throw.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutsOf, slice } from "../../src/understand/clauses.js";
import { MAX_TOKENS, tokenise } from "../../src/understand/normalise.js";
import { readable } from "../../src/understand/repair.js";
import { anyText } from "../fixture/any.js";
import { model, question } from "../fixture/index.js";

const words = new Set([...model.vocabulary.map(([word]) => word), ...model.names.flatMap((name) => name.split(" "))]);
const isKnown = (word: string): boolean => words.has(word);
const repaired = (text: string): string => readable(text, isKnown).replace(/\s+/g, " ").trim();

describe("a text is repaired where", () => {
  it.each([
    ["a line breaks a word", "how many mem-\nbers does PORTA have", "how many members does PORTA have"],
    ["a hyphen and a blank break a word", "how many mem- bers does PORTA have", "how many members does PORTA have"],
    ["dots part the letters of a name", "what is P.O.R.T.A.", "what is PORTA"],
    ["blanks part the letters of a name", "what is p o r t a", "what is porta"],
    ["blanks part the letters of a name behind a letter of its own", "i p o r t a", "i porta"],
    ["UTF-8 was read as Latin-1", "nÃ¥r mÃ¸tes PORTA", "når møtes PORTA"],
    ["UTF-8 was read as Windows-1252", "når mÃ¸tes PORTA â", "når møtes PORTA â"],
    ["UTF-8 was read wrongly twice", "når mÃƒÂ¸tes PORTA", "når møtes PORTA"],
    ["a character that means something else in Unicode came of it", "hva gjÃ¸r PORTA og sÃ¸ster", "hva gjør PORTA og søster"],
    ["UTF-8 was read as a Mac's", "n√•r m√∏tes PORTA", "når møtes PORTA"],
    ["it was typed in DOS", "n†r m›tes PORTA", "når møtes PORTA"],
    ["letters are entities of HTML", "n&aring;r m&#248;tes PORTA &amp; HAVRA", "når møtes PORTA & HAVRA"],
    ["letters are those of an address", "n%C3%A5r m%C3%B8tes PORTA", "når møtes PORTA"],
    ["letters are those of a mail", "n=C3=A5r m=F8tes PORTA", "når møtes PORTA"],
    ["letters stand one space apart", "h v a  e r  P O R T A", "hva er PORTA"],
    ["lines break a word twice", "how many mem-\nbe-\nrs does PORTA have", "how many members does PORTA have"],
    [
      "a hyphen that shows only there breaks a word",
      "how many mem\u00ad\nbers and mem\u2010\nbers has PORTA",
      "how many members and members has PORTA",
    ],
    ["a name is broken in capitals", "what is POR-\nTA", "what is PORTA"],
    ["nothing shows where a line broke a word", "how many membe\nrs does PORTA have", "how many members does PORTA have"],
    ["other signs part the letters of a name", "P-O-R-T-A, P·O·R·T·A and P.O.R.T.A.s seat", "PORTA, PORTA and PORTAs seat"],
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
    ["an abbreviation that spells a word that bears nothing", "e.g. PORTA"],
    ["a capital before a closing quote", "«HVA GJØR PORTA PÅ»"],
    ["a sum with a share", "5%C and a=b"],
    ["letters that spell nothing known", "plan a b c d"],
    ["a question mark at the end of a word", "PORTA? HAVRA?"],
    ["a year", "was PORTA founded in 1921"],
    ["two years beside each other", "1921 1975"],
    ["a number of members", "does PORTA have 30 members"],
  ])("but not %s", (_, text) => expect(repaired(text)).toBe(text));
});

it("however many pieces there are, only a few ways to join them are tried", () => {
  let tried = 0;
  readable("aa- ".repeat(2000), () => {
    tried++;
    return false;
  });
  expect(tried).toBeLessThan(2000 * 8);
});

describe("any text", () => {
  it("is repaired, cleaned, tokenised and cut without an error", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = tokenise(readable(text, isKnown));
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
