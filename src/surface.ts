// What every platform says around answers: buttons, labels, help, privacy. Each platform adds its own beside its renderer.
import { perLanguage } from "./chat.js";
import { TEXTS } from "./language/texts.js";

export const SURFACE = perLanguage((language) => TEXTS[language].surface);
