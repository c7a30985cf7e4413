// The words of "why this answer": what was understood, what might have been meant, and the reason, in each language.
// The page is bundled with these: nothing in here may import more than types.
import type { Claim, Decision, Language, LanguageFrom, MoveKind } from "../../chat.js";

/** The program's own terms in the reader's words. Texts end with no full stop, but for whole sentences. */
export interface Reasons {
  readonly labels: Readonly<
    Record<
      | "language"
      | "words"
      | "mended"
      | "part"
      | "move"
      | "subjects"
      | "outside"
      | "asked"
      | "claim"
      | "candidates"
      | "near"
      | "sure"
      | "threshold"
      | "reason",
      string
    >
  >;
  readonly quotes: readonly [string, string];
  readonly percent: string;
  /** Where nothing tells whom a question is about. */
  readonly unsaid: string;
  readonly fromConversation: string;
  /** Of an id that has no name. */
  readonly other: string;
  readonly languages: Readonly<Record<Language, string>>;
  readonly languageFrom: Readonly<Record<LanguageFrom, string>>;
  readonly moves: Readonly<Record<MoveKind, string>>;
  /** What is asked that is no question of any forum's; the others are named by the guide. */
  readonly intents: Readonly<Record<string, string>>;
  /** What a reading would have come to. */
  readonly outcomes: Readonly<Record<OutcomeName, string>>;
  readonly claims: Readonly<Record<"once" | "perYear" | "rarely" | "member" | "members" | "count", string>>;
  readonly years: Readonly<Record<NonNullable<Claim["relation"]>, string>>;
  readonly decisions: Readonly<Record<Decision, string>>;
}

export type OutcomeName =
  | "untold"
  | "whose"
  | "elsewhere"
  | "overview"
  | "compare"
  | "topic"
  | "forums"
  | "most"
  | "refuse"
  | "distress"
  | "aside";
