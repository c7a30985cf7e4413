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
    h("div", { class: "text", lang: language }, paragraphs(answer.text), itemList(answer, context)),
    answer.comparison === null ? undefined : comparisonTable(answer.comparison, answer.text, language),
    answer.note === "" ? undefined : h("p", { class: "note", lang: language }, answer.note),
    quotes(answer, context),
    answer.sources.map((source) => sourceLine(source, language)),
    elsewhere(answer),
    next(answer, context),
    answer.kind === "answer" || (answer.kind === "unknown" && !limited) ? feedback(id, context) : undefined,
  );
}

function itemList({ items }: PageAnswer, context: Context): HTMLElement | undefined {
  if (items.length === 0) return undefined;
  const line = ({ label, text, ask }: PageAnswer["items"][number]): HTMLElement =>
    h(
      "li",
      {},
      label === "" ? undefined : h("strong", {}, text === "" ? label : `${label}: `),
      text,
      ask === undefined ? undefined : askButton(ask, context),
    );
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
function next(answer: PageAnswer, context: Context): HTMLElement | undefined {
  const { choices, choiceNames, suggestions, showAll, items, labels, language, kind } = answer;
  const members = new Set(items.map(({ ask }) => ask));
  const further = [...suggestions.filter((question) => !members.has(question)), ...(showAll === null ? [] : [showAll])];
  const questions = choices.length > 0 ? choices : further;
  const names = choiceNames.length === choices.length && choices.length > 0 ? choiceNames : questions;
  if (questions.length === 0) return undefined;
  return h(
    "div",
    { class: choices.length > 0 ? "next choices" : "next", lang: language },
    kind === "clarify" ? undefined : h("h3", {}, labels.next),
    h(
      "ul",
      {},
      questions.map((question, i) => h("li", {}, askButton(question, context, names[i]))),
    ),
  );
}

const askButton = (question: string, context: Context, name = question): HTMLElement =>
  h("button", { type: "button", class: "ask", click: () => context.ask(question) }, name);

/** Other people's sites, in one line. */
function elsewhere({ elsewhere: other, language }: PageAnswer): HTMLElement | undefined {
  if (other === null) return undefined;
  const links = other.links.flatMap(({ site, url }, i) => [
    i === 0 ? "" : ", ",
    h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, site),
  ]);
  return h("p", { class: "elsewhere", lang: language }, `${other.label}: `, ...links);
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
export function spoken({ text, items, comparison, citations, labels, choiceNames }: PageAnswer): string {
  const quoted = citations.length === 1 ? [`${labels.quote}: ${citations[0]?.shown}`] : [];
  const cells = (comparison?.rows ?? []).flatMap(({ aspect, cells: of }) =>
    of.map((cell, i) => `${aspect}, ${comparison?.subjects[i]}: ${cell.text}`),
  );
  return [text, ...items.map((item) => item.text), ...cells, ...choiceNames, ...quoted].join("\n");
}
