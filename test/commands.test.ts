// Short texts are commands, in any language and letter case; with more words they are questions.
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../src/chat.js";
import { readCommand } from "../src/commands.js";
import { SURFACE } from "../src/surface.js";
import { questions } from "./questions.js";

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

describe("who asks in own words to be deleted is deleted", () => {
  it.each([
    "slett alt",
    "Slett alt!",
    "slett takk",
    "slett meg nå",
    "Ja, slett alt",
    "Slett det du har lagret om meg",
    "slett det du har lagra om meg",
    "kan du slette alt du vet om meg?",
    "Kan du være så snill og slette dataene mine?",
    "jeg vil at du sletter alle opplysninger om meg",
    "Jeg vil slette alt",
    "hei, fjern alle mine data er du snill",
    "glem meg",
    "gløym meg, takk",
    "glem alt du vet om meg",
    "forget me",
    "Forget everything about me, please",
    "delete everything",
    "Please delete my data",
    "could you erase all my data?",
    "I want you to delete everything you have stored about me",
    "I want my data deleted",
    "remove my data",
    "Yes, delete everything",
    "clear all my data",
    "wipe everything",
    "slett\u00a0alt",
  ])("%s", (text) => {
    expect(readCommand(text)?.name).toBe("forget");
  });

  it.each([
    "slett det",
    "slett samtalen",
    "slett spørsmålet fra historikken",
    "delete this conversation",
    "glem alt",
    "kan jeg slette dataene mine?",
    "Can I delete my data?",
    "fjern",
  ])("%s may mean less: it is asked whether it is all", (text) => {
    expect(readCommand(text)?.name).toBe("privacy");
  });

  it.each([
    "glem det",
    "forget it",
    "forget about it",
    "gløym det",
    "clear",
    "ikke slett meg",
    "don't delete my data",
    "ikkje slett noko",
    "har du slettet alt om meg?",
    "did you delete my data?",
    "hvordan sletter jeg dataene mine?",
    "how do I delete my data",
    "slett IGC",
    "slett alt om IOM",
    "kan dere slette meg fra asylmottaket?",
    "hvem sletter personopplysninger i UNHCR?",
    "når slettes mine data?",
  ])("%s deletes nothing", (text) => {
    expect(readCommand(text)).toBeUndefined();
  });
});

describe("a language is chosen in own words", () => {
  it.each([
    ["bytt språk til nynorsk", "nn"],
    ["Bytt til engelsk, takk", "en"],
    ["kan du bytte til bokmål?", "nb"],
    ["skift språk til engelsk", "en"],
    ["endre språket mitt til nynorsk", "nn"],
    ["sett språk nynorsk", "nn"],
    ["velg engelsk", "en"],
    ["bruk nynorsk er du snill", "nn"],
    ["snakk norsk", "nb"],
    ["svar alltid på nynorsk", "nn"],
    ["change language to Norwegian", "nb"],
    ["Please switch to English", "en"],
    ["can you switch the language to English?", "en"],
    ["always answer in English", "en"],
    ["språk: engelsk", "en"],
    ["nynorsk", "nn"],
    ["Nynorsk, takk!", "nn"],
    ["English please", "en"],
    ["bokmål", "nb"],
    ["auto", "auto"],
    ["bytt språk til auto", "auto"],
  ])("%s", (text, choice) => {
    expect(readCommand(text)).toMatchObject({ name: "language", choice });
  });

  it.each(["bytt språk", "change language", "kan du bytte språk?", "bytt språk til fransk", "switch language to German"])(
    "%s offers the languages",
    (text) => {
      expect(readCommand(text)).toMatchObject({ name: "language" });
      expect(readCommand(text)?.choice).toBeUndefined();
    },
  );

  it.each([
    "no",
    "en",
    "kan du engelsk?",
    "på nynorsk",
    "in English, please",
    "svar på nynorsk",
    "hva heter UNHCR på engelsk",
    "hvilket språk bruker IGC",
    "bruk IOM",
  ])("%s is none for ever", (text) => {
    expect(readCommand(text)?.name).not.toBe("language");
  });
});

describe("other commands in own words", () => {
  it.each([
    ["hjelp takk", "help"],
    ["hjelp meg", "help"],
    ["I need help", "help"],
    ["vis meny", "help"],
    ["menu", "help"],
    ["/start", "help"],
    ["start", "help"],
    ["kommandoer", "help"],
    ["personvern takk", "privacy"],
    ["vis personvern", "privacy"],
    ["hvorfor det?", "why"],
    ["kvifor det", "why"],
    ["why this answer?", "why"],
    ["vis forum", "forums"],
  ])("%s", (text, name) => {
    expect(readCommand(text)?.name).toBe(name);
  });

  it.each(["hvorfor ikke?", "takk, forum", "hei forum", "hjelp", "help"])("%s is no other command", (text) => {
    expect(["forums", "why"]).not.toContain(readCommand(text)?.name);
  });
});

it.each([
  ["delete my data", "en"],
  ["forget me", "en"],
  ["gløym meg", "nn"],
  ["slett alt eg har sagt", "nn"],
])("%s tells the language", (text, language) => {
  expect(readCommand(text)?.language).toBe(language);
});

it.each(["hvorfor møtes NSHF bare to ganger", "hjelp ofre", "why is that", "forum iom", "", "  ", "iom"])("is a question: %s", (text) => {
  expect(readCommand(text)).toBeUndefined();
});

it("every label of ours that stands for a command is understood where it is typed", () => {
  for (const language of LANGUAGES) {
    const { forget, sure, privacy, language: title } = SURFACE[language];
    expect([forget, sure, privacy, title].map((label) => readCommand(label)?.name)).toEqual(["forget", "forget", "privacy", "language"]);
    const { languages } = SURFACE[language];
    expect(readCommand(sure)).toMatchObject({ sure: true });
    expect(readCommand(forget)?.sure).toBeUndefined();
    expect(readCommand(languages.auto)).toMatchObject({ name: "language", choice: "auto" });
    for (const choice of LANGUAGES) expect(readCommand(languages[choice])).toMatchObject({ name: "language", choice });
  }
});

it("no question of the sets is taken for a command, but for the bare words", () => {
  const taken = questions.filter(({ q }) => readCommand(q) !== undefined).map(({ q }) => q);
  expect(taken.filter((q) => !/^(?:help|hjelp)$/.test(q))).toEqual([]);
});
