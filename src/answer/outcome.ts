// What a question can come to: the values between understanding it and wording the reply.

/** What stands before a fact: whether it is so, that the source says otherwise, or that it leaves the question open. */
export type Verdict = "yes" | "no" | "yesAfterAll" | "otherwise" | "open";

/** Facts that answer, and how they belong together. */
export interface Told {
  readonly kind: "told";
  readonly facts: readonly string[];
  readonly frame: Frame;
  /** Subjects asked about of which the source does not tell this. */
  readonly missing: readonly string[];
  /** What stands before the facts; null where they speak for themselves. */
  readonly verdict?: Verdict | null;
  /** Where it is made once for all questions. */
  readonly key?: string;
}

export type Frame =
  | { readonly name: "fact" }
  /** A fixed list of the data. */
  | { readonly name: "list"; readonly list: string }
  | { readonly name: "overview"; readonly subject: string }
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

/** A question that is understood and that the source does not answer. `elsewhere`: facts that tell it of others. */
export interface Untold {
  readonly kind: "untold";
  readonly intent: string;
  readonly subjects: readonly string[];
  readonly elsewhere: readonly string[];
}

/** Beyond the source: organisations by name, or an intent that says what it is about. */
export interface Outside {
  readonly kind: "outside";
  readonly names: readonly string[];
  readonly intent: string | null;
}

export interface Smalltalk {
  readonly kind: "smalltalk";
  readonly intent: string;
}

/** Several subjects could be meant, and nothing tells which. */
export interface Whose {
  readonly kind: "whose";
  readonly facts: readonly string[];
  /** Of the facts, made once: there are hundreds where there are hundreds of forums. */
  readonly key: string;
}

export const whose = (facts: readonly string[]): Whose => ({ kind: "whose", facts, key: `whose:${facts.join("+")}` });

/** No reading is likely enough. `near`: facts that might have been meant. */
export interface Unclear {
  readonly kind: "unclear";
  readonly near: readonly string[];
}

/** Goes on from what was said; what it comes to depends on the conversation. */
export interface Move {
  readonly kind: "move";
  readonly intent: string;
}

/** Hatred is not answered; somebody in need is told where help is to be had. */
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
  /** Nothing more than was told already. */
  | { readonly kind: "nomore"; readonly subject: string }
  /** Said beside a question. */
  | { readonly kind: "aside" }
  | { readonly kind: "offtopic" };

/** Readings that come to the same reply count together: their probabilities are added up under this key. */
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
