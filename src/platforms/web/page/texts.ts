// What the page says, in every language. The build puts the texts in here, since a browser reads no files.
import type { Language } from "../../../chat.js";
import type { Texts } from "../../../language/schema/texts.js";

export type PageTexts = Readonly<Record<Language, Pick<Texts, "language" | "surface" | "web" | "why">>>;

declare const PAGE_TEXTS: PageTexts;

export const TEXTS: PageTexts = PAGE_TEXTS;
