// The words of commands, by language, and the names of languages as people write them.
import type { Language } from "../chat.js";

interface CommandWords {
  readonly help: readonly string[];
  readonly forums: readonly string[];
  readonly language: readonly string[];
  readonly privacy: readonly string[];
  readonly why: readonly string[];
  readonly forget: readonly string[];
}

/** The first word of each list is the one that people are told. */
export const COMMANDS: Readonly<Record<Language, CommandWords>> = {
  nb: {
    help: ["hjelp"],
    forums: ["forum", "fora"],
    language: ["språk", "spraak", "sprak", "målform"],
    privacy: ["personvern"],
    why: ["hvorfor"],
    forget: ["slett"],
  },
  nn: {
    help: ["hjelp"],
    forums: ["forum", "fora"],
    language: ["språk", "spraak", "sprak", "målform"],
    privacy: ["personvern"],
    why: ["kvifor", "korfor"],
    forget: ["slett"],
  },
  en: {
    help: ["help"],
    forums: ["forums", "fora"],
    language: ["language", "lang"],
    privacy: ["privacy"],
    why: ["why"],
    forget: ["forget", "delete"],
  },
};

export const LANGUAGE_NAMES: Readonly<Record<Language | "auto", readonly string[]>> = {
  nb: ["bokmål", "bokmal", "bokmaal", "norsk", "norwegian", "nb", "no"],
  nn: ["nynorsk", "nn"],
  en: ["engelsk", "english", "en"],
  auto: ["auto", "automatisk", "automatic"],
};
