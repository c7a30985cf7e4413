// data/languages/ → the words and texts of each language, as they were compiled at build: undefined where a file changed since.
// Apart from read-languages.ts, so that a start from the compiled copy loads no YAML parser.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../chat.js";
import type { Requests } from "../language/schema/requests.js";
import type { Texts } from "../language/schema/texts.js";
import type { Words } from "../language/schema/words.js";
import { hashOf, listFiles } from "./files.js";

/** What the files of one language say. */
export interface LanguageFiles {
  readonly texts: Texts;
  readonly words: Words;
  readonly requests: Requests;
}

export type Languages = Readonly<Record<Language, LanguageFiles>>;

const LANGUAGES_FOLDER = "data/languages";
export const textsFile = (language: Language): string => `${LANGUAGES_FOLDER}/${language}/texts.yaml`;
export const wordsFile = (language: Language): string => `${LANGUAGES_FOLDER}/${language}/words.yaml`;

export const requestsFile = (language: Language): string => `${LANGUAGES_FOLDER}/${language}/commands.yaml`;

/** To be raised whenever the same files would be read otherwise. */
const FORMAT = 1;
const COPY = join("dist", "languages.json");

interface Copy {
  readonly fingerprint: string;
  readonly languages: Languages;
}

const fingerprintOf = (root: string): string => `${FORMAT} ${hashOf(root, listFiles(root, LANGUAGES_FOLDER, ".yaml"))}`;

export function restoreLanguages(root: string): Languages | undefined {
  const file = join(root, COPY);
  if (!existsSync(file)) return undefined;
  try {
    const copy = JSON.parse(readFileSync(file, "utf8")) as Copy;
    return copy.fingerprint === fingerprintOf(root) ? copy.languages : undefined;
  } catch (error) {
    // Cut off or overwritten: as good as missing.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function saveLanguages(root: string, languages: Languages): void {
  const file = join(root, COPY);
  const copy: Copy = { fingerprint: fingerprintOf(root), languages };
  writeFileSync(`${file}.new`, JSON.stringify(copy));
  renameSync(`${file}.new`, file);
}
