// Knowledge and what was found at the pages it was taken from → knowledge as readers are to be told it today.
import { daysAfter, daysBetween } from "../knowledge/days.js";
import type { Fact, Knowledge, QuotedDocument } from "../knowledge/types.js";
import { type Found, fingerprintOf, openFacts, readFound } from "./found.js";

export const factsOf = ({ facts }: Knowledge, document: string): Fact[] =>
  Object.values(facts).filter((fact) => fact.document === document);

/** `kept`: by document, as the store has it. The same knowledge where it has nothing to say. */
export function current(knowledge: Knowledge, kept: ReadonlyMap<string, unknown>): Knowledge {
  const found = Object.values(knowledge.documents).flatMap((document): [QuotedDocument, Found][] => {
    const one = readFound(kept.get(document.id), fingerprintOf(document, factsOf(knowledge, document.id)));
    return one === undefined ? [] : [[document, one]];
  });
  if (found.length === 0) return knowledge;
  const changed = new Set(found.flatMap(([, one]) => openFacts(one).map(({ fact }) => fact)));
  const facts = Object.entries(knowledge.facts).map(([id, fact]) => [id, changed.has(id) ? { ...fact, changed: true } : fact]);
  const documents = found.map(([document, one]) => [document.id, checkedOn(document, one.checked)]);
  return {
    ...knowledge,
    facts: Object.fromEntries(facts),
    documents: { ...knowledge.documents, ...Object.fromEntries(documents) },
  };
}

/** The later of both days: an editor may have compared it, too. */
function checkedOn(document: QuotedDocument, day: string | null): QuotedDocument {
  if (day === null || day <= document.checked) return document;
  const reviewBy = daysAfter(day, daysBetween(document.checked, document.reviewBy));
  return { ...document, checked: day, reviewBy };
}
