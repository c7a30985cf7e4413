// The texts of "why this answer", as data/languages/*/texts.yaml has them: what was understood, what might have been meant, and why.
import { z } from "zod";
import { DECISIONS, LANGUAGE_FROM, MOVES, RELATIONS } from "../../chat.js";
import { eachLanguage, orEmpty, section, text, texts } from "./sections.js";

export const OUTCOMES = [
  "untold",
  "whose",
  "elsewhere",
  "overview",
  "everything",
  "unexplained",
  "compare",
  "topic",
  "forums",
  "most",
  "refuse",
  "distress",
  "aside",
] as const;

/** The program's own terms in the reader's words. Texts end with no full stop, but for whole sentences. */
export const reasons = section({
  labels: texts(
    "language",
    "words",
    "mended",
    "part",
    "move",
    "subjects",
    "outside",
    "asked",
    "claim",
    "candidates",
    "near",
    "sure",
    "threshold",
    "reason",
  ),
  quotes: z.tuple([text, text], { error: "missing: expected the two quotation marks" }).readonly(),
  percent: text,
  // where nothing tells whom a question is about
  unsaid: text,
  fromConversation: text,
  // of an id that has no name
  other: text,
  languages: eachLanguage,
  languageFrom: texts(...LANGUAGE_FROM),
  moves: texts(...MOVES),
  // what is asked that is no question of any forum's; the others are named by the guide
  intents: z.preprocess(orEmpty, z.record(z.string(), text).readonly()),
  // what a reading would have come to
  outcomes: texts(...OUTCOMES),
  claims: texts("once", "perYear", "rarely", "member", "members", "count"),
  years: texts(...RELATIONS),
  decisions: texts(...DECISIONS),
});

export type Reasons = z.output<typeof reasons>;
export type OutcomeName = (typeof OUTCOMES)[number];
