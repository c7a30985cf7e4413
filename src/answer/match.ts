// The values between understanding a message and wording the reply: candidates, readings, matches.
import type { Decision } from "../chat.js";
import type { Question } from "../understand/index.js";
import type { Coverage } from "./coverage.js";
import type { Outcome } from "./outcome.js";

/** Classes of the classifier that come to the same outcome, as one. */
export interface Candidate {
  readonly key: string;
  readonly outcome: Outcome;
  /** The likeliest class that comes to this outcome, and how likely it is by itself. */
  readonly intent: string;
  readonly own: number;
  /** Of all classes together, 0 to 1. */
  readonly score: number;
  readonly coverage: Coverage;
}

/** One way to understand a clause: with the subjects that it names, or with those of the conversation. */
export interface Reading {
  readonly candidates: readonly Candidate[];
  readonly intents: readonly { readonly intent: string; readonly score: number }[];
  readonly subjects: readonly string[];
  readonly fromMemory: boolean;
}

export interface Match {
  readonly outcome: Outcome;
  readonly intent: string | null;
  /** Of the class, 0 to 1. */
  readonly confidence: number | null;
  /** How likely this reading is the right one, 0 to 1: what ways of parting a message are compared by. */
  readonly quality: number;
  /** How far the best answer can be trusted, 0 to 1; null where none was found. */
  readonly trust: number | null;
  readonly reading: Reading;
  /** Other readings that are nearly as likely: to be asked back about. */
  readonly choices: readonly Outcome[];
  readonly decision: Decision;
}

/** A clause and what it comes to. */
export interface Part {
  readonly question: Question;
  readonly match: Match;
}
