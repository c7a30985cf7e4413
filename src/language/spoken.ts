// How people say a command in words of their own ("kan du slette alt du har lagret om meg?", "bytt språk til nynorsk", "hjelp takk"):
// the words of all languages together, since people mix them.
import { LANGUAGES, type Language } from "../chat.js";
import { LANGUAGE_FILES } from "./data.js";
import type { RequestListName } from "./schema/requests.js";

const inAny = (list: RequestListName): ReadonlySet<string> =>
  new Set(LANGUAGES.flatMap((language) => LANGUAGE_FILES[language].requests[list].words));

const patterns = LANGUAGES.flatMap((language) => LANGUAGE_FILES[language].requests.politePhrases.patterns);
/** Politeness of several words, as it stands between blanks. */
export const POLITE_PHRASES = new RegExp(` (?:${patterns.join("|")})(?= )`, "g");
export const POLITE = inAny("polite");
export const YES = inAny("yes");
export const REQUESTING = inAny("requesting");
export const NO_REQUEST = inAny("noRequest");
export const ASKS_ABOUT_BEFORE = inAny("asking");
export const DELETING_ALONE = inAny("deletingAlone");
export const DELETING = inAny("deleting");
export const FORGETTING = inAny("forgetting");
export const MINE = inAny("mine");
export const ALL = inAny("all");
export const STORED = inAny("stored");
export const SWITCHING = inAny("switching");
export const LANGUAGE = inAny("language");
export const INTO = inAny("into");
export const HELPING = inAny("helping");
export const SHOWING = inAny("showing");
export const BESIDE_WHY = inAny("besideWhy");

/** The last language first: bokmål, which stands first, has no word that is its own alone. */
const MARKED = [...LANGUAGES].reverse();

/** The language that words of a command tell by themselves; undefined where they may be of several. */
export const toldBy = (said: readonly string[]): Language | undefined =>
  MARKED.find((language) => LANGUAGE_FILES[language].requests.marks.words.some((word) => said.includes(word)));
