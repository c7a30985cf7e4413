// What a clause states, and a fact's values → whether the one is so of the other.

import type { Claim } from "../chat.js";
import type { Fact } from "../knowledge/types.js";

/** Whether what is stated is so of a fact: a year always, another value where the fact has one of that kind. */
export function holds(claims: readonly Claim[], fact: Fact): boolean {
  const has = { perYear: "meetingsPerYear", members: "members", count: "count" } as const;
  return claims.every((claim) => (claim.field !== "year" && fact.values[has[claim.field]] === undefined) || fits(claim, fact));
}

/** Whether a fact's value is the one that is stated, or lies on the side of it that is asked for. */
export function fits({ field, value, relation }: Claim, { values }: Fact): boolean {
  if (field === "perYear") return values.meetingsPerYear === value;
  if (field === "members") return values.members === value;
  if (field === "count") return values.count === value;
  const year = Number(values.since ?? values.year);
  if (Number.isNaN(year)) return false;
  return relation === "before" ? year < value : relation === "after" ? year > value : year === value;
}

/** Words that say the opposite of a fact ("formal" of an informal forum). */
export function contrariesOf({ says }: Fact): string[] {
  const words = (truth: boolean): string[] =>
    says.filter((p) => p.truth === truth).flatMap(({ objects }) => Object.values(objects).flatMap((texts) => texts ?? []));
  const held = new Set(words(true));
  return held.size === 0 ? [] : words(false).filter((word) => !held.has(word));
}
