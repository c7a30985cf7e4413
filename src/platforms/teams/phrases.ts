// What only Teams says; what Slack and the page say too is in surface.ts.
import { perLanguage } from "../../chat.js";
import { TEXTS } from "../../language/texts.js";

export const TEAMS = perLanguage((language) => TEXTS[language].teams);
