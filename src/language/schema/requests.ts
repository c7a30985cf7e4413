// What data/languages/*/commands.yaml must hold: how people say a command in words of their own, each list with an example.
import { z } from "zod";
import { section, text } from "./sections.js";
import { eachList } from "./words.js";

/** The lists by name, with what their words do in a command. */
export const REQUEST_LISTS = {
  polite: "politeness and address: none of it changes what is asked for",
  yes: "words that say yes before it",
  requesting: "words that may stand around the verb of a command (can you, I want to)",
  noRequest: "words that ask about a command or forbid it (how, don't)",
  asking: "words with which a question about a command begins (did you)",
  deletingAlone: "verbs that delete by themselves",
  deleting: "verbs that delete something",
  forgetting: "verbs with which only “me” makes a deletion: “forget it” is a wave of the hand",
  mine: "what belongs to who asks",
  all: "words for all of it",
  stored: "what may be said beside it of what is deleted",
  switching: "verbs that change a setting",
  language: "words for a language",
  into: "words beside the name of a language",
  helping: "words for help",
  showing: "words that ask to be shown something",
  besideWhy: "words beside “why” that are about the answer",
  marks: "words that tell by themselves that a command is in this language",
} as const;

const pattern = text.refine(
  (source) => {
    try {
      return new RegExp(source) instanceof RegExp;
    } catch {
      return false;
    }
  },
  { error: "expected a regular expression" },
);

export const requestsSchema = section({
  ...eachList(REQUEST_LISTS),
  /** Politeness of several words. */
  politePhrases: z.strictObject(
    { patterns: z.array(pattern).readonly(), example: text },
    { error: ({ input }) => (input === undefined ? "missing: expected patterns and an example" : undefined) },
  ),
});

export type RequestListName = keyof typeof REQUEST_LISTS;
export type Requests = z.output<typeof requestsSchema>;
