// What is said in Slack alone; what other platforms say too stands in surface.ts.
import { perLanguage } from "../../chat.js";
import { TEXTS } from "../../language/texts.js";

export const PHRASES = perLanguage((language) => TEXTS[language].slack);

/** The message shortcut's name stands in the manifest, once for everybody. */
export const SHORTCUT = "Spør Forumbot om dette";
