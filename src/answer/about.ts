// Whom a clause is about and what it states: what the table of facts is asked with.
import type { Claim } from "../chat.js";

/** Whom a question is about, as far as its words tell. */
export interface About {
  /** Each a list of readings; settings (the EU, the UN) only where nobody else is named. */
  readonly groups: readonly (readonly string[])[];
  /** Subjects that what was said before may also have meant: of the same forum. */
  readonly family: readonly string[];
  readonly topics: readonly string[];
  /** It points back at somebody ("they") whom the conversation does not know. */
  readonly dangling: boolean;
  /** Facts that were told just before, where it asks for more than these. */
  readonly told: readonly string[];
  /** It presumes something and asks why, or whether it is this one: the fact corrects it. */
  readonly presumes: boolean;
  /** Whether the clause itself names or points at the groups, rather than the conversation. */
  readonly named: boolean;
  /** Whom else the conversation is about: to compare with. */
  readonly others: readonly string[];
  /** It asks for those of whom something is not so. */
  readonly negated: boolean;
  /** It asks which of all, or what: what it states must be so. */
  readonly filters: boolean;
  readonly claims: readonly Claim[];
  /** Whether it asks for the whole story rather than for a definition. */
  readonly whole: boolean;
  readonly stems: ReadonlySet<string>;
}
