// Bare words are commands, in any language and case; with more around them they are questions.
import { describe, expect, it } from "vitest";
import { readCommand } from "../src/commands.js";

describe("a bare word is a command", () => {
  it.each([
    ["hjelp", "help"],
    ["Hjelp!", "help"],
    ["HELP", "help"],
    ["/help", "help"],
    ["forum", "forums"],
    ["forums", "forums"],
    ["språk", "language"],
    ["language", "language"],
    ["personvern", "privacy"],
    ["privacy?", "privacy"],
    ["hvorfor", "why"],
    ["kvifor?", "why"],
    ["why", "why"],
    ["slett", "forget"],
    ["forget", "forget"],
  ])("%s", (text, name) => {
    expect(readCommand(text)?.name).toBe(name);
  });

  it.each([
    ["hvorfor", "nb"],
    ["kvifor", "nn"],
    ["why", "en"],
    ["hjelp", undefined],
  ])("%s tells the language where only one has it", (text, language) => {
    expect(readCommand(text)?.language).toBe(language);
  });
});

describe("a language is chosen by its name", () => {
  it.each([
    ["språk nynorsk", "nn"],
    ["språk Bokmål", "nb"],
    ["language english", "en"],
    ["språk engelsk", "en"],
    ["språk auto", "auto"],
    ["språk fransk", undefined],
  ])("%s", (text, choice) => {
    expect(readCommand(text)).toMatchObject({ name: "language", choice });
  });
});

it.each(["hvorfor møtes NSHF bare to ganger", "hjelp ofre", "why is that", "forum iom", "", "  ", "iom", "slett meg nå"])(
  "is a question: %s",
  (text) => {
    expect(readCommand(text)).toBeUndefined();
  },
);
