// What the bot knows, as the rest of the program sees it: frozen values with every reference resolved to an id.
import type { Language, Phrase, Source } from "../chat.js";
import type { IntentFile, WordsByLanguage } from "./schema.js";

/** A forum, or a body that belongs to one. */
export interface Subject {
  readonly id: string;
  readonly name: Phrase;
  readonly title: Phrase;
  /** The forum it belongs to; null for a forum. */
  readonly parent: string | null;
  readonly overview: readonly string[];
  readonly bodies: readonly string[];
  readonly setting: boolean;
  /** What it is first of all, beside others. */
  readonly compare: readonly string[];
}

export interface Alias {
  readonly id: string;
  readonly text: string;
  readonly language: Language | "any";
  readonly kind: "subject" | "context" | "topic" | "outside";
}

export interface Fact {
  readonly id: string;
  readonly about: readonly string[];
  readonly mentions: readonly string[];
  readonly answers: readonly string[];
  /** The intent that its own questions are when they are asked of another subject. */
  readonly as?: string | undefined;
  readonly topics: readonly string[];
  readonly values: Readonly<Record<string, number | string>>;
  readonly text: Phrase;
  readonly short: Phrase;
  readonly note: Phrase | null;
  readonly quote: string;
  readonly document: string;
  readonly section: string;
  readonly ask: Phrase;
  readonly polarity: boolean | null;
  readonly requires: WordsByLanguage;
  readonly supports: WordsByLanguage;
  readonly contradicts: WordsByLanguage;
}

/** A fixed set of facts that together answer one question. */
export interface FactList {
  readonly id: string;
  readonly about: readonly string[];
  readonly answers: readonly string[];
  readonly facts: readonly string[];
  readonly text: Phrase;
  readonly ask: Phrase;
}

export type Intent = Omit<IntentFile, "examples">;

export interface QuotedDocument extends Source {
  readonly id: string;
  /** What its first part is called, which has no heading. */
  readonly opening: string;
  readonly text: string;
  readonly language: Language;
  readonly owner: string;
  readonly mend: readonly { readonly from: string; readonly to: string }[];
}

export interface Named {
  readonly id: string;
  readonly name: Phrase;
}

/** Words that mean the same, by language. */
export interface Concept {
  readonly id: string;
  readonly words: Readonly<Record<Language, readonly string[]>>;
}

/** An example question: the class it trains (an intent, a fact or a list), its language, and who wrote it. */
export interface Example {
  readonly text: string;
  readonly intent: string;
  readonly language: Language;
  readonly by: string;
}

export interface Knowledge {
  readonly subjects: Readonly<Record<string, Subject>>;
  /** Forum ids in the order in which they are told. */
  readonly forums: readonly string[];
  readonly facts: Readonly<Record<string, Fact>>;
  readonly lists: Readonly<Record<string, FactList>>;
  readonly intents: Readonly<Record<string, Intent>>;
  readonly topics: Readonly<Record<string, Named>>;
  readonly outside: Readonly<Record<string, Named & { readonly kind: "organisation" | "topic" }>>;
  readonly documents: Readonly<Record<string, QuotedDocument>>;
  readonly aliases: readonly Alias[];
  readonly concepts: readonly Concept[];
}
