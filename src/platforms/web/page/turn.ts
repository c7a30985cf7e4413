// A question and what became of it → one article of the conversation, with its views to switch between.
import { answerPanel } from "./answer.js";
import type { Reply } from "./client.js";
import type { Context } from "./context.js";
import { h, icon } from "./dom.js";
import { platformPanel } from "./platform.js";
import { type Tab, tabs } from "./tabs.js";
import { whyPanel } from "./why.js";

export interface Turn {
  readonly question: string;
  /** The answer whose question it takes the place of. */
  readonly edits?: string | undefined;
  /** Undefined while it is on its way. */
  reply?: Reply | undefined;
  failed?: boolean | undefined;
}

export interface TurnActions {
  readonly edit: () => void;
  readonly again: () => void;
}

let made = 0;

export function turnArticle({ question, reply, failed }: Turn, { edit, again }: TurnActions, context: Context): HTMLElement {
  const { words } = context;
  const id = `question-${++made}`;
  const head = h(
    "header",
    {},
    h("h2", { id, tabindex: -1 }, question),
    h("button", { type: "button", class: "edit", "aria-label": words.edit, title: words.edit, click: edit }, icon("edit")),
  );
  const article = h("article", { class: "turn", "aria-labelledby": id }, head);
  if (failed)
    article.append(
      h("div", { class: "failed" }, h("p", {}, words.failure), h("button", { type: "button", class: "ask", click: again }, words.again)),
    );
  else if (reply === undefined) article.append(h("p", { class: "working" }, words.working));
  else {
    const { list, panels } = tabs(words.views, viewsOf(reply, context));
    head.append(list);
    article.append(panels);
  }
  return article;
}

/** A platform whose payload there is none of has no view. */
function viewsOf(reply: Reply, context: Context): Tab[] {
  const platform = (name: "slack" | "teams", label: string): Tab[] =>
    reply.views[name] === null || reply.views[name] === undefined ? [] : [{ name, label, make: () => platformPanel(name, reply, context) }];
  return [
    { name: "reply", label: context.words.answer, make: () => answerPanel(reply, context) },
    ...platform("slack", "Slack"),
    ...platform("teams", "Teams"),
    { name: "why", label: context.words.why, make: () => whyPanel(reply, context) },
  ];
}
