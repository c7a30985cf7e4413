// The values that matching makes: candidates, readings, and the match that the reply is worded from.
import type { Memory } from "../chat.js";
import type { Question } from "../question/index.js";
import type { Outcome } from "./outcome.js";
import type { Support } from "./support.js";

export interface Candidate {
  readonly key: string;
  readonly outcome: Outcome;
  /** The likeliest class that comes to this outcome. */
  readonly intent: string;
  readonly score: number;
  readonly support: Support;
}

/** One way to understand a question: with the subjects that it names, or with those of the conversation. */
export interface Reading {
  readonly candidates: readonly Candidate[];
  readonly intents: readonly { readonly intent: string; readonly score: number }[];
  readonly subjects: readonly string[];
  readonly fromMemory: boolean;
  /** Whom the conversation was about before. */
  readonly before: readonly string[];
}

export interface Match {
  readonly outcome: Outcome;
  readonly intent: string | null;
  readonly confidence: number | null;
  /** How far the best answer can be trusted, 0 to 1; null where none was found. */
  readonly trust: number | null;
  readonly reading: Reading;
  /** Other readings that are nearly as likely: to be asked back about. */
  readonly choices: readonly Outcome[];
  readonly decision: string;
  /** Where a message asks several things: each with its own match. */
  readonly parts?: readonly Part[];
}

export interface Part {
  readonly question: Question;
  readonly match: Match;
}

export type MatchQuestion = (question: Question, memory?: Memory) => Match;
