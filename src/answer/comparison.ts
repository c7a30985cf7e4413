// The rows of a comparison and their facts → the table that is shown, and the same as lines for plain text.
import type { Citation, ComparedCell, Comparison, Language } from "../chat.js";
import { capital, WORDS } from "../language/index.js";
import type { Frame } from "./outcome.js";
import type { Parts } from "./parts.js";

type Compared = Extract<Frame, { readonly name: "compare" }>;

export function comparisonOf(
  { subjects, rows }: Compared,
  citations: readonly Citation[],
  language: Language,
  { knowledge, fact, subjectName }: Parts,
): Comparison {
  const places = new Map(citations.map(({ quote }, i) => [quote, i]));
  const cell = (aspect: string, subject: string, ids: readonly string[]): ComparedCell => {
    if (ids.length === 0) return { text: capital(WORDS[language].phrases.gap), citations: [] };
    const facts = ids.map(fact);
    const texts = facts.flatMap(({ cells }) =>
      cells.filter(({ aspect: own, of }) => own === aspect && of.includes(subject)).map(({ text }) => text[language]),
    );
    const cited = facts.flatMap(({ quote }) => places.get(quote) ?? []);
    return { text: capital(texts.join("; ")), citations: [...new Set(cited)] };
  };
  return {
    subjects: subjects.map((id) => capital(subjectName(id, language))),
    rows: rows.map(({ aspect, cells }) => ({
      aspect: knowledge.intents[aspect]?.aspect?.name[language] ?? "",
      cells: subjects.map((id, i) => cell(aspect, id, cells[i] ?? [])),
    })),
  };
}

/** For plain text: cell by cell, each with its row and its column. */
export const inLines = ({ subjects, rows }: Comparison): string =>
  rows.flatMap(({ aspect, cells }) => cells.map(({ text }, i) => `• ${aspect}, ${subjects[i]}: ${text}`)).join("\n");
