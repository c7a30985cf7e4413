// The examples of word lists, tried: each list that loses its words, or has an example of something else, is named.
import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "../../src/chat.js";
import { LANGUAGE_FILES } from "../../src/language/data.js";
import type { Words } from "../../src/language/schema/words.js";
import { tryWords } from "../../src/understand/trial.js";

const wordsOf = (language: Language): Words => LANGUAGE_FILES[language].words;
const messages = (language: Language, change: Partial<Words>): string[] =>
  tryWords(language, { ...wordsOf(language), ...change }).map(({ list, message }) => `${list}: ${message}`);

describe("the word lists", () => {
  it.each(LANGUAGES)("do in their examples what they are for (%s)", (language) => {
    expect(tryWords(language, wordsOf(language))).toEqual([]);
  });

  it("are told where an example holds none of their words", () => {
    expect(messages("nb", { negations: { words: ["ikke"], example: "Har de et sekretariat?" } })).toEqual([
      "negations: none of the words stands in the example 'Har de et sekretariat?'",
    ]);
  });

  it("are told where an example is read as something else", () => {
    expect(messages("en", { asksCount: { words: ["how many"], example: "Which day do how many meet?" } })).toEqual([
      "asksCount: the example 'Which day do how many meet?' is not read as a question that asks for a count",
    ]);
    expect(messages("nn", { sinceWords: { words: ["frå"], example: "Dei kjem frå eit møte." } })).toEqual([
      "sinceWords: the example 'Dei kjem frå eit møte.' is not read as a claim of a year, from it",
    ]);
  });

  it("are told of a word that no message can have", () => {
    expect(messages("en", { asksPlace: { words: ["where", "where's", "Wheres"], example: "Where is it?" } })).toEqual([
      "asksPlace: 'where's' is never found: a message is read as 'where'",
      "asksPlace: 'Wheres' is never found: a message is read as 'wheres'",
    ]);
  });

  it("are told of an example that is missing, but not where a language has no such words", () => {
    expect(messages("nb", { doing: { words: [] } })).toEqual([]);
    expect(messages("nb", { doing: { words: ["gjør"] } })).toEqual(["doing: expected an example in which one of the words stands"]);
  });
});
