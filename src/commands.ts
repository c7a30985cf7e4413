// A bare word, or a few words that ask for the same → the command it is, in any of the three languages; everything else is a question.
import { type CommandName, LANGUAGES, type Language } from "./chat.js";
import { COMMANDS, LANGUAGE_NAMES } from "./language/commands.js";
import * as said from "./language/spoken.js";
import { TEXTS } from "./language/texts.js";

export interface Command {
  readonly name: CommandName;
  /** The language in which the word was written; undefined where it is the same in several. */
  readonly language: Language | undefined;
  /** Of `language`: the choice; `auto` for "as the question is written"; undefined where none, or none that is known, was named. */
  readonly choice?: Language | "auto" | undefined;
  /** Of `forget`: it begins with a yes, as our own button does. */
  readonly sure?: true;
}

/** No command takes more words, or more letters: a question costs next to nothing here. */
const MOST_WORDS = 16;
const MOST_LETTERS = 160;
/** "no", "en" and "nb" are words of other kinds, too: they name a language only behind "språk". */
const SHORTEST_NAME = 3;

const commands = new Map<string, { name: CommandName; languages: Language[] }>();
for (const language of LANGUAGES)
  for (const [name, list] of Object.entries(COMMANDS[language]) as [CommandName, readonly string[]][])
    for (const word of list) {
      const found = commands.get(word) ?? { name, languages: [] };
      found.languages.push(language);
      commands.set(word, found);
    }
const choices = new Map(
  Object.entries(LANGUAGE_NAMES).flatMap(([choice, names]) => names.map((name) => [name, choice as Language | "auto"] as const)),
);

/** The button's own label, typed. */
const AUTO = new Set(LANGUAGES.map((language) => TEXTS[language].surface.languages.auto.toLowerCase()));

/** `hjelp`, `Hjelp!`, `/hjelp`, `språk nynorsk`, `slett alt, takk` → a command; `hvorfor møtes de` → undefined, since it is a question. */
export function readCommand(text: string): Command | undefined {
  if (text.length > MOST_LETTERS) return undefined;
  const plain = text.normalize("NFKC").toLowerCase();
  const spaced = ` ${plain
    .replace(/[^\p{L}\p{N}'\s]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()} `;
  const asked = spaced.replace(said.POLITE_PHRASES, " ").split(" ").filter(Boolean);
  const words = asked.filter((word) => !said.POLITE.has(word));
  if (words.length === 0 || words.length > MOST_WORDS) return undefined;
  if (AUTO.has(asked.join(" "))) return { name: "language", language: undefined, choice: "auto" };
  const command = bare(words, asked) ?? deletion(words) ?? choosing(words) ?? beside(words);
  if (command === undefined) return undefined;
  const sure = command.name === "forget" && said.YES.has(asked[0] ?? "") ? { sure: true as const } : {};
  return { ...command, language: command.language ?? said.toldBy(words), ...sure };
}

/** The word of a command, with nothing beside it but the name of a language. */
function bare(words: readonly string[], asked: readonly string[]): Command | undefined {
  const [first = "", second, ...rest] = words;
  const found = commands.get(first);
  if (found === undefined || rest.length > 0) return undefined;
  // "takk, forum" is said to the bot
  if (found.name === "forums" && asked[0] !== first) return undefined;
  const language = found.languages.length === 1 ? found.languages[0] : undefined;
  if (second === undefined) return { name: found.name, language };
  return found.name === "language" ? { name: "language", language, choice: choices.get(second) } : undefined;
}

const isOf =
  (...sets: ReadonlySet<string>[]): ((word: string) => boolean) =>
  (word) =>
    sets.some((set) => set.has(word));

/** Who asks to be deleted is deleted; who may mean less reads what is kept, with the button that deletes. */
function deletion(words: readonly string[]): Command | undefined {
  const isDeleting = words.some(isOf(said.DELETING));
  if (!isDeleting && !words.some(isOf(said.FORGETTING))) return undefined;
  if (said.ASKS_ABOUT_BEFORE.has(words[0] as string) || words.some(isOf(said.NO_REQUEST))) return undefined;
  if (!words.every(isOf(said.DELETING, said.FORGETTING, said.MINE, said.ALL, said.STORED, said.REQUESTING))) return undefined;
  const forget: Command = { name: "forget", language: undefined };
  const ask: Command = { name: "privacy", language: undefined };
  const mayI = words.some((word, i) => isOf(new Set(["kan", "kunne", "can", "could"]))(word) && /^(?:jeg|eg|i)$/.test(words[i + 1] ?? ""));
  if (mayI) return ask;
  const [mine, all] = [words.some(isOf(said.MINE)), words.some(isOf(said.ALL))];
  if (!isDeleting) return mine ? forget : all ? ask : undefined;
  if (mine || all) return forget;
  const rest = words.filter((word) => !said.REQUESTING.has(word));
  if (rest.every(isOf(said.DELETING_ALONE))) return forget;
  return rest.every(isOf(said.DELETING)) && rest.length === 1 && /^clear/.test(rest[0] as string) ? undefined : ask;
}

/** "Bytt språk til nynorsk", "always answer in English", and the bare name of a language. */
function choosing(words: readonly string[]): Command | undefined {
  const named = words.filter((word) => choices.has(word));
  const long = named.filter((word) => word.length >= SHORTEST_NAME);
  const chosen = choices.get(long.at(-1) ?? "");
  // "Norwegian (Nynorsk)" is one, by two names
  if (long.length === words.length && (words.length === 1 || (words.length === 2 && choices.get(words[0] as string) === "nb")))
    return { name: "language", language: undefined, choice: chosen };
  const [switches, speaks] = [words.some(isOf(said.SWITCHING)), words.some(isOf(said.LANGUAGE))];
  if (!switches || words.some(isOf(said.NO_REQUEST)) || said.ASKS_ABOUT_BEFORE.has(words[0] as string)) return undefined;
  const isKnown = isOf(said.SWITCHING, said.LANGUAGE, said.INTO, said.REQUESTING);
  const strange = words.filter((word) => !isKnown(word) && !choices.has(word));
  if (strange.length === 0 && chosen !== undefined) return { name: "language", language: undefined, choice: chosen };
  // a language that we don't speak, or none: then we ask which
  return speaks && strange.length <= 1 ? { name: "language", language: undefined } : undefined;
}

function beside(words: readonly string[]): Command | undefined {
  const [first = "", ...rest] = words;
  const found = commands.get(first);
  if (found?.name === "why" && rest.length > 0 && rest.every(isOf(said.BESIDE_WHY)))
    return { name: "why", language: found.languages.length === 1 ? found.languages[0] : undefined };
  if (words.some(isOf(said.HELPING)) && words.every(isOf(said.HELPING, said.SHOWING, said.REQUESTING)))
    return { name: "help", language: undefined };
  const shown = words.filter((word) => !said.SHOWING.has(word));
  const [only] = shown;
  return shown.length === 1 && words.length > 1 && only !== undefined && ["privacy", "forums"].includes(commands.get(only)?.name ?? "")
    ? bare([only], [only])
    : undefined;
}
