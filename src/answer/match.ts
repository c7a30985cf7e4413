// The values between understanding a message and wording the reply: candidates, readings, matches.
import type { Decision } from "../chat.js";
import type { Question } from "../understand/index.js";
import type { Coverage } from "./coverage.js";
import type { Outcome } from "./outcome.js";

/** The classes that lead to the same outcome, as one candidate. */
export interface Candidate {
  readonly key: string;
  readonly outcome: Outcome;
  /** The likeliest class that leads to this outcome, and its own probability. */
  readonly intent: string;
  readonly own: number;
  /** The probability of all its classes together, 0 to 1. */
  readonly score: number;
  readonly coverage: Coverage;
}

/** One way to understand a clause: with its own subjects, or with those of the conversation. */
export interface Reading {
  readonly candidates: readonly Candidate[];
  readonly intents: readonly { readonly intent: string; readonly score: number }[];
  readonly subjects: readonly string[];
  readonly fromMemory: boolean;
}

export interface Match {
  readonly outcome: Outcome;
  readonly intent: string | null;
  /** The probability of the class, 0 to 1. */
  readonly confidence: number | null;
  /** The probability that this reading is right, 0 to 1, by which ways of splitting a message are compared. */
  readonly quality: number;
  /** Confidence in the best answer, 0 to 1; null if none was found. */
  readonly trust: number | null;
  readonly reading: Reading;
  /** Other readings that are nearly as likely, among which the bot asks the person to choose. */
  readonly choices: readonly Outcome[];
  readonly decision: Decision;
}

/** A clause and its interpretation. */
export interface Part {
  readonly question: Question;
  readonly match: Match;
}
