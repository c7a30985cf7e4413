// data/languages/ → what the program says and what it knows of each language: read once, when the program starts.
import { type Languages, restoreLanguages } from "../knowledge/languages.js";
import { ROOT } from "../root.js";

export const LANGUAGE_FILES: Languages = restoreLanguages(ROOT) ?? (await import("../knowledge/read-languages.js")).readLanguages(ROOT);
