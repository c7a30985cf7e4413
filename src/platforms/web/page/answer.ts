// Answer → what a reader sees first: the bot's words, the quote they rest on, the source, what to ask next, feedback.
import type { PageAnswer } from "../api.js";
import * as client from "./client.js";
import { comparisonTable } from "./comparison.js";
import type { Context } from "./context.js";
import { h, icon, paragraphs } from "./dom.js";
import { quote } from "./quote.js";

/** More quotes than these stand folded under their line: they are read one at a time. */
const OPEN = 3;

export function answerPanel({ id, answer, limited }: client.Reply, context: Context): HTMLElement {
  const { language, labels, citations, items } = answer;
  const cited = new Set(items.map(({ citation }) => citation));
  const rest = citations.filter((_, index) => !cited.has(index));
  return h(
    "div",
    { class: `answer ${answer.kind}` },
    h("div", { class: "text", lang: language }, paragraphs(answer.text), itemList(answer, context)),
    answer.comparison === null ? undefined : comparisonTable(answer.comparison, answer.text),
    answer.note === "" ? undefined : h("p", { class: "note", lang: language }, answer.note),
    rest.length <= OPEN
      ? rest.map((citation) => quote(citation, labels.quote, context))
      : h("details", {}, h("summary", {}, labels.quote), ...rest.map((citation) => quote(citation, labels.quote, context))),
    answer.sources.map((source) =>
      h("p", { class: source.outdated ? "source outdated" : "source", lang: language }, icon("check"), h("span", {}, source.line)),
    ),
    next(answer, context),
    answer.kind === "smalltalk" || limited ? undefined : feedback(id, context),
  );
}

function itemList({ items, citations, labels }: PageAnswer, context: Context): HTMLElement | undefined {
  if (items.length === 0) return undefined;
  const line = ({ label, text, citation }: PageAnswer["items"][number]): HTMLElement => {
    const words = h("p", {}, label === "" ? undefined : h("strong", {}, `${label}: `), text);
    const cited = citations[citation];
    if (cited === undefined) return h("li", {}, words);
    const shown = quote(cited, labels.quote, context);
    if (items.length <= OPEN) return h("li", {}, words, shown);
    return h("li", {}, words, h("details", {}, h("summary", {}, labels.quote), shown));
  };
  return h("ul", { class: "items" }, items.map(line));
}

/** Choices of "did you mean" and suggestions are the same to a reader: a question that is asked by pressing it. */
function next({ choices, suggestions, labels, language, kind }: PageAnswer, context: Context): HTMLElement | undefined {
  const questions = choices.length > 0 ? choices : suggestions;
  if (questions.length === 0) return undefined;
  return h(
    "div",
    { class: choices.length > 0 ? "next choices" : "next", lang: language },
    kind === "clarify" ? undefined : h("h3", {}, labels.next),
    h(
      "ul",
      {},
      questions.map((question) => h("li", {}, h("button", { type: "button", class: "ask", click: () => context.ask(question) }, question))),
    ),
  );
}

function feedback(id: string, { words, shared, say }: Context): HTMLElement {
  const told = h("span", { class: "told" });
  const button = (verdict: "helpful" | "unhelpful"): HTMLButtonElement =>
    h(
      "button",
      { type: "button", class: "verdict", "aria-pressed": "false", click: () => void give(verdict) },
      icon(verdict === "helpful" ? "up" : "down"),
      shared[verdict],
    );
  const buttons = { helpful: button("helpful"), unhelpful: button("unhelpful") };
  async function give(verdict: "helpful" | "unhelpful"): Promise<void> {
    try {
      const { outcome } = await client.feedback(id, verdict);
      if (outcome !== "unknown")
        for (const [name, one] of Object.entries(buttons)) one.setAttribute("aria-pressed", String(name === verdict));
      told.textContent = shared.thanks[outcome];
    } catch {
      told.textContent = words.failure;
    }
    say(told.textContent ?? "");
  }
  return h("div", { class: "feedback", role: "group", "aria-label": words.feedback }, buttons.helpful, buttons.unhelpful, told);
}

/** The whole answer as one text, for those who hear it. */
export function spoken({ text, items, comparison, citations, labels, choices }: PageAnswer): string {
  const quotes = citations.length === 1 ? [`${labels.quote}: ${citations[0]?.shown}`] : [];
  const cells = (comparison?.rows ?? []).flatMap(({ aspect, cells: of }) =>
    of.map((cell, i) => `${aspect}, ${comparison?.subjects[i]}: ${cell.text}`),
  );
  return [text, ...items.map((item) => item.text), ...cells, ...choices, ...quotes].join("\n");
}
