// The examples of how people say commands, tried: each list that has an example of another command is named.
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../src/chat.js";
import { tryRequests } from "../src/cli/try-requests.js";
import { LANGUAGE_FILES } from "../src/language/data.js";

describe("the words of commands", () => {
  it.each(LANGUAGES)("do in their examples what they are for (%s)", (language) => {
    expect(tryRequests(language, LANGUAGE_FILES[language].requests)).toEqual([]);
  });

  it("are told where an example is another command, a question, or holds none of the words", () => {
    const nb = LANGUAGE_FILES.nb.requests;
    const wrong = {
      ...nb,
      mine: { words: ["mine"], example: "Vis hjelp til dataene mine." },
      noRequest: { words: ["ikke"], example: "Slett alt." },
      helping: { words: ["hjelp"], example: "Slett hjelp." },
      all: { words: ["alt"] },
      marks: { words: ["slett"], example: "Slett alt." },
    };
    expect(tryRequests("nb", wrong)).toEqual([
      { list: "noRequest", message: "none of the words stands in the example 'Slett alt.'" },
      { list: "mine", message: "the example 'Vis hjelp til dataene mine.' is not read as the command 'forget'" },
      { list: "all", message: "expected an example in which one of the words stands" },
      { list: "helping", message: "the example 'Slett hjelp.' is not read as the command 'help'" },
      { list: "marks", message: "the example 'Slett alt.' is not told to be in this language" },
    ]);
  });
});
