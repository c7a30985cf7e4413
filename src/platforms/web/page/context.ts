// What every part of the page is drawn with: the words of the page's language, and what they can ask of the whole.
import type { Language } from "../../../chat.js";
import type { PageGuide } from "../api.js";
import { language } from "./settings.js";
import { type PageTexts, TEXTS } from "./texts.js";

type Of<Section extends keyof PageTexts[Language]> = PageTexts[Language][Section];

export interface Context {
  readonly language: Language;
  readonly words: Of<"web">;
  readonly shared: Of<"surface">;
  readonly reasons: Of<"why">;
  readonly guide: PageGuide;
  /** Asks in the conversation, wherever the reader is. */
  readonly ask: (question: string) => void;
  /** Said to a screen reader, and to nobody else. */
  readonly say: (text: string) => void;
}

export const wordsNow = (): Pick<Context, "language" | "words" | "shared" | "reasons"> => {
  const now = language();
  const { web, surface, why } = TEXTS[now];
  return { language: now, words: web, shared: surface, reasons: why };
};

export const fillIn = (phrase: string, values: Readonly<Record<string, string | number>>): string =>
  phrase.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
