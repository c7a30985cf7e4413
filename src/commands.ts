// A short text → the command it is, in any of the languages; everything else is a question.
import { type CommandName, LANGUAGES, type Language } from "./chat.js";
import { COMMANDS, LANGUAGE_NAMES } from "./language/commands.js";

export interface Command {
  readonly name: CommandName;
  /** The language of the word; undefined if it is the same in several. */
  readonly language: Language | undefined;
  /** For `language`: the choice, `auto` for “the language of the question”, or undefined if no known language was named. */
  readonly choice?: Language | "auto" | undefined;
}

const words = new Map<string, { name: CommandName; languages: Language[] }>();
for (const language of LANGUAGES)
  for (const [name, list] of Object.entries(COMMANDS[language]) as [CommandName, readonly string[]][])
    for (const word of list) {
      const found = words.get(word) ?? { name, languages: [] };
      found.languages.push(language);
      words.set(word, found);
    }

/** `hjelp`, `Hjelp!`, `/hjelp`, `språk nynorsk` → a command; `hvorfor møtes de` → undefined: it is a question. */
export function readCommand(text: string): Command | undefined {
  const plain = text.normalize("NFKC").toLowerCase();
  // the first word rules out most questions
  const found = words.get(/[\p{L}\p{N}]+/u.exec(plain)?.[0] ?? "");
  if (found === undefined) return undefined;
  const [, second, ...rest] = plain
    .replace(/[^\p{L}\p{N}\s]/gu, " ")
    .split(/\s+/)
    .filter(Boolean);
  if (rest.length > 0) return undefined;
  const language = found.languages.length === 1 ? found.languages[0] : undefined;
  if (second === undefined) return { name: found.name, language };
  if (found.name !== "language") return undefined;
  const choice = Object.entries(LANGUAGE_NAMES).find(([, names]) => names.includes(second))?.[0] as Language | "auto" | undefined;
  return { name: "language", language, choice };
}
