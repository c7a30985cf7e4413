// The values that cross the border between the bot and everything that shows it: messages in, answers out.
// A platform imports this file and nothing of the knowledge behind it.

/** The written languages of the bot: bokmål, nynorsk, English. */
export const LANGUAGES = ["nb", "nn", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in all languages. */
export type Phrase = Readonly<Record<Language, string>>;

/** What one may write in place of a question, on every platform. */
export const COMMAND_NAMES = ["help", "forums", "language", "privacy", "why", "forget"] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** A message as somebody typed it, stripped of the platform's own markup. */
export interface ChatMessage {
  readonly text: string;
  /** BCP 47 tag of the platform's user interface, e.g. `nb-NO`. */
  readonly locale?: string | undefined;
  /** A language that the person chose; wins over what the question tells. */
  readonly language?: Language | undefined;
}

/** Where a fact stands: whole sentences, verbatim, slips of the source included. */
export interface Citation {
  readonly document: string;
  readonly section: string;
  readonly quote: string;
  /** The quote as people are shown it: slips mended, odd spaces made plain. */
  readonly shown: string;
}

/** What a reader is told about a quoted document. */
export interface Source {
  readonly document: string;
  readonly title: string;
  readonly publisher: string;
  /** The day on which the document was last compared with the facts, `YYYY-MM-DD`. */
  readonly checked: string;
  /** The day from which the facts may be out of date, `YYYY-MM-DD`. */
  readonly reviewBy: string;
}

export type AnswerKind = "answer" | "clarify" | "unknown" | "smalltalk";

/** How an `answer` is best laid out; `plain` for the other kinds. */
export type Layout = "plain" | "fact" | "overview" | "list" | "compare";

/** One line of a list, an overview or a comparison, with the citation it rests on. */
export interface AnswerItem {
  /** Short name of the forum or body that the line is about; empty where the line says it. */
  readonly label: string;
  readonly text: string;
  /** Index into `Answer.citations`. */
  readonly citation: number;
}

/** Subjects side by side: a column for each, a row for each aspect. */
export interface Comparison {
  /** What the subjects are called, as the heads of columns. */
  readonly subjects: readonly string[];
  readonly rows: readonly ComparedRow[];
}
export interface ComparedRow {
  readonly aspect: string;
  /** One for each subject, in their order. */
  readonly cells: readonly ComparedCell[];
}
export interface ComparedCell {
  readonly text: string;
  /** Indexes into `Answer.citations`; none where the text says that the source doesn't tell. */
  readonly citations: readonly number[];
}

/** What the bot replies. Only kind `answer` has citations, and it always has. */
export interface Answer {
  readonly kind: AnswerKind;
  readonly language: Language;
  /** The bot's own words, without the quote; lists as lines that begin with `• `. */
  readonly answer: string;
  readonly citations: readonly Citation[];
  readonly subjects: readonly string[];
  readonly intent: string | null;
  readonly confidence: number | null;
  /** Up to three questions that the data can answer. */
  readonly suggestions: readonly string[];
  /** Readings to choose from (`clarify` only): each a whole question. */
  readonly choices: readonly string[];
  readonly layout: Layout;
  readonly lead: string;
  readonly items: readonly AnswerItem[];
  /** The lines as a table, where subjects are compared. */
  readonly comparison: Comparison | null;
  /** An editor's remark that is shown with the facts; empty if there is none. */
  readonly note: string;
  readonly sources: readonly Source[];
}

/** What told the language of a question. */
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

/** How a clause goes on from what was said: the same of another, more, back to it, doubting it, in another language. */
export const MOVES = ["same", "more", "back", "doubt", "language"] as const;
export type MoveKind = (typeof MOVES)[number];

/** A value that a message states: "three times a year", "since 1960", "30 members". */
export const CLAIMED = ["perYear", "members", "year", "count"] as const;
export const RELATIONS = ["from", "in", "before", "after", "until"] as const;
export interface Claim {
  readonly field: (typeof CLAIMED)[number];
  readonly value: number;
  /** Of a year: from it on, in it, or before or after it. */
  readonly relation: (typeof RELATIONS)[number] | null;
}

/** A clause of a message, and how it was understood. */
export interface ExplainedPart {
  /** As typed. */
  readonly words: string;
  readonly decision: Decision;
  readonly move: MoveKind | null;
  readonly subjects: readonly string[];
  /** The intent or the fact that is asked for; null where nothing was understood. */
  readonly asked: string | null;
  readonly claim: Claim | null;
}

/** Why an answer came out as it did. Everything is a value, so that it can be shown anywhere. */
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
  /** How far the best answer can be trusted, 0 to 1, which is what the threshold is of; null where the source tells nothing. */
  readonly trust: number | null;
  readonly thresholds: { readonly answer: number; readonly clarify: number };
  readonly decision: Decision;
  /** The clauses of the message, in their order. */
  readonly parts?: readonly ExplainedPart[] | undefined;
}

/** One turn of a conversation: whom it was about, what was asked, which facts were told. */
export interface Past {
  readonly subjects: readonly string[];
  readonly intent: string | null;
  readonly facts: readonly string[];
}

/** What a conversation remembers: its last turn, and the ones before it. A plain value: passed in, handed back, kept by whoever wants to. */
export interface Memory extends Past {
  readonly language: Language;
  /** Earlier turns, the latest first. */
  readonly earlier?: readonly Past[];
  /** The language that was asked for in words. */
  readonly wished?: Language;
  /** Questions that the bot asked back with: "the second" chooses among them. */
  readonly choices?: readonly string[];
}

export interface Reply {
  readonly answer: Answer;
  readonly memory: Memory;
  readonly explanation: Explanation;
}

/** The whole bot, as everything around it sees it. Never throws. */
export type Bot = (message: ChatMessage, memory?: Memory) => Reply;

/** A fact as it is shown outside an answer: in an overview, among the hits of a search. */
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
  /** Questions to begin with, one a forum. */
  readonly examples: (language: Language) => readonly string[];
  /** What the ids in an explanation are called: subjects by name, facts and lists by their question, intents by what is asked. */
  readonly names: (language: Language) => Readonly<Record<string, string>>;
  readonly sources: readonly Source[];
}
