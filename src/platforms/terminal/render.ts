// Answer → plain text as a person reads it in a terminal; Explanation → the steps that led there.
import type { Answer, Citation, ExplainedPart, Explanation } from "../../chat.js";
import { creditOf, inOneLine } from "../../credit.js";
import { WORDS } from "../../language/index.js";
import { explainInWords, type Names } from "../../language/reasons.js";
import { REASONS } from "../../language/texts.js";
import { columns } from "./columns.js";

/** The whole reply: answer, quotes by their sections, source with its address, and what to ask next. `today`: `YYYY-MM-DD`. */
export function render(answer: Answer, today: string): string {
  const { citations, language, suggestions } = answer;
  const { phrases } = WORDS[language];
  const sources = answer.sources.map((source) => {
    const credit = creditOf(source, citations, language, today);
    return [inOneLine(credit), ...(credit.url === null ? [] : [credit.url])].join("\n");
  });
  const { elsewhere } = answer;
  const links = elsewhere === null ? "" : `${elsewhere.label}: ${elsewhere.links.map(({ url }) => url).join(" ")}`;
  const asks = [...suggestions, ...(answer.showAll === null ? [] : [answer.showAll])];
  const next = asks.length === 0 ? "" : [`${phrases.askNext}:`, ...asks.map((question) => `• ${question}`)].join("\n");
  return [saidIn(answer), answer.note, quotesIn(answer), ...sources, links, next].filter((part) => part !== "").join("\n\n");
}

/** Who speaks is said once; below the quotes of a section, its heading. */
function quotesIn({ citations, language }: Answer): string {
  if (citations.length === 0) return "";
  const sections = grouped(citations).map(({ section, quotes }) => [...quotes.map((quote) => `«${quote}»`), `  ${section}`].join("\n"));
  return `${WORDS[language].phrases.quoteLabel}:\n${sections.join("\n\n")}`;
}

/** Quotes by their sections, each where its first one stood. */
function grouped(citations: readonly Citation[]): { section: string; quotes: readonly string[] }[] {
  const headings = [...new Set(citations.map(({ section }) => section))];
  return headings.map((section) => ({ section, quotes: citations.filter((one) => one.section === section).map(({ shown }) => shown) }));
}

/** As wide as terminals are that nobody has made wider. */
const WIDTH = 80;

function saidIn({ answer, lead, comparison }: Answer): string {
  if (comparison === null) return answer;
  const rows = comparison.rows.map(({ aspect, cells }) => [aspect, ...cells.map(({ text }) => text)]);
  return `${lead}\n\n${columns([["", ...comparison.subjects], ...rows], WIDTH)}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1).padStart(5)} %`;

/** In words as everywhere, and below them the ids and figures, for who works on the data. */
export function renderExplanation(explanation: Explanation, names: Names): string {
  const { language, subjects, intents, candidates, trust, thresholds, decision, parts = [] } = explanation;
  const { labels } = REASONS[language];
  const lines = explainInWords(explanation, names, REASONS[language]);
  const width = Math.max(...lines.map(({ label }) => label.length)) + 2;
  const figures = (label: string, of: readonly (readonly [id: string, score: number])[]): string[] =>
    of.length === 0 ? [] : [label, ...of.map(([id, score]) => `  ${percent(score)}  ${id}`)];
  const part = ({ decision: of, move, subjects: about, asked, claim }: ExplainedPart): string =>
    [of, move, about.join("+"), asked, claim && `${claim.field} ${claim.relation ?? ""} ${claim.value}`].filter(Boolean).join("  ");
  return [
    ...lines.map(({ label, text }) => `${label.padEnd(width)}${text}`),
    "",
    `${labels.subjects}: ${subjects.join(", ") || "–"}`,
    ...figures(
      labels.asked,
      intents.map(({ intent, score }) => [intent, score]),
    ),
    ...figures(
      labels.candidates,
      candidates.map(({ outcome, score }) => [outcome, score]),
    ),
    `${labels.sure}: ${trust === null ? "–" : percent(trust).trim()}`,
    `${labels.threshold}: ${percent(thresholds.answer).trim()}`,
    `${labels.reason}: ${decision}`,
    ...(parts.length > 1 ? parts.map((one, i) => `  ${i + 1}  ${part(one)}`) : parts.map((one) => `  ${part(one)}`)),
  ].join("\n");
}
