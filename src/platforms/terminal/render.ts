// Answer → plain text as a person reads it in a terminal; Explanation → the steps that led there.
import type { Answer, Explanation } from "../../chat.js";
import { fill, WORDS } from "../../language/index.js";

/** The whole reply: answer, quote with its section, source, and what to ask next. `today`: `YYYY-MM-DD`. */
export function render(answer: Answer, today: string): string {
  const { phrases } = WORDS[answer.language];
  const quotes = answer.citations.map(({ shown, section }) => `${phrases.quoteLabel}: «${shown}»\n  ${section}`);
  const sources = answer.sources.map(({ title, publisher, checked, reviewBy }) => {
    const age = today > reviewBy ? `, ${phrases.outdated}` : "";
    return `${phrases.source}: ${title}, ${publisher} (${fill(phrases.checked, { date: checked })}${age})`;
  });
  const next =
    answer.suggestions.length === 0 ? [] : [[`${phrases.askNext}:`, ...answer.suggestions.map((question) => `• ${question}`)].join("\n")];
  return [answer.answer, answer.note, ...quotes, ...sources, ...next].filter((part) => part !== "").join("\n\n");
}

const percent = (share: number): string => `${(share * 100).toFixed(1).padStart(5)} %`;

export function renderExplanation(explanation: Explanation): string {
  const { language, languageFrom, words, mended, subjects, outside, fromMemory, intents, candidates, trust, thresholds, decision } =
    explanation;
  const list = (items: readonly string[]): string => (items.length === 0 ? "none" : items.join(", "));
  return [
    `language    ${language} (from ${languageFrom})`,
    `words       ${list(words)}`,
    `mended      ${list(mended.map(({ from, to }) => `${from} → ${to}`))}`,
    `subjects    ${list(subjects)}${fromMemory ? " (from the conversation)" : ""}`,
    `outside     ${list(outside)}`,
    "intents",
    ...intents.map(({ intent, score }) => `  ${percent(score)}  ${intent}`),
    "candidates",
    ...candidates.map(({ outcome, score }) => `  ${percent(score)}  ${outcome}`),
    `trust       ${trust === null ? "none" : percent(trust).trim()}`,
    `thresholds  answer from a trust of ${percent(thresholds.answer).trim()}, ask back from ${percent(thresholds.clarify).trim()}`,
    `decision    ${decision}`,
  ].join("\n");
}
