// “In English, please” → the requested language, and the rest of the message.
import { describe, expect, it } from "vitest";
import { clean, tokenise } from "../../src/understand/normalise.js";
import { wishIn } from "../../src/understand/wish.js";

const wish = (text: string) => {
  const { language, tokens } = wishIn(tokenise(clean(text)));
  return { language, rest: tokens.map(({ word }) => word).join(" ") };
};

describe("a language is wished for", () => {
  it.each([
    ["alone", "in English, please", "en", ""],
    ["by its name alone", "nynorsk", "nn", ""],
    ["with a verb", "svar på nynorsk", "nn", ""],
    ["before a question", "answer in English: how often does PORTA meet", "en", "how often does porta meet"],
    ["behind a question, with a pause", "how often does PORTA meet, in English", "en", "how often does porta meet"],
    ["behind a question, in a sentence of its own", "Hvor ofte møtes PORTA? På nynorsk, takk.", "nn", "hvor ofte møtes porta"],
    ["before a question, in a sentence of its own", "In English please. Hvor ofte møtes PORTA?", "en", "hvor ofte møtes porta"],
  ])("%s: %j", (_, text, language, rest) => expect(wish(text)).toEqual({ language, rest }));

  it.each([
    ["what it is called", "what is PORTA called in English"],
    ["which languages are spoken", "which languages does PORTA use, English or Norwegian"],
    ["whether somebody speaks it", "does PORTA meet in English"],
    ["nothing of the kind", "how often does PORTA meet"],
    ["nothing", ""],
  ])("but not by asking %s", (_, text) => {
    const tokens = tokenise(clean(text));
    expect(wishIn(tokens)).toEqual({ language: undefined, tokens });
  });

  it("and what is left begins a sentence", () => {
    expect(wishIn(tokenise("answer in English, how often does PORTA meet")).tokens[0]?.opens).toBe(true);
  });
});
