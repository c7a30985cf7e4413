// The subjects of a clause and what it states: the input of a lookup in the table of facts.
import type { Claim } from "../chat.js";

/** The subjects of a question, as far as its words show. */
export interface About {
  /** One entry per mention, with the subjects it may mean. Background subjects (the EU, the UN) only if no other is named. */
  readonly groups: readonly (readonly string[])[];
  /** Other subjects of the same forum that the conversation may have meant. */
  readonly family: readonly string[];
  readonly topics: readonly string[];
  /** It has a pronoun (“they”) for which the conversation has no subject. */
  readonly dangling: boolean;
  /** The facts of the last answer, if it asks for more than these. */
  readonly told: readonly string[];
  /** It presupposes something and asks why, or whether it is this one: the fact corrects it. */
  readonly presumes: boolean;
  /** Whether the groups come from the clause itself, by name or pronoun, rather than from the conversation. */
  readonly named: boolean;
  /** Other subjects of the conversation, for comparisons. */
  readonly others: readonly string[];
  /** It asks for the subjects of which something is not true. */
  readonly negated: boolean;
  /** It asks “which” or “what”: the facts must satisfy what it states. */
  readonly filters: boolean;
  readonly claims: readonly Claim[];
  /** Whether it asks for everything rather than for a definition. */
  readonly whole: boolean;
  readonly stems: ReadonlySet<string>;
}
