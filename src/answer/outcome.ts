// The possible outcomes of a question: the values between understanding it and wording the reply.

/** The verdict before a fact: yes, no, that the source differs, or that it leaves the question open. */
export type Verdict = "yes" | "no" | "yesAfterAll" | "otherwise" | "open";

/** Facts that answer the question, and how they are framed. */
export interface Told {
  readonly kind: "told";
  readonly facts: readonly string[];
  readonly frame: Frame;
  /** Subjects of the question for which the source doesn't say this. */
  readonly missing: readonly string[];
  /** The verdict before the facts; null if there is none. */
  readonly verdict?: Verdict | null;
  /** Precomputed for outcomes that are shared by all questions. */
  readonly key?: string;
}

export type Frame =
  | { readonly name: "fact" }
  /** A fixed list of the data. */
  | { readonly name: "list"; readonly list: string }
  | { readonly name: "overview"; readonly subject: string }
  /** All that is told of a subject and its bodies. */
  | { readonly name: "everything"; readonly subject: string }
  /** What is told of a subject of which nothing tells what it is, where somebody asked that. */
  | { readonly name: "unexplained"; readonly subject: string }
  | { readonly name: "forums" }
  | { readonly name: "topic"; readonly topics: readonly string[] }
  | { readonly name: "compare"; readonly subjects: readonly string[]; readonly rows: readonly ComparedFacts[] }
  | {
      readonly name: "most";
      readonly of: string;
      readonly subject: string | null;
      readonly end: "most" | "least" | "earliest";
      readonly value: string;
    };

/** A row of a comparison: facts of each subject, in their order; of whom there are none the source doesn't tell it. */
export interface ComparedFacts {
  readonly aspect: string;
  readonly cells: readonly (readonly string[])[];
}

/** A question that is understood but that the source doesn't answer. `elsewhere`: facts that say it about other subjects. */
export interface Untold {
  readonly kind: "untold";
  readonly intent: string;
  readonly subjects: readonly string[];
  readonly elsewhere: readonly string[];
}

/** Not covered by the source: outside organisations, or an intent that says what the question is about. */
export interface Outside {
  readonly kind: "outside";
  readonly names: readonly string[];
  readonly intent: string | null;
}

export interface Smalltalk {
  readonly kind: "smalltalk";
  readonly intent: string;
}

/** Several subjects could be meant, and nothing says which. */
export interface Whose {
  readonly kind: "whose";
  readonly facts: readonly string[];
  /** Of the facts, made once: there are hundreds where there are hundreds of forums. */
  readonly key: string;
}

export const whose = (facts: readonly string[]): Whose => ({ kind: "whose", facts, key: `whose:${facts.join("+")}` });

/** No reading is likely enough. `near`: facts that may have been meant. */
export interface Unclear {
  readonly kind: "unclear";
  readonly near: readonly string[];
}

/** A follow-up, whose outcome depends on the conversation. */
export interface Move {
  readonly kind: "move";
  readonly intent: string;
}

/** Abuse is not answered; a person in distress is told where to find help. */
export interface Refusal {
  readonly kind: "refuse" | "distress";
  readonly intent: string;
}

export type Outcome =
  | Told
  | Unclear
  | Untold
  | Outside
  | Smalltalk
  | Whose
  | Move
  | Refusal
  /** There are no more facts than those already given. */
  | { readonly kind: "nomore"; readonly subject: string }
  /** Accompanies a question. */
  | { readonly kind: "aside" }
  | { readonly kind: "offtopic" };

/** The key under which the probabilities of readings with the same reply are added up. */
export function keyOf(outcome: Outcome): string {
  if (outcome.kind === "told" && outcome.key !== undefined) return outcome.key;
  if (outcome.kind === "told")
    return `told:${outcome.frame.name === "fact" ? sorted(outcome.facts).join("+") : JSON.stringify(outcome.frame)}`;
  if (outcome.kind === "smalltalk" || outcome.kind === "move") return outcome.intent;
  if (outcome.kind === "refuse" || outcome.kind === "distress" || outcome.kind === "aside") return outcome.kind;
  if (outcome.kind === "untold" && outcome.elsewhere.length > 0) return `elsewhere:${outcome.elsewhere.join("+")}`;
  return outcome.kind === "whose" ? outcome.key : "untold";
}

const sorted = (ids: readonly string[]): readonly string[] => (ids.length < 2 ? ids : [...ids].sort());
