// What the bot knows, as the rest of the program sees it: frozen values with every reference resolved to an id.
import type { Language, Phrase, Source } from "../chat.js";
import type { WordsByLanguage } from "./fields.js";
import type { BotFile, Kind, Value } from "./identity.js";
import type { IntentFile } from "./schema.js";

export type { Kind, Value } from "./identity.js";

/** What facts are about: something of a kind declared in the data, or a body that belongs to it. */
export interface Subject {
  readonly id: string;
  /** Null for the common background. */
  readonly kind: string | null;
  readonly name: Phrase;
  readonly title: Phrase;
  /** The forum it belongs to; null for a forum. */
  readonly parent: string | null;
  readonly overview: readonly string[];
  readonly bodies: readonly string[];
  readonly setting: boolean;
  /** Half a line on what it is for; null where its title tells. */
  readonly line: Phrase | null;
  /** Whether a fact tells what it is. */
  readonly explained: boolean;
  /** Address of its own site; null where no editor set one. */
  readonly site: string | null;
  /** The fact that comes first in a comparison. */
  readonly compare: readonly string[];
}

export interface Alias {
  readonly id: string;
  readonly text: string;
  readonly language: Language | "any";
  readonly kind: "subject" | "context" | "topic" | "outside" | "place";
}

export interface Fact {
  readonly id: string;
  readonly about: readonly string[];
  readonly mentions: readonly string[];
  readonly answers: readonly string[];
  /** The intent that its own questions have when asked about another subject. */
  readonly as?: string | undefined;
  readonly topics: readonly string[];
  readonly values: Readonly<Record<string, number | string>>;
  readonly placeNames: readonly string[];
  readonly text: Phrase;
  /** What stands after "NAME: ". */
  readonly short: Phrase;
  /** The value alone; null where it has none. */
  readonly brief: Phrase | null;
  readonly cells: readonly Cell[];
  readonly note: Phrase | null;
  /** Its sentence on the page is another one by now, and nobody has looked at it yet. */
  readonly changed?: boolean | undefined;
  readonly quote: string;
  readonly document: string;
  readonly section: string;
  readonly ask: Phrase;
  /** Whether its question is suggested. */
  readonly offered: boolean;
  /** Intents that it comes nearest to without answering them. */
  readonly near: readonly string[];
  readonly says: readonly Proposition[];
}

/** What a fact says of subjects in one row of a comparison. */
export interface Cell {
  /** An intent that has an `aspect`. */
  readonly aspect: string;
  readonly of: readonly string[];
  /** Without the subject's name. */
  readonly text: Phrase;
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

export interface QuotedDocument extends Omit<Source, "checkedOn"> {
  /** The date on the page itself; null if it has none. */
  readonly updated: string | null;
  readonly id: string;
  /** A name for its first part, which has no heading. */
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

/** Somebody, or some place, that the source does not speak of. */
export interface Outside extends Named {
  readonly kind: "organisation" | "place";
  /** Addresses of where to look instead. */
  readonly see: readonly string[];
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
  /** The subjects, where only the conversation makes them clear. */
  readonly of?: readonly string[] | undefined;
}

/** Who does what to whom, according to a fact: the only basis for a yes or a no. */
export interface Proposition {
  /** The agents: subjects, or the `home` of data/bot.yaml. */
  readonly who: readonly string[];
  readonly whom: readonly string[];
  /** Exact forms of the verb, in the active voice. */
  readonly verbs: WordsByLanguage;
  /** The question must contain one of these words, unless it names one of `whom`. */
  readonly objects: WordsByLanguage;
  /** Words that may occur as well. */
  readonly also: WordsByLanguage;
  readonly truth: boolean;
  /** It is done to people, so “who” may ask for them. */
  readonly toPeople: boolean;
}

export interface Knowledge {
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly values: Readonly<Record<string, Value>>;
  readonly subjects: Readonly<Record<string, Subject>>;
  /** Forum ids in the order in which answers list them. */
  readonly forums: readonly string[];
  readonly facts: Readonly<Record<string, Fact>>;
  readonly lists: Readonly<Record<string, FactList>>;
  readonly intents: Readonly<Record<string, Intent>>;
  readonly topics: Readonly<Record<string, Named>>;
  readonly outside: Readonly<Record<string, Outside>>;
  readonly documents: Readonly<Record<string, QuotedDocument>>;
  readonly bot: BotFile;
  readonly aliases: readonly Alias[];
  readonly concepts: readonly Concept[];
}
