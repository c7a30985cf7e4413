// Claims of a question (“since 1990”, “four times a year”) and a fact → whether its values agree, differ, or say nothing.
import type { Claim } from "../chat.js";
import type { Fact } from "../knowledge/types.js";
import { inAnyLanguage } from "../language/index.js";
import { isYesNo } from "../understand/annotate.js";
import type { Question } from "../understand/index.js";
import type { Values } from "./values.js";

/** “Differs” only against a value of the same field of the same subject. */
export function judgeClaims(
  claims: readonly Claim[],
  fact: Fact,
  about: readonly string[],
  question: Question,
  values: Values,
): "same" | "otherwise" | null {
  if (about.length > 1) return null;
  const isMain = about.length === 0 || about[0] === fact.about[0];
  for (const claim of claims) {
    const held = claim.field === "year" ? yearOf(claim, fact, isMain, question, values) : values.claimed(claim, fact);
    if (typeof held === "boolean") return held ? "same" : "otherwise";
    if (typeof held !== "number" || (claim.field === "count" && !isYesNo(question))) continue;
    if (held === claim.value) return "same";
    if (claim.field !== "count") return "otherwise";
  }
  return null;
}

/** What holds since a year holds in every later one; what happened in a year happened in no other. */
function yearOf({ value, relation }: Claim, fact: Fact, isMain: boolean, question: Question, values: Values): boolean | null {
  const [since, year] = [values.of(fact, "since"), values.of(fact, "year")];
  if (typeof since === "number") {
    if (relation === "before") return since < value ? true : null;
    if (relation === "after" || relation === "until") return null;
    const lasts = question.tokens.some(({ word }) => BEING.has(word) || LASTING.has(word));
    return relation === "from" || !lasts ? since === value : value >= since;
  }
  if (typeof year !== "number" || !isMain) return null;
  if (relation === "until") return null;
  if (relation === "before" || relation === "after") return relation === "before" ? year < value : year > value;
  if (value === year) return true;
  return question.tokens.some(({ word }) => LASTING.has(word)) && value > year ? null : false;
}

export const BEING = inAnyLanguage((w) => w.being);
/** What “exists” in a later year may have been founded in an earlier one. */
const LASTING = inAnyLanguage((w) => w.existing);

/** Whether a fact satisfies all claims: a year always, other values only if the fact has one of that kind. */
export function holds(claims: readonly Claim[], fact: Fact, values: Values): boolean {
  return claims.every((claim) => (claim.field !== "year" && values.claimed(claim, fact) === undefined) || fits(claim, fact, values));
}

/** Whether a fact's value equals the claimed one, or is on the requested side of it. */
export function fits(claim: Claim, fact: Fact, values: Values): boolean {
  const { field, value, relation } = claim;
  if (field !== "year") return values.claimed(claim, fact) === value;
  const year = Number(values.of(fact, "since") ?? values.of(fact, "year"));
  if (Number.isNaN(year)) return false;
  return relation === "before" ? year < value : relation === "after" ? year > value : year === value;
}
