// ChatMessage → Question: cleaned, tokenised once, mended, with its language and everybody it mentions.
import type { ChatMessage, Language } from "../chat.js";
import type { Subject } from "../knowledge/types.js";
import { inAnyLanguage, stemFor, WORDS } from "../language/index.js";
import type { Text } from "../match/features.js";
import type { FindConcepts } from "./concepts.js";
import { type Detected, detect, type ScoreLanguages } from "./detect.js";
import { unframed } from "./framing.js";
import type { Mend } from "./mend.js";
import type { FindNames, Mention } from "./names.js";
import { clean, type Token, tokenise } from "./normalise.js";

export interface Question {
  readonly text: string;
  readonly language: Language;
  readonly languageFrom: string;
  readonly tokens: readonly Token[];
  readonly mended: readonly { readonly from: string; readonly to: string }[];
  readonly mentions: readonly Mention[];
  /** Whom it names: each a list of readings, one where the name is clear. */
  readonly subjects: readonly (readonly string[])[];
  readonly outside: readonly string[];
  readonly topics: readonly string[];
  /** What its words mean, by the index of the token. */
  readonly concepts: ReadonlyMap<number, readonly string[]>;
  /** Numbers and years that it names. */
  readonly numbers: readonly number[];
}

export type Ask = (message: ChatMessage, before?: Language) => Question;

export interface AskParts {
  readonly mend: Mend;
  readonly findNames: FindNames;
  readonly findConcepts: FindConcepts;
  readonly scoreLanguages: ScoreLanguages;
  /** Words of names that are the same in all languages: they tell no language. */
  readonly international: ReadonlySet<string>;
}

export function createAsk({ mend, findNames, findConcepts, scoreLanguages, international }: AskParts): Ask {
  return (message, before) => {
    const text = clean(message.text);
    const typed = tokenise(text);
    const { tokens: whole, changes } = mend(typed);
    const { tokens, mentions } = asked(whole, findNames, before !== undefined);
    const detected: Detected =
      message.language === undefined
        ? detect(
            whole.filter((token) => !international.has(token.word)).map((t) => t.word),
            scoreLanguages,
            before,
            message.locale,
          )
        : { language: message.language, from: "choice" };
    return {
      text,
      language: detected.language,
      languageFrom: detected.from,
      tokens,
      mended: changes,
      mentions,
      ...named(mentions),
      concepts: findConcepts(tokens),
      numbers: numbersIn(tokens, detected.language),
    };
  };
}

/** Without what frames it, if what is left then asks for something: "what does the source say?" asks for the source. */
function asked(tokens: readonly Token[], findNames: FindNames, goesOn: boolean): Pick<Question, "tokens" | "mentions"> {
  const bare = unframed(tokens);
  const mentions = findNames(bare);
  const says = (words: ReadonlySet<string>): boolean => bare.some(({ word }) => words.has(word));
  const asks = bare === tokens || mentions.length > 0 || (bare.length > 2 && says(ASKING)) || (goesOn && says(PRONOUNS));
  return asks ? { tokens: bare, mentions } : { tokens, mentions: findNames(tokens) };
}

const PRONOUNS = inAnyLanguage((w) => w.pronouns);
const ASKING = inAnyLanguage((w) => w.questionWords);

const NOBODY = { subjects: [], outside: [], topics: [] } as const;

/** Whom mentions name, by kind: of a whole question or of a part of it. */
export function named(mentions: readonly Mention[]): Pick<Question, "subjects" | "outside" | "topics"> {
  if (mentions.length === 0) return NOBODY;
  const of = (kind: Mention["kind"]): string[] => [...new Set(mentions.filter((m) => m.kind === kind).flatMap((m) => m.ids))];
  const subjects = distinct(mentions.filter((m) => m.kind === "subject" || m.kind === "context").map((m) => m.ids));
  return { subjects, outside: of("outside"), topics: of("topic") };
}

export function numbersIn(tokens: readonly Token[], language: Language): number[] {
  const found: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const number = numberOf((tokens[i] as Token).word, tokens[i + 1]?.word, language);
    if (number !== undefined) found.push(number);
  }
  return found;
}

function distinct(lists: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(lists.map((list) => [list.join(), list])).values()];
}

/** "en gang" is once. */
const ONCE = new Map([
  ["en", "gang"],
  ["ein", "gong"],
  ["one", "time"],
]);
const NUMBERS = Object.fromEntries(
  Object.values(WORDS).map(({ language, numbers }) => [language, new Map(Object.entries(numbers))]),
) as unknown as Readonly<Record<Language, ReadonlyMap<string, number>>>;

/** By the question's language only: "to" is two in Norwegian. */
function numberOf(word: string, next: string | undefined, language: Language): number | undefined {
  if (next !== undefined && ONCE.get(word) === next) return 1;
  return isDigit(word.charCodeAt(0)) && /^\d{1,6}$/.test(word) ? Number(word) : NUMBERS[language].get(word);
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Stands for a name in the text that intents are matched on: what is asked must not depend on of whom. */
export const MASK = "§";
export const OUTSIDE_MASK = "§o";

/** Whom a question is about, as features: the subjects and their forums, or that there is nobody. */
export function marksOf(about: readonly string[], subjects: Readonly<Record<string, Subject>>): string[] {
  const forums = new Set(about.map((id) => subjects[id]?.parent ?? id));
  return about.length === 0 ? ["nobody"] : [...about.map((id) => `s:${id}`), ...[...forums].map((id) => `f:${id}`)];
}

/** What the classifier sees of a question: names masked, whom it is about as marks. `about`: subjects, those from memory included. */
export function toText(question: Question, about: readonly string[], subjects: Readonly<Record<string, Subject>>): Text {
  const words: string[] = [];
  const concepts: string[] = [];
  for (let i = 0; i < question.tokens.length; ) {
    const mention = question.mentions.find((m) => m.start === i && m.kind !== "topic");
    if (mention === undefined) {
      concepts.push(...(question.concepts.get(i) ?? []));
      words.push((question.tokens[i++] as Token).word);
    } else {
      const mask = mention.kind === "outside" ? OUTSIDE_MASK : MASK;
      words.push(mask);
      concepts.push(mask);
      i = mention.end;
    }
  }
  const stem = stemFor(question.language);
  return {
    words,
    concepts,
    stems: words.map((word) => (word.startsWith(MASK) ? word : stem(word))),
    marks: [...marksOf(about, subjects), ...(question.outside.length > 0 ? ["outside"] : [])],
  };
}
