// The values that pass between the bot and everything around it: messages in, answers out.
// A platform imports this file and none of the knowledge behind it.

import type { Comparison, Elsewhere } from "./compared.js";
import type { Language, Phrase } from "./languages.js";

export type { ComparedCell, ComparedRow, Comparison, Elsewhere } from "./compared.js";

export { DEFAULT_LANGUAGE, LANGUAGES, type Language, type Phrase, perLanguage } from "./languages.js";

/** What one may write in place of a question, on every platform. */
export const COMMAND_NAMES = ["help", "forums", "language", "privacy", "why", "forget"] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** A message as typed, without the platform's own markup. */
export interface ChatMessage {
  readonly text: string;
  /** BCP 47 tag of the platform's user interface, e.g. `nb-NO`. */
  readonly locale?: string | undefined;
  /** The language that the person chose; overrides the question's own. */
  readonly language?: Language | undefined;
}

/** Where the source states a fact: whole sentences, verbatim, including the source's slips. */
export interface Citation {
  readonly document: string;
  readonly section: string;
  readonly quote: string;
  /** The quote as shown to people: slips corrected, unusual spaces replaced. */
  readonly shown: string;
  /** Opens the page at the quote; null where the document has no address. */
  readonly url: string | null;
}

/** A quoted document, as readers see it. */
export interface Source {
  readonly document: string;
  readonly title: string;
  readonly publisher: string;
  readonly language: Language;
  /** Where it is to be read; null where it has no address. */
  readonly url: string | null;
  /** The date on which the document was last compared with the facts, `YYYY-MM-DD`. */
  readonly checked: string;
  /** The same as readers write it. */
  readonly checkedOn: Phrase;
  /** The date from which the facts may be out of date, `YYYY-MM-DD`. */
  readonly reviewBy: string;
}

export type AnswerKind = "answer" | "clarify" | "unknown" | "smalltalk";

/** How an `answer` is best laid out; `plain` for the other kinds. */
export type Layout = "plain" | "fact" | "overview" | "list" | "compare";

/** One line of a list, an overview or a comparison, with its citation. */
export interface AnswerItem {
  /** Short name of the forum or body that the line is about; empty if the line itself names it. */
  readonly label: string;
  readonly text: string;
  /** Index into `Answer.citations`. */
  readonly citation: number;
  /** The question whose answer tells more of it, for a button. */
  readonly ask?: string;
}

/** The bot's reply. Kind `answer` always has citations, the other kinds never do. */
export interface Answer {
  readonly kind: AnswerKind;
  readonly language: Language;
  /** The bot's own words, without the quote; list items are lines that begin with `• `. */
  readonly answer: string;
  readonly citations: readonly Citation[];
  readonly subjects: readonly string[];
  readonly intent: string | null;
  readonly confidence: number | null;
  /** Up to three questions that the data can answer. */
  readonly suggestions: readonly string[];
  /** Readings to choose from (only for `clarify`), each a whole question. */
  readonly choices: readonly string[];
  /** What tells the choices from each other, one for each: the names of whom they are about, or the questions themselves. */
  readonly choiceNames: readonly string[];
  /** A message, and the label of its button: "Show everything the source says about X"; null where nothing is left to show. */
  readonly showAll: string | null;
  /** Where else to look; null where no editor has set it. */
  readonly elsewhere: Elsewhere | null;
  readonly layout: Layout;
  readonly lead: string;
  readonly items: readonly AnswerItem[];
  /** The lines as a table, where subjects are compared. */
  readonly comparison: Comparison | null;
  /** An editor's remark shown with the facts; empty if there is none. */
  readonly note: string;
  readonly sources: readonly Source[];
}

/** What decided the language of a question. */
export const LANGUAGE_FROM = ["question", "conversation", "locale", "default", "choice"] as const;
export type LanguageFrom = (typeof LANGUAGE_FROM)[number];

/** Why a reading was decided as it was; `data/languages/` has the words for it. */
export const DECISIONS = [
  "answered",
  "severalFacts",
  "ambiguous",
  "notInSource",
  "notUnderstood",
  "noSuchValue",
  "outsideName",
  "unknownWords",
  "otherLanguage",
  "bareName",
  "bareTopic",
  "knownPhrase",
  "severalQuestions",
  "sameQuestion",
  "more",
  "tooMany",
  "error",
] as const;
export type Decision = (typeof DECISIONS)[number];

/** How a clause follows up on the conversation: the same about another, more, back, doubt, another language. */
export const MOVES = ["same", "more", "back", "doubt", "language"] as const;
export type MoveKind = (typeof MOVES)[number];

/** A value that a message states: “three times a year”, “since 1960”, “30 members”. */
export const CLAIMED = ["perYear", "members", "year", "count"] as const;
export const RELATIONS = ["from", "in", "before", "after", "until"] as const;
export interface Claim {
  readonly field: (typeof CLAIMED)[number];
  readonly value: number;
  /** For a year: since, in, before or after it. */
  readonly relation: (typeof RELATIONS)[number] | null;
}

/** A clause of a message, and how it was understood. */
export interface ExplainedPart {
  /** As typed. */
  readonly words: string;
  readonly decision: Decision;
  readonly move: MoveKind | null;
  readonly subjects: readonly string[];
  /** The intent or fact asked for; null if nothing was understood. */
  readonly asked: string | null;
  readonly claim: Claim | null;
}

/** Why an answer is as it is, as plain values that can be shown anywhere. */
export interface Explanation {
  readonly language: Language;
  readonly languageFrom: LanguageFrom;
  readonly words: readonly string[];
  readonly mended: readonly { readonly from: string; readonly to: string }[];
  readonly subjects: readonly string[];
  readonly outside: readonly string[];
  readonly fromMemory: boolean;
  readonly intents: readonly { readonly intent: string; readonly score: number }[];
  readonly candidates: readonly { readonly outcome: string; readonly score: number }[];
  /** Confidence in the best answer, 0 to 1, which is compared with the threshold; null if the source doesn't say. */
  readonly trust: number | null;
  readonly thresholds: { readonly answer: number; readonly clarify: number };
  readonly decision: Decision;
  /** The clauses of the message, in their order. */
  readonly parts?: readonly ExplainedPart[] | undefined;
}

/** One turn of a conversation: its subjects, the question, and the facts of the answer. */
export interface Past {
  readonly subjects: readonly string[];
  readonly intent: string | null;
  readonly facts: readonly string[];
}

/** What a conversation remembers: its last turn and earlier ones. A plain value, passed in and returned; the caller may store it. */
export interface Memory extends Past {
  readonly language: Language;
  /** Earlier turns, the latest first. */
  readonly earlier?: readonly Past[];
  /** The language that the person asked for in words. */
  readonly wished?: Language;
  /** The choices that the bot offered last: “the second” picks one of them. */
  readonly choices?: readonly string[];
}

export interface Reply {
  readonly answer: Answer;
  readonly memory: Memory;
  readonly explanation: Explanation;
}

/** The whole bot. Never throws. */
export type Bot = (message: ChatMessage, memory?: Memory) => Reply;

/** A fact as shown outside an answer: in an overview or a search result. */
export interface FactEntry {
  readonly id: string;
  /** The forum or body that it is about, as people name it. */
  readonly subject: string;
  readonly text: string;
  /** The question that it answers. */
  readonly ask: string;
  readonly citation: Citation;
}

/** A forum, or a body that belongs to one. */
export interface SubjectEntry {
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

export interface ForumEntry extends SubjectEntry {
  /** The question whose answer is the forum's overview. */
  readonly ask: string;
  readonly bodies: readonly SubjectEntry[];
  readonly facts: readonly FactEntry[];
}

/** A whole section of a quoted document, as people are shown it. */
export interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly language: Language;
  readonly source: Source;
}

/** What the bot knows, as values to show beside answers. */
export interface Guide {
  /** The forums in the order of the source; first what is the setting of them all. */
  readonly forums: (language: Language) => readonly ForumEntry[];
  /** Facts by words, names and beginnings of words, best first; nothing typed: the first fact of each forum. */
  readonly search: (text: string, language: Language, limit?: number) => readonly FactEntry[];
  readonly section: (document: string, heading: string) => Section | undefined;
  /** The headings of a document, in its order. */
  readonly headings: (document: string) => readonly string[];
  /** Questions to begin with, picked by the editors. */
  readonly examples: (language: Language) => readonly string[];
  /** What the ids in an explanation are called: subjects by name, facts and lists by their question, intents by what is asked. */
  readonly names: (language: Language) => Readonly<Record<string, string>>;
  readonly sources: readonly Source[];
}
