// ChatMessage → Question: cleaned, tokenised once, spelling corrected, with its language and everything it mentions.
import type { ChatMessage, Language, LanguageFrom, Memory } from "../chat.js";
import type { FindConcepts } from "./concepts.js";
import { type Detected, detect, type ScoreLanguages } from "./detect.js";
import { asNorwegian, isForeign } from "./foreign.js";
import type { Mend } from "./mend.js";
import type { FindNames, Mention } from "./names.js";
import { type Token, tokenise } from "./normalise.js";
import { type IsKnown, readable } from "./repair.js";
import { wishIn } from "./wish.js";

export interface Question {
  readonly text: string;
  readonly language: Language;
  readonly languageFrom: LanguageFrom;
  /** The language that the message asks to be answered in. */
  readonly wished: Language | undefined;
  readonly tokens: readonly Token[];
  readonly mended: readonly { readonly from: string; readonly to: string }[];
  readonly mentions: readonly Mention[];
  /** The subjects it names: for each mention the possible ones, a single one if the name is unambiguous. */
  readonly subjects: readonly (readonly string[])[];
  readonly outside: readonly string[];
  readonly topics: readonly string[];
  /** Unknown words that are not close to any known word. */
  readonly strangers: readonly string[];
  /** The concepts of its words, by the index of the token. */
  readonly concepts: ReadonlyMap<number, readonly string[]>;
  /** In a language that the bot does not speak: the reply is in English, where none was chosen. */
  readonly foreign: boolean;
}

/** `before`: the language of the conversation, and the one that was asked for. */
export type Ask = (message: ChatMessage, before?: Pick<Memory, "language" | "wished">) => Question;

export interface AskParts {
  readonly mend: Mend;
  readonly findNames: FindNames;
  readonly findConcepts: FindConcepts;
  readonly scoreLanguages: ScoreLanguages;
  /** Words of names that are the same in all languages, and so say nothing about the language. */
  readonly international: ReadonlySet<string>;
  /** Whether a word is known, or part of a name. */
  readonly isKnown: IsKnown;
}

/** Digits are the same in every language. */
const LETTER = /\p{L}/u;

export function createAsk({ mend, findNames, findConcepts, scoreLanguages, international, isKnown }: AskParts): Ask {
  return (message, before) => {
    const text = readable(message.text, isKnown);
    const typed = asNorwegian(tokenise(text));
    const foreign = isForeign(typed);
    const { tokens: all, changes } = mend(typed);
    const { language: wished, tokens } = wishIn(all);
    const mentions = findNames(tokens);
    const chosen = wished ?? before?.wished ?? message.language ?? (foreign ? "en" : undefined);
    const detected: Detected =
      chosen === undefined
        ? detect(
            tokens.filter(({ word }) => LETTER.test(word) && !international.has(word)).map(({ word }) => word),
            scoreLanguages,
            before?.language,
            message.locale,
          )
        : { language: chosen, from: "choice" };
    return {
      text,
      wished,
      language: detected.language,
      languageFrom: detected.from,
      tokens,
      mended: changes,
      mentions,
      ...named(mentions),
      strangers: tokens.flatMap(({ word }) => (isKnown(word) ? [] : [word])),
      concepts: findConcepts(tokens),
      foreign,
    };
  };
}

const NOBODY = { subjects: [], outside: [], topics: [] } as const;

/** What the mentions in a question, or in a part of it, refer to, by kind. */
export function named(mentions: readonly Mention[]): Pick<Question, "subjects" | "outside" | "topics"> {
  if (mentions.length === 0) return NOBODY;
  const of = (kind: Mention["kind"]): string[] => [...new Set(mentions.filter((m) => m.kind === kind).flatMap((m) => m.ids))];
  const subjects = distinct(mentions.filter((m) => m.kind === "subject" || m.kind === "context").map((m) => m.ids));
  return { subjects, outside: [...of("outside"), ...of("place")], topics: of("topic") };
}

function distinct(lists: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(lists.map((list) => [list.join(), list])).values()];
}
