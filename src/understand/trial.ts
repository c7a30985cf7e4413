// The word lists of a language → what is wrong with them: words that no message can have, and examples in which a list doesn't do what
// it is for. An example is read as a message is, without the knowledge.
import type { Language } from "../chat.js";
import type { Words } from "../language/schema/words.js";
import { askedType, asksByForm, claimsIn, isNegated, isYesNo } from "./annotate.js";
import { cutsOf } from "./clauses.js";
import { detect } from "./detect.js";
import { named, type Question } from "./index.js";
import { clean, tokenise } from "./normalise.js";
import { wishIn } from "./wish.js";

export interface TrialProblem {
  readonly list: string;
  readonly message: string;
}

type List = Exclude<keyof Words, "stem" | "alike">;
type Trial = readonly [expected: string, holds: (question: Question) => boolean];

const asks = (type: ReturnType<typeof askedType>): Trial => [`a question that asks for a ${type}`, (q) => askedType(q) === type];
const claims = (field: string, relation: string | null = null): Trial => [
  `a claim of ${relation === null ? field : `a year, ${relation} it`}`,
  (q) => claimsIn(q).some((claim) => claim.field === field && claim.relation === relation),
];
const wishes: Trial = ["a wish for this language", (q) => wishIn(q.tokens).language === q.language];
const joins: Trial = ["two questions in one", (q) => cutsOf(q).some(({ kind }) => kind === "joinedQuestion")];
const yesNo: Trial = ["a question of yes or no", isYesNo];
const notDenied: Trial = ["a question that is not denied as a whole", (q) => !isNegated(q)];

/** What the example of a list must be read as; of the others it only must hold a word. */
const TRIALS: Readonly<Partial<Record<List, Trial>>> = {
  marks: ["a text that is told to be in this language", tellsLanguage],
  questionWords: ["a question by its form", asksByForm],
  openers: yesNo,
  confirmations: yesNo,
  tags: yesNo,
  leadIns: yesNo,
  followUps: yesNo,
  why: asks("reason"),
  asksCount: asks("count"),
  asksTime: asks("time"),
  asksDate: asks("date"),
  asksPlace: asks("place"),
  asksPerson: asks("person"),
  prepositions: asks("place"),
  measures: ["a question that asks for no place", (q) => askedType(q) !== "place"],
  conjunctions: ["a question that asks for no time and no number", (q) => !["time", "count"].includes(askedType(q) ?? "")],
  regarding: ["a question that asks for no time", (q) => askedType(q) !== "time"],
  negations: ["a question that is denied", isNegated],
  subordinators: notDenied,
  without: notDenied,
  joiners: joins,
  sloppyJoiners: joins,
  languageNames: wishes,
  intoLanguage: wishes,
  answering: wishes,
  timesUnits: claims("perYear"),
  every: claims("perYear"),
  ordinals: claims("perYear"),
  periods: claims("perYear"),
  rates: claims("perYear"),
  numbers: claims("perYear"),
  memberUnits: claims("members"),
  sinceWords: claims("year", "from"),
  until: claims("year", "until"),
  beforeWords: claims("year", "before"),
  afterWords: claims("year", "after"),
};

/** No model is at hand: the words must tell the language by themselves. */
function tellsLanguage({ tokens, language }: Question): boolean {
  const words = tokens.map(({ word }) => word);
  const { language: found, from } = detect(words, () => [], undefined, undefined);
  return found === language && from === "question";
}

export function tryWords(language: Language, lists: Words): TrialProblem[] {
  const { stem: _, alike: __, ...all } = lists;
  return Object.entries(all).flatMap(([list, { words, example }]): TrialProblem[] => {
    const phrases = Array.isArray(words) ? words.flat() : Object.keys(words);
    const problem = (message: string): TrialProblem => ({ list, message });
    const unread = phrases.filter((phrase) => wordsIn(phrase).join(" ") !== phrase);
    const unreadable = unread.map((phrase) => problem(`'${phrase}' is never found: a message is read as '${wordsIn(phrase).join(" ")}'`));
    if (phrases.length === 0) return [];
    if (example === undefined) return [...unreadable, problem("expected an example in which one of the words stands")];
    const read = ` ${wordsIn(example).join(" ")} `;
    if (!phrases.some((phrase) => read.includes(` ${phrase} `)))
      return [...unreadable, problem(`none of the words stands in the example '${example}'`)];
    const trial = TRIALS[list as List];
    const failed = trial !== undefined && !trial[1](questionOf(example, language));
    return failed ? [...unreadable, problem(`the example '${example}' is not read as ${trial[0]}`)] : unreadable;
  });
}

const wordsIn = (text: string): string[] => tokenise(clean(text)).map(({ word }) => word);

function questionOf(text: string, language: Language): Question {
  const tokens = tokenise(clean(text));
  const nothing = { wished: undefined, mended: [], mentions: [], strangers: [], concepts: new Map(), foreign: false };
  return { ...nothing, ...named([]), text, language, languageFrom: "question", tokens };
}
