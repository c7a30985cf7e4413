// YAML values → typed values: the shape of every file in data/ and intents/. One schema per kind of file.
import { z } from "zod";

const text = z.string().trim().min(1, "a text that is not empty");
const id = z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, "an id: lower-case words joined by '.' or '-'");
const phrase = z.strictObject({ nb: text, nn: text, en: text });
const words = z.array(text).default([]);
const wordsByLanguage = z.strictObject({ nb: words, nn: words, en: words }).partial();
const names = z.strictObject({ any: words, nb: words, nn: words, en: words }).partial();

/** Example questions by one hand. `by` is who wrote them: accuracy is measured on hands that did not train. */
const block = z.strictObject({ by: text, nb: words, nn: words, en: words });
const blocks = z.array(block).default([]);

const subject = {
  id,
  name: phrase,
  title: phrase.optional(),
  aliases: names,
  /** Names that are clear only in context ("the convention"): several subjects may share them. */
  context: names.optional(),
  overview: z.array(id).min(1, "at least one fact id"),
  /** What it is first of all, side by side with others; without it, the first of the overview. */
  compare: z.array(id).optional(),
  /** A setting rather than somebody asked about (the EU, the UN): gives way to any other subject in a question. */
  setting: z.boolean().default(false),
};

const quantity = z.union([z.number(), text]);
export const VALUE_NAMES = ["since", "year", "members", "meetingsPerYear", "count", "place"] as const;

const proposition = z.strictObject({
  who: z.array(id).min(1),
  whom: z.array(id).default([]),
  verbs: wordsByLanguage,
  objects: wordsByLanguage.default({}),
  also: wordsByLanguage.default({}),
  truth: z.boolean().default(true),
  /** It is done to people, so that "who" may ask for them. */
  toPeople: z.boolean().default(false),
});

const fact = z.strictObject({
  id,
  /** Whom the fact is about; the first is its main subject. */
  about: z.array(id).min(1),
  /** Others that it speaks of: a question may name them too. */
  mentions: z.array(id).default([]),
  /** Intents that this fact answers, besides the questions listed under its own id. */
  answers: z.array(id).default([]),
  /** The intent that this fact's own questions are an instance of: asked of another subject, they are that intent. */
  as: id.optional(),
  topics: z.array(id).default([]),
  values: z.partialRecord(z.enum(VALUE_NAMES), quantity).default({}),
  /** All names of the place that it tells. */
  placeNames: z.array(text).default([]),
  /** Self-contained: names the body that it is about. */
  text: phrase,
  /** The same without its frame, for use as one line of a list. */
  short: phrase.optional(),
  /** Shown with the fact, e.g. where a number ages. */
  note: phrase.optional(),
  quote: text,
  /** The question that this fact answers, as the bot suggests it. */
  ask: phrase,
  /** Who does what to whom: what a yes or a no rests on. */
  says: z.array(proposition).default([]),
});

const list = z.strictObject({
  id,
  about: z.array(id),
  answers: z.array(id).default([]),
  facts: z.array(id).min(2),
  text: phrase,
  ask: phrase,
});

export const forumSchema = z.strictObject({
  ...subject,
  document: id,
  section: text,
  bodies: z.array(z.strictObject(subject)).default([]),
  facts: z.array(fact).default([]),
  lists: z.array(list).default([]),
});

export const topicsSchema = z.array(z.strictObject({ id, name: phrase, aliases: names }));

/** Words of all languages that mean the same, for matching only. */
export const conceptsSchema = z.array(z.strictObject({ id, nb: words, nn: words, en: words }));

export const outsideSchema = z.strictObject({
  organisations: z.array(z.strictObject({ id, name: phrase, aliases: names })),
});

export const placesSchema = z.strictObject({ places: z.array(z.strictObject({ id, name: phrase, aliases: names })) });

export const documentSchema = z.strictObject({
  id,
  title: text,
  publisher: text,
  language: z.enum(["nb", "nn", "en"]),
  checked: z.iso.date("a date, YYYY-MM-DD"),
  owner: text,
  reviewDays: z.number().int().positive(),
  opening: text,
  url: z.url().optional(),
  mend: z.array(z.strictObject({ from: z.string().min(1), to: text })).default([]),
});

export const INTENT_KINDS = [
  "fact", // answered by the facts that list it, of the subject asked about
  "overview", // answered by the overview of the subject
  "forums", // all forums
  "topic", // the facts on a topic, across forums
  "compare", // two subjects side by side
  "most", // extremes of a structured value
  "unknown", // known question that the source does not answer
  "outside", // near the field, beyond the source
  "offtopic",
  "smalltalk",
  "move", // goes on from what was said: the same of another, more, back, in another language
  "aside", // said beside a question, asks nothing
  "definition", // what a word means
  "refuse", // hatred and provocation
  "distress", // somebody in need
] as const;

export const intentSchema = z.strictObject({
  id,
  kind: z.enum(INTENT_KINDS),
  /** What is asked, as a clause that completes "the source does not tell …"; `{subject}` stands for the name. */
  label: phrase.optional(),
  /** The bot's words, for kinds that have a fixed reply. */
  reply: phrase.optional(),
  /** Messages that are this intent as a whole, in any letter case. */
  keywords: names.optional(),
  /** The structured value that it asks for, or that `most` compares. */
  value: z.enum(VALUE_NAMES).optional(),
  /** Whether all facts of a subject that answer this are told, or only the first. */
  many: z.boolean().default(false),
  /** Whether only facts of the subject itself answer it: what a body is part of, its forum need not be. */
  own: z.boolean().default(false),
  /** Intents that answer it nearly as well, in this order, where no fact of the subject answers it. */
  else: z.array(id).default([]),
  /** Words that say which end is asked for, where `most` compares. */
  least: wordsByLanguage.optional(),
  examples: blocks,
});

/** What people ask about the facts and lists of one forum, by fact id. */
export const examplesSchema = z.record(id, z.array(block).min(1));

const meant = {
  language: z.enum(["nb", "nn", "en"]).optional(),
  say: text,
  /** The class that it comes to: a fact, a list or an intent; several where one message asks all of them. */
  means: z.union([id, z.array(id).min(1)]).transform((ids) => (typeof ids === "string" ? [ids] : ids)),
  /** How it goes on from what was said, where it does by itself say nothing else. */
  move: id.optional(),
  /** Whom it is about, where only the conversation tells as well. */
  of: z.array(id).default([]),
};
const said = z.strictObject(meant);
const spoken = z.enum(["nb", "nn", "en"]);

/** What one hand wrote without having seen the rest: dialogues, messages that ask several things, single messages. */
export const handSchema = z.strictObject({
  by: text,
  dialogues: z.array(z.strictObject({ language: spoken, turns: z.array(said).min(1) })).default([]),
  several: z.array(z.strictObject({ language: spoken, say: text, parts: z.array(said).min(1) })).default([]),
  singles: z.array(z.strictObject({ ...meant, language: spoken })).default([]),
});

/** Who the bot is. */
export const botSchema = z.strictObject({ help: phrase });

export type HandFile = z.output<typeof handSchema>;
export type BotFile = z.output<typeof botSchema>;
export type ForumFile = z.output<typeof forumSchema>;
export type DocumentFile = z.output<typeof documentSchema>;
export type IntentFile = z.output<typeof intentSchema>;
export type TopicsFile = z.output<typeof topicsSchema>;
export type ConceptsFile = z.output<typeof conceptsSchema>;
export type PlacesFile = z.output<typeof placesSchema>;
export type OutsideFile = z.output<typeof outsideSchema>;
export type ExamplesFile = z.output<typeof examplesSchema>;
export type Block = z.output<typeof block>;
export type FactFile = z.output<typeof fact>;
export type ListFile = z.output<typeof list>;
export type Names = z.output<typeof names>;
export type WordsByLanguage = z.output<typeof wordsByLanguage>;
