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

/** What each command does: in the help of every platform, and in the manifest of Teams. */
export const COMMAND_HELP: Readonly<Record<Language, Readonly<Record<keyof CommandWords, string>>>> = {
  nb: {
    help: "Hva jeg kan svare på, og hvordan du spør",
    forums: "Forumene jeg kjenner",
    language: "Velg språket jeg svarer deg på",
    privacy: "Hva jeg lagrer, og hvor lenge",
    why: "Hvordan jeg kom fram til det siste svaret",
    forget: "Slett det jeg har lagret om deg",
  },
  nn: {
    help: "Kva eg kan svare på, og korleis du spør",
    forums: "Foruma eg kjenner",
    language: "Vel språket eg svarer deg på",
    privacy: "Kva eg lagrar, og kor lenge",
    why: "Korleis eg kom fram til det siste svaret",
    forget: "Slett det eg har lagra om deg",
  },
  en: {
    help: "What I can answer, and how to ask",
    forums: "The forums I know",
    language: "Choose the language I answer you in",
    privacy: "What I store, and for how long",
    why: "How I arrived at my last answer",
    forget: "Delete what I have stored about you",
  },
};

export const LANGUAGE_NAMES: Readonly<Record<Language | "auto", readonly string[]>> = {
  nb: ["bokmål", "bokmal", "bokmaal", "norsk", "norwegian", "nb", "no"],
  nn: ["nynorsk", "nn"],
  en: ["engelsk", "english", "en"],
  auto: ["auto", "automatisk", "automatic"],
};
