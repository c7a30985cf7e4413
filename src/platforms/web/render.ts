// Answer → what the page shows of it: the words of the answer's own language stand beside it.
import { type Answer, type Comparison, DEFAULT_LANGUAGE, type Guide } from "../../chat.js";
import { creditOf } from "../../credit.js";
import { WORDS } from "../../language/index.js";
import { SURFACE } from "../../surface.js";
import type { PageAnswer } from "./api.js";

/** `today`: `YYYY-MM-DD`. */
export function render(given: Answer, guide: Guide, today: string): PageAnswer {
  const { language, kind, layout, lead, items, comparison, note, subjects, intent, confidence, suggestions, choices } = given;
  const { phrases } = WORDS[language];
  return {
    kind,
    language,
    text: items.length > 0 || comparison !== null ? lead : choices.length > 0 ? withoutBullets(given.answer) : given.answer,
    layout,
    items: [...items],
    comparison: comparison === null ? null : copied(comparison),
    citations: given.citations.map((citation) => ({
      ...citation,
      language: guide.section(citation.document, citation.section)?.language ?? DEFAULT_LANGUAGE,
    })),
    sources: given.sources.map((source) => {
      const { label, title, url, rest, outdated } = creditOf(source, given.citations, language, today);
      return { document: source.document, label, title, url, rest, outdated };
    }),
    note,
    subjects: [...subjects],
    intent,
    confidence,
    suggestions: [...suggestions],
    choices: [...choices],
    choiceNames: [...given.choiceNames],
    showAll: given.showAll,
    elsewhere: given.elsewhere && { label: given.elsewhere.label, links: [...given.elsewhere.links] },
    labels: { quote: phrases.quoteLabel, quotes: SURFACE[language].showQuotes, next: phrases.askNext },
  };
}

const copied = ({ subjects, rows }: Comparison): NonNullable<PageAnswer["comparison"]> => ({
  subjects: [...subjects],
  rows: rows.map(({ aspect, cells }) => ({ aspect, cells: cells.map(({ text, citations }) => ({ text, citations: [...citations] })) })),
});

/** Choices are buttons on the page: they aren't said twice. */
const withoutBullets = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !line.startsWith("• "))
    .join("\n");
