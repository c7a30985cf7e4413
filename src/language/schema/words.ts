// What data/languages/*/words.yaml must hold: lists of words and phrases, each with an example of what it is for.
import { z } from "zod";
import { section, text } from "./sections.js";

/** The lists by name, with what their words do. */
export const WORD_LISTS = {
  marks: "words that only this language has, among all; they tell a question's language",
  functionWords: "words that bear no content: articles, pronouns, prepositions, auxiliaries, politeness",
  questionWords: "words that ask for something (who, where, how many)",
  openers: "verbs that open a question of yes or no",
  confirmations: "phrases that ask for a confirmation (is it true that)",
  why: "words that presume what they ask the reason of (why)",
  negations: "words that deny (not, never)",
  pronouns: "pronouns that point back at whom the conversation is about",
  singulars: "of the pronouns, those that point at one: “they” may be all of a forum",
  possessives: "of the pronouns, those that say whose (its)",
  expletives: "of the pronouns, those that may stand for nobody (“er det mange som”)",
  being: "forms of “is”: what follows says what something is",
  existing: "words for “there is”: what follows is no doer",
  until: "words before the year until which something was",
  kinds: "phrases like “the forum”: of which one, only a name or the conversation tells",
  followUps: "openings of a follow-up (and, what about)",
  tellAll: "words that ask for all there is to tell (tell, overview)",
  requests: "words beside those, and beside a bare name, that say nothing more (write, short)",
  what: "words of “what is …”, which beside a bare name ask for an overview",
  leadIns: "words before a question that say nothing (so, hi)",
  joiners: "words that join two questions in one message",
  alternatives: "words that join alternatives (or)",
  more: "words that ask for more than was just told",
  trailing: "words behind a name that go on like “and” before it",
  likewise: "words beside the verb and the name in “does it do that too?”",
  corrections: "words that put right whom was meant",
  clefts: "openings that ask whether it is this one (is it X that)",
  something: "words before who does it (is this something that Y does?)",
  asksCount: "phrases that ask for a number",
  asksTime: "phrases that ask for a year; single words count at the beginning of a question only",
  asksDate: "phrases that ask for a day or a month",
  modals: "words of possibility, duty or future: what they ask is not what a fact says",
  comparators: "words that compare (more than)",
  home: "the country itself, and the “we” that its people use for it",
  you: "pronouns that address the bot",
  able: "of the modals, those of what is possible or allowed",
  people: "words for people of any kind",
  strengtheners: "words that make a claim stronger than the source does (all, only, first)",
  superlatives: "words that ask for one of all by its rank (biggest)",
  last: "words for the last of several",
  choosing: "words beside a number that chooses (number 2)",
  languageNames: "what people call this language, in any of the languages",
  intoLanguage: "words between a wish and the name of a language (in)",
  answering: "words that ask for an answer in a language",
  possessed: "words like “my” and “our”",
  comparatives: "words that compare by a value (bigger, older)",
  doing: "auxiliaries behind which the doer stands (whom does X …)",
  subordinators: "words behind which a “not” denies another clause",
  without: "negations of what stands behind them only",
  there: "words for where what was told takes place",
  sloppyJoiners: "what people type for a joiner",
  tags: "phrases behind a statement that ask for a yes (right?)",
  prepositions: "words that may stand before a question word",
  asksPlace: "words that ask for a place at the beginning of a question",
  measures: "words behind those with which they ask for no place (“hvor ofte”)",
  asksPerson: "words that ask for somebody at the beginning of a question",
  conjunctions: "question words that are conjunctions inside a sentence (when matters are discussed)",
  regarding: "phrases behind such a word that make it “as regards”",
  timesUnits: "what “three times” is counted in",
  every: "words like “every” (third month)",
  memberUnits: "what members are counted in",
  sinceWords: "words before the year from which something is",
  beforeWords: "words before a year before which something was",
  afterWords: "words before a year after which something was",
  passives: "auxiliaries of the passive voice",
} as const;

/** How many of a period go into a year, and the like: words with a number each. */
export const AMOUNTS = {
  periods: "how many of a period go into a year",
  rates: "words for a rate, as times a year",
  numbers: "number words by value",
} as const;

export type ListName = keyof typeof WORD_LISTS;
export type AmountName = keyof typeof AMOUNTS;

/** The stemmers that a language may be cut by; languages with the same one read each other's words. */
export const STEMMERS = ["norwegian", "english", "none"] as const;

const apart = (words: string): string[] => words.split(/\s+/).filter(Boolean);
/** Words with spaces between, or a list where some are phrases. */
const words = z.union([text.transform(apart), z.array(text)], { error: "expected words with spaces between, or a list of phrases" });
const example = text.optional();
const missing = (does: string): string => `missing: expected words and an example: ${does}`;

const listOf = (does: string) =>
  z.strictObject({ words: words.readonly(), example }, { error: ({ input }) => lacking(input, does) }).readonly();
const amountsOf = (does: string) =>
  z.strictObject({ words: z.record(text, z.number()).readonly(), example }, { error: ({ input }) => lacking(input, does) }).readonly();
const lacking = (input: unknown, does: string): string | undefined => (input === undefined ? missing(does) : undefined);

const each = <Name extends string, Of extends z.ZodType>(lists: Readonly<Record<Name, string>>, of: (does: string) => Of) =>
  Object.fromEntries(Object.entries<string>(lists).map(([name, does]) => [name, of(does)])) as Record<Name, Of>;

const ORDINALS = "words for the first, the second and so on of several";

/** Lists of words by name, each with an example. */
export const eachList = <Name extends string>(lists: Readonly<Record<Name, string>>) => each(lists, listOf);

export const wordsSchema = section({
  stem: z.enum(STEMMERS, { error: `expected one of ${STEMMERS.join(", ")}` }),
  /** Words whose stem is that of another word. */
  alike: text
    .transform((pairs, context) =>
      apart(pairs).map((pair): readonly [string, string] => {
        const [word, other, more] = pair.split(">");
        if (word && other && more === undefined) return [word, other];
        context.addIssue({ code: "custom", message: `'${pair}': expected word>other` });
        return ["", ""];
      }),
    )
    .default([]),
  ...eachList(WORD_LISTS),
  ...each(AMOUNTS, amountsOf),
  ordinals: z
    .strictObject(
      { words: z.array(text.transform(apart).readonly()).readonly(), example },
      { error: ({ input }) => lacking(input, ORDINALS) },
    )
    .readonly(),
});

export type Words = z.output<typeof wordsSchema>;
