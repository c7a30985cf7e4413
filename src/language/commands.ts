// The words of commands, by language, what each does, and the names of languages as people write them.
import { COMMAND_NAMES, type CommandName, type Language, perLanguage } from "../chat.js";
import { TEXTS } from "./texts.js";

const ofEach = <T>(of: (name: CommandName) => T): Readonly<Record<CommandName, T>> =>
  Object.fromEntries(COMMAND_NAMES.map((name) => [name, of(name)])) as Record<CommandName, T>;

/** The first word of each list is the one that people are told. */
export const COMMANDS = perLanguage((language) => ofEach((name) => TEXTS[language].commands[name].words));

/** What each command does: in the help of every platform, and in the manifest of Teams. */
export const COMMAND_HELP = perLanguage((language) => ofEach((name) => TEXTS[language].commands[name].help));

export const LANGUAGE_NAMES: Readonly<Record<Language | "auto", readonly string[]>> = {
  ...perLanguage((language) => TEXTS[language].language.called),
  auto: [...new Set(Object.values(TEXTS).flatMap(({ language }) => language.auto))],
};
