// Answer → what a reader sees first: the bot's words, the quote they rest on, the source, what to ask next, feedback.
import type { PageAnswer } from "../api.js";
import * as client from "./client.js";
import { comparisonTable } from "./comparison.js";
import type { Context } from "./context.js";
import { h, icon, outward, paragraphs } from "./dom.js";
import { quote } from "./quote.js";

/** More quotes than these are folded: they are there to check, not to read on. */
const OPEN = 2;

export function answerPanel({ id, answer, limited }: client.Reply, context: Context): HTMLElement {
  const { language } = answer;
  return h(
    "div",
    { class: `answer ${answer.kind}` },
    h("div", { class: "text", lang: language }, paragraphs(answer.text), itemList(answer)),
    answer.comparison === null ? undefined : comparisonTable(answer.comparison, answer.text, language),
    answer.note === "" ? undefined : h("p", { class: "note", lang: language }, answer.note),
    quotes(answer, context),
    answer.sources.map((source) => sourceLine(source, language)),
    next(answer, context),
    answer.kind === "answer" || (answer.kind === "unknown" && !limited) ? feedback(id, context) : undefined,
  );
}

function itemList({ items }: PageAnswer): HTMLElement | undefined {
  if (items.length === 0) return undefined;
  const line = ({ label, text }: PageAnswer["items"][number]): HTMLElement =>
    h("li", {}, label === "" ? undefined : h("strong", {}, `${label}: `), text);
  return h("ul", { class: "items" }, items.map(line));
}

function quotes({ citations, labels, language }: PageAnswer, context: Context): HTMLElement | HTMLElement[] {
  const shown = citations.map((citation) => quote(citation, citations.length <= OPEN ? labels.quote : undefined, context));
  if (citations.length <= OPEN) return shown;
  return h("details", { class: "quotes" }, h("summary", { lang: language }, labels.quotes), shown);
}

/** The title leads to the page, at the sentence where one is quoted. */
export function sourceLine({ label, title, url, rest, outdated }: PageAnswer["sources"][number], language: string): HTMLElement {
  return h(
    "p",
    { class: outdated ? "source outdated" : "source", lang: language },
    icon("check"),
    h("span", {}, `${label}: `, url === null ? title : outward(url, title), `, ${rest}`),
  );
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
  const quoted = citations.length === 1 ? [`${labels.quote}: ${citations[0]?.shown}`] : [];
  const cells = (comparison?.rows ?? []).flatMap(({ aspect, cells: of }) =>
    of.map((cell, i) => `${aspect}, ${comparison?.subjects[i]}: ${cell.text}`),
  );
  return [text, ...items.map((item) => item.text), ...cells, ...choices, ...quoted].join("\n");
}
