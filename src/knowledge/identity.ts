// YAML values → typed values: who the bot is, the kinds of subject that it tells of, and the values that facts may have.
// What another field would have other ones of; the rest of the schema is the same for all.
import { z } from "zod";
import { draft, id, phrase, text, valueId, wordsByLanguage } from "./fields.js";

/** Who the bot is, and for whom it answers. */
export const botSchema = z.strictObject({
  draft,
  /** The app's name, at most what Slack and Teams take. */
  name: text.max(30, "at most 30 characters"),
  /** What it answers questions about, whole: completes "I answer questions about …". */
  about: phrase,
  /** The same in a few words, for menus and descriptions. */
  field: phrase,
  /** The country, town or house that "we" are, and all its names; propositions name it by its id. */
  home: z.strictObject({ id, names: wordsByLanguage }).optional(),
  /** Questions to begin with, picked by hand: they show what can be asked. */
  starters: z.array(phrase).default([]),
  /** Shown in place of an answer to somebody in need. */
  help: phrase,
  /** Whom to ask about the bot and about what is stored. */
  contact: z.strictObject({ name: text, email: z.email("an e-mail address").optional(), url: z.url().optional() }).optional(),
  /** The word behind the slash in Slack. */
  command: z.string().regex(/^[a-z0-9_-]{1,30}$/, "small letters, digits, '-' and '_'"),
  /** The app's icons, from the data folder on; without them, the package's. */
  icons: z.strictObject({ color: text, outline: text }).optional(),
  /** The app's colour, dark enough for white text. */
  color: z.string().regex(/^#[0-9a-f]{6}$/, "a colour like #1f3a5f"),
});

/** What a value is: decides what questions ask for it and how what they claim is held against it. */
export const VALUE_TYPES = [
  "since", // a year from which on it is so
  "year", // the year of something that happened once
  "date", // a day, such as a deadline
  "hours", // when something is open
  "duration", // how long something takes
  "perYear", // how often a year
  "number", // so many of something, exactly
  "limit", // so many or so much at most or at least
  "amount", // a sum of money, a price
  "place",
] as const;

/** The values that facts may have, and how those are told of that have most or least of one. */
export const valuesSchema = z.array(
  z.strictObject({
    id: valueId,
    type: z.enum(VALUE_TYPES),
    /** How a question states it: "30 members", or another number before a noun. Only these are held against what is claimed. */
    stated: z.enum(["members", "count"]).optional(),
    /** Sentences with the winner as `{subject}`, or with its `{value}`. */
    most: phrase.optional(),
    least: phrase.optional(),
  }),
);

/** The kinds of subject that the source tells of, and what one, several and all of them are called in a sentence. */
export const kindsSchema = z
  .array(
    z.strictObject({
      id,
      /** In data/: a file for each subject of this kind. */
      folder: id,
      one: phrase,
      many: phrase,
      a: phrase,
      the: phrase,
      all: phrase,
      /** Other words that point at one of them: "the organisation". */
      words: wordsByLanguage.default({}),
    }),
  )
  .min(1, "at least one kind");

export type BotFile = z.output<typeof botSchema>;
export type Kind = z.output<typeof kindsSchema>[number];
export type Value = z.output<typeof valuesSchema>[number];
