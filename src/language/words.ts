// What the stages need to know of a written language. One file per language fills it in.
import type { Language } from "../chat.js";
import type { Texts } from "./schema/texts.js";

/** The lists of a language beside what the bot says in it. */
export interface LanguageWords extends WordLists {
  readonly language: Language;
  /** The language's own name, as its readers write it. */
  readonly name: string;
  readonly phrases: Texts["answers"];
}

export interface WordLists {
  /** Words that only this language has, among the three; they tell a question's language. */
  readonly marks: readonly string[];
  /** Words that bear no content: articles, pronouns, prepositions, auxiliaries, politeness. */
  readonly functionWords: readonly string[];
  /** Words that ask for something (who, where, how many …). */
  readonly questionWords: readonly string[];
  /** Verbs that open a yes/no question. */
  readonly openers: readonly string[];
  /** Phrases that ask for a confirmation ("is it true that"). */
  readonly confirmations: readonly string[];
  /** Words that presume what they ask the reason of (why). */
  readonly why: readonly string[];
  readonly negations: readonly string[];
  /** Pronouns that point back at whom the conversation is about. */
  readonly pronouns: readonly string[];
  /** Of them, those that point at one: "they" may be all of a forum. */
  readonly singulars: readonly string[];
  /** Of them, those that say whose: "its". */
  readonly possessives: readonly string[];
  /** Of them, those that may stand for nobody: "er det mange som …". */
  readonly expletives: readonly string[];
  /** "Is": what follows says what something is. */
  readonly being: readonly string[];
  readonly articles: readonly string[];
  /** "There is": what follows is no doer. */
  readonly existing: readonly string[];
  readonly until: readonly string[];
  /** "Is it anybody who …". */
  readonly somebody: readonly string[];
  /** "One of": the whole is another one than its part. */
  readonly partOf: readonly string[];
  /** "The forum": of which one, only a name or the conversation tells. */
  readonly kinds: readonly string[];
  /** Openings of a follow-up ("and", "what about"). */
  readonly followUps: readonly string[];
  /** Words that ask for all there is to tell ("tell", "overview"). */
  readonly tellAll: readonly string[];
  /** Words beside those, and beside a bare name, that say nothing more ("write", "short"). */
  readonly requests: readonly string[];
  /** Words of "what is …", which beside a bare name ask for an overview. */
  readonly what: readonly string[];
  /** Words before a question that say nothing ("so", "hi"). */
  readonly leadIns: readonly string[];
  /** Words that join two questions in one message. */
  readonly joiners: readonly string[];
  /** Words that join alternatives ("or"). */
  readonly alternatives: readonly string[];
  readonly neither: readonly string[];
  /** Words that ask for more than was just told. */
  readonly more: readonly string[];
  /** "X then?": goes on like "and X?". */
  readonly trailing: readonly string[];
  /** "Does X do that too?": words beside the verb and the name. */
  readonly likewise: readonly string[];
  /** Words that put right whom was meant ("I meant …"). */
  readonly corrections: readonly string[];
  /** Openings that ask whether it is this one ("is it X that …"). */
  readonly clefts: readonly string[];
  /** Before who does it: "is X something that Y does?". */
  readonly something: readonly string[];
  /** Phrases that ask for a number. */
  readonly asksCount: readonly string[];
  /** Phrases that ask for a day or a month: the source has none. */
  readonly asksDate: readonly string[];
  /** Phrases that ask for a year; single words count at the beginning of a question only. */
  readonly asksTime: readonly string[];
  /** Words of possibility, duty or future: what they ask is not what a fact says. */
  readonly modals: readonly string[];
  /** Words that compare ("more than"). */
  readonly comparators: readonly string[];
  /** The country itself, and the "we" that its people use for it. */
  readonly home: readonly string[];
  /** Words that make a claim stronger than the source does (all, only, first). */
  readonly strengtheners: readonly string[];
  /** Modals of what is possible or allowed. */
  readonly able: readonly string[];
  /** Words for people of any kind. */
  readonly people: readonly string[];
  /** Words that ask for one of all by its rank ("biggest"). */
  readonly superlatives: readonly string[];
  /** Words for the first, the second … of several; then those for the last. */
  readonly ordinals: readonly (readonly string[])[];
  readonly last: readonly string[];
  /** Words beside a number that chooses ("number 2", "alternative 1"). */
  readonly choosing: readonly string[];
  /** What people call this language, in any of the languages. */
  readonly languageNames: readonly string[];
  /** "In" (English). */
  readonly intoLanguage: readonly string[];
  /** Words that ask for an answer in a language. */
  readonly answering: readonly string[];
  /** "My", "our". */
  readonly possessed: readonly string[];
  /** "Bigger", "older": compares by a value. */
  readonly comparatives: readonly string[];
  /** "Whom does X …": X is the doer. */
  readonly doing: readonly string[];
  /** A "not" behind one of these denies another clause. */
  readonly subordinators: readonly string[];
  /** Negations of what stands behind them only. */
  readonly without: readonly string[];
  /** "There": where what was told takes place. */
  readonly there: readonly string[];
  /** What people type for a joiner. */
  readonly sloppyJoiners: readonly string[];
  /** Behind a statement: "…, right?". */
  readonly tags: readonly string[];
  readonly prepositions: readonly string[];
  /** "Where" at the beginning; with a measure behind it ("hvor ofte") it asks for no place. */
  readonly asksPlace: readonly string[];
  readonly measures: readonly string[];
  readonly asksPerson: readonly string[];
  /** Question words that are conjunctions inside a sentence ("when matters are discussed"). */
  readonly conjunctions: readonly string[];
  /** Behind such a word: "når det gjelder" is "as regards". */
  readonly regarding: readonly string[];
  /** What "three times" is counted in. */
  readonly timesUnits: readonly string[];
  /** "Every" (third month). */
  readonly every: readonly string[];
  readonly memberUnits: readonly string[];
  /** How many of a period go into a year. */
  readonly periods: Readonly<Record<string, number>>;
  /** Words for a rate, as times a year. */
  readonly rates: Readonly<Record<string, number>>;
  readonly sinceWords: readonly string[];
  readonly beforeWords: readonly string[];
  readonly afterWords: readonly string[];
  /** Auxiliaries of the passive voice. */
  readonly passives: readonly string[];
  /** Number words by value. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly stem: (word: string) => string;
}
