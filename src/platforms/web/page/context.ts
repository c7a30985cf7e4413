// What every part of the page is drawn with: the words of the page's language, and what they can ask of the whole.
import type { Language } from "../../../chat.js";
import { SURFACE, type Surface } from "../../../surface.js";
import type { PageGuide } from "../api.js";
import { PHRASES, type Phrases } from "../phrases.js";
import { language } from "./settings.js";

export interface Context {
  readonly language: Language;
  readonly words: Phrases;
  readonly shared: Surface;
  readonly guide: PageGuide;
  /** Asks in the conversation, wherever the reader is. */
  readonly ask: (question: string) => void;
  /** Said to a screen reader, and to nobody else. */
  readonly say: (text: string) => void;
}

export const wordsNow = (): Pick<Context, "language" | "words" | "shared"> => {
  const now = language();
  return { language: now, words: PHRASES[now], shared: SURFACE[now] };
};

export const fillIn = (phrase: string, values: Readonly<Record<string, string | number>>): string =>
  phrase.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
