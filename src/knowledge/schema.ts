// YAML values → typed values: the shape of every file in data/ and intents/. One schema per kind of file.
import { z } from "zod";
import { LANGUAGES, perLanguage } from "../chat.js";
import { draft, id, names, phrase, text, valueId, words, wordsByLanguage } from "./fields.js";

/** Example questions by one author. `by` says who: accuracy is measured on authors whose questions were not trained on. */
const block = z.strictObject({ by: text, ...perLanguage(() => words) });
const blocks = z.array(block).default([]);

const subject = {
  id,
  name: phrase,
  title: phrase.optional(),
  aliases: names,
  /** Names that are clear only in context ("the convention"): several subjects may share them. */
  context: names.optional(),
  overview: z.array(id).min(1, "at least one fact id"),
  /** The fact that comes first in a comparison; by default the first of the overview. */
  compare: z.array(id).optional(),
  /** What it is for, in half a line: in the list of forums, where the title doesn't tell. */
  line: phrase.optional(),
  /** False where no fact tells what it is: asked that, the bot says so before it tells what it knows. */
  explained: z.boolean().default(true),
  /** Its own site, for readers whose question the source doesn't answer. */
  site: z.url().optional(),
  /** A background subject (the EU, the UN): counts only if the question names no other subject. */
  setting: z.boolean().default(false),
};

const quantity = z.union([z.number(), text]);

const proposition = z.strictObject({
  who: z.array(id).min(1),
  whom: z.array(id).default([]),
  verbs: wordsByLanguage,
  objects: wordsByLanguage.default({}),
  also: wordsByLanguage.default({}),
  truth: z.boolean().default(true),
  /** It is done to people, so “who” may ask for them. */
  toPeople: z.boolean().default(false),
});

/** What a fact says of subjects in one row of a comparison, without their names. */
const cell = phrase.extend({
  /** The row: an intent that has an `aspect`. */
  aspect: id,
  /** Of whom; without it, of whom the fact is about first of all. */
  of: z.array(id).default([]),
});

const fact = z.strictObject({
  draft,
  id,
  /** The subjects of the fact; the first is its main subject. */
  about: z.array(id).min(1),
  /** Other subjects that it mentions: a question may name them too. */
  mentions: z.array(id).default([]),
  /** Intents that this fact answers, besides the questions listed under its own id. */
  answers: z.array(id).default([]),
  /** The intent that this fact's own questions are an instance of: asked about another subject, they have that intent. */
  as: id.optional(),
  topics: z.array(id).default([]),
  values: z.record(valueId, quantity).default({}),
  /** All names of the place it gives. */
  placeNames: z.array(text).default([]),
  /** Self-contained: names its subject. */
  text: phrase,
  /** What stands after "NAME: " in a list: without the name, a capital or a full stop. */
  short: phrase.optional(),
  /** The value alone ("twice a year"), where a refusal says of whom it is told. */
  brief: phrase.optional(),
  /** What it says in comparisons. */
  cells: z.array(cell).default([]),
  /** Shown with the fact, for example where a number may be out of date. */
  note: phrase.optional(),
  quote: text,
  /** Its document and section, if not those of its file. */
  document: id.optional(),
  section: text.optional(),
  /** The question that this fact answers, as the bot suggests it. */
  ask: phrase,
  /** False where the question gives its answer away: understood, and never suggested. */
  offered: z.boolean().default(true),
  /** Intents that it doesn't answer, but comes nearest to: told where the bot says that the source doesn't tell. */
  near: z.array(id).default([]),
  /** Who does what to whom: the basis for a yes or a no. */
  says: z.array(proposition).default([]),
});

/** Where else to look, for readers whose question the source doesn't answer. */
const see = z.array(z.url()).default([]);

const list = z.strictObject({
  id,
  about: z.array(id),
  answers: z.array(id).default([]),
  facts: z.array(id).min(2),
  text: phrase,
  ask: phrase,
});

export const forumSchema = z.strictObject({
  draft,
  ...subject,
  document: id,
  section: text,
  bodies: z.array(z.strictObject(subject)).default([]),
  facts: z.array(fact).default([]),
  lists: z.array(list).default([]),
});

export const topicsSchema = z.array(z.strictObject({ id, name: phrase, aliases: names }));

/** Words of all languages that mean the same, for matching only. */
export const conceptsSchema = z.array(z.strictObject({ id, ...perLanguage(() => words) }));

export const outsideSchema = z.strictObject({
  organisations: z.array(z.strictObject({ id, name: phrase, aliases: names, see })),
});

export const placesSchema = z.strictObject({ places: z.array(z.strictObject({ id, name: phrase, aliases: names })) });

export const documentSchema = z.strictObject({
  draft,
  id,
  title: text,
  publisher: text,
  language: z.enum(LANGUAGES),
  checked: z.iso.date("a date, YYYY-MM-DD"),
  /** The date on the page itself: of two documents that answer, the newest comes first. */
  updated: z.iso.date("a date, YYYY-MM-DD").optional(),
  owner: text,
  reviewDays: z.number().int().positive(),
  opening: text,
  url: z.url({ protocol: /^https?$/, error: "an address that begins with https://" }).optional(),
  mend: z.array(z.strictObject({ from: z.string().min(1), to: text })).default([]),
});

export const INTENT_KINDS = [
  "fact", // answered by the facts about the subject that list it
  "overview", // answered by the overview of the subject
  "everything", // all that is told of the subject
  "forums", // all forums
  "topic", // the facts on a topic, across forums
  "compare", // two subjects side by side
  "most", // extremes of a structured value
  "unknown", // known question that the source does not answer
  "outside", // related to the field, but not covered by the source
  "offtopic",
  "smalltalk",
  "move", // a follow-up: the same about another, more, back, in another language
  "aside", // accompanies a question, asks nothing
  "definition", // what a word means
  "refuse", // hatred and provocation
  "distress", // a person in need
] as const;

export const intentSchema = z.strictObject({
  id,
  kind: z.enum(INTENT_KINDS),
  /** What is asked, as a clause that completes “the source does not say …”; `{subject}` stands for the name. */
  label: phrase.optional(),
  /** What it is about, as it completes "the source tells about …" of a subject. */
  topic: phrase.optional(),
  /** What the source says of every forum in place of an answer; `{subject}` stands for the name. */
  instead: phrase.optional(),
  see,
  /** Whether only those that a fact tells it of can be said to be told: no sentence of the source that no fact holds tells it. */
  closed: z.boolean().default(false),
  /** Small talk that ends a conversation: nothing is suggested after it. */
  closing: z.boolean().default(false),
  /** The bot's words, for kinds that have a fixed reply. */
  reply: phrase.optional(),
  /** The row that it is in comparisons, and what that row is called. */
  aspect: z
    .strictObject({
      row: z.number().int(),
      /** Shown only where all who are compared have something in it: its gaps would say nothing. */
      ofAll: z.boolean().default(false),
      name: phrase,
    })
    .optional(),
  /** Whole messages that have this intent, in any letter case. */
  keywords: names.optional(),
  /** The structured value that it asks for, or that `most` compares. */
  value: valueId.optional(),
  /** Whether the answer has all facts of a subject that answer this, or only the first. */
  many: z.boolean().default(false),
  /** Whether only facts about the subject itself answer it, not those about its forum: they may differ. */
  own: z.boolean().default(false),
  /** Whether nothing told of its forum answers it of a body: what a body is called, its forum is not. */
  alone: z.boolean().default(false),
  /** Intents to fall back on, in this order, where no fact about the subject answers this one. */
  else: z.array(id).default([]),
  /** Words that say which extreme is asked for, where `most` compares. */
  least: wordsByLanguage.optional(),
  examples: blocks,
});

/** What people ask about the facts and lists of one subject, by fact id. */
export const examplesSchema = z.record(id, z.array(block).min(1));

const meant = {
  language: z.enum(LANGUAGES).optional(),
  say: text,
  /** Its class: a fact, a list or an intent; several where one message asks for all of them. */
  means: z.union([id, z.array(id).min(1)]).transform((ids) => (typeof ids === "string" ? [ids] : ids)),
  /** Its move, where the words are nothing but a follow-up. */
  move: id.optional(),
  /** The subjects, where only the conversation makes them clear. */
  of: z.array(id).default([]),
};
const said = z.strictObject(meant);
const spoken = z.enum(LANGUAGES);

/** What one author wrote without having seen the rest: dialogues, messages with several questions, single messages. */
export const handSchema = z.strictObject({
  by: text,
  dialogues: z.array(z.strictObject({ language: spoken, turns: z.array(said).min(1) })).default([]),
  several: z.array(z.strictObject({ language: spoken, say: text, parts: z.array(said).min(1) })).default([]),
  singles: z.array(z.strictObject({ ...meant, language: spoken })).default([]),
});

export type HandFile = z.output<typeof handSchema>;
export type ForumFile = z.output<typeof forumSchema>;
export type DocumentFile = z.output<typeof documentSchema>;
export type IntentFile = z.output<typeof intentSchema>;
export type ExamplesFile = z.output<typeof examplesSchema>;
export type Block = z.output<typeof block>;
