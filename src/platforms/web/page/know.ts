// All forums with their bodies, facts and quotes → an overview to browse, and to search as one types.
import type { PageFact, PageGuide } from "../api.js";
import { sourceLine } from "./answer.js";
import * as client from "./client.js";
import { type Context, fillIn } from "./context.js";
import { h, icon } from "./dom.js";
import { quote } from "./quote.js";

type Forum = PageGuide["forums"][number];

export function knowView(context: Context): HTMLElement {
  const { words, shared, guide, language, say } = context;
  const all = h(
    "div",
    { class: "forums" },
    guide.forums.map((forum) => forumPart(forum, context)),
    guide.sources.map((source) => wholeSource(source, context)),
  );
  const hits = h("div", { class: "hits", hidden: true });
  const count = h("p", { class: "count", role: "status" });
  let under: AbortController | undefined;

  async function search(text: string): Promise<void> {
    under?.abort();
    const wanted = text.trim();
    all.hidden = wanted !== "";
    hits.hidden = wanted === "";
    if (wanted === "") {
      count.textContent = "";
      return;
    }
    under = new AbortController();
    const { signal } = under;
    try {
      const found = (await client.search(wanted.slice(0, 200), language, signal)).hits;
      if (signal.aborted) return;
      hits.replaceChildren(
        h(
          "ul",
          { class: "facts" },
          found.map((fact) => factItem(fact, context, true)),
        ),
      );
      count.textContent = found.length === 0 ? shared.noHits : counted(words.hits, found.length);
    } catch {
      if (signal.aborted) return;
      count.textContent = words.failure;
      say(words.failure);
    }
  }

  const field = h("input", {
    id: "search",
    type: "search",
    autocomplete: "off",
    placeholder: shared.search,
    input: () => void search(field.value),
  });
  return h(
    "div",
    { class: "know" },
    h("div", { class: "hero" }, h("h1", { tabindex: -1 }, words.knowTitle), h("p", {}, words.knowIntro)),
    h(
      "search",
      {},
      h("div", { class: "field" }, icon("search"), h("label", { for: "search", class: "hidden" }, shared.search), field),
      count,
    ),
    hits,
    all,
  );
}

const counted = (phrase: { readonly one: string; readonly many: string }, count: number): string =>
  count === 1 ? phrase.one : fillIn(phrase.many, { count });

function forumPart(forum: Forum, context: Context): HTMLElement {
  const { words } = context;
  const { name, title, bodies, facts, ask } = forum;
  return h(
    "details",
    { class: "forum" },
    h(
      "summary",
      {},
      h("h2", {}, name),
      title === name ? undefined : h("span", { class: "title" }, title.replace(` (${name})`, "")),
      h("span", { class: "count" }, counted(words.facts, facts.length)),
      icon("chevron"),
    ),
    h(
      "div",
      { class: "inside" },
      bodies.length === 0
        ? undefined
        : h("p", { class: "bodies" }, h("span", { class: "label" }, `${words.bodies}: `), bodies.map((body) => body.name).join(", ")),
      h(
        "ul",
        { class: "facts" },
        facts.map((fact) => factItem(fact, context, false)),
      ),
      h("button", { type: "button", class: "ask", click: () => context.ask(ask) }, ask),
    ),
  );
}

/** The source itself, section by section, as it stands there: fetched when somebody wants to read it. */
function wholeSource(source: PageGuide["sources"][number], { words, language, say }: Context): HTMLElement {
  const text = h("div", { class: "whole" });
  async function load(): Promise<void> {
    if (!part.open || text.childElementCount > 0) return;
    try {
      const sections = await Promise.all(source.headings.map((heading) => client.section(source.document, heading)));
      text.replaceChildren(
        ...sections.flatMap(({ heading, paragraphs, language: written }) => [
          h("h3", { lang: written }, heading),
          ...paragraphs.map((one) => h("p", { lang: written }, one)),
        ]),
      );
    } catch {
      text.replaceChildren(h("p", {}, words.failure));
      say(words.failure);
    }
  }
  const part = h(
    "details",
    { class: "forum", toggle: () => void load() },
    h("summary", {}, h("h2", {}, words.wholeSource), h("span", { class: "title" }, source.title), h("span"), icon("chevron")),
    h("div", { class: "inside" }, sourceLine(source, language), text),
  );
  return part;
}

function factItem(fact: PageFact, context: Context, named: boolean): HTMLElement {
  const { shared, words } = context;
  const shown = h("details", {}, h("summary", {}, words.quotes), quote(fact.citation, words.quotes, context));
  return h(
    "li",
    {},
    named ? h("p", { class: "label" }, fact.subject) : undefined,
    h("p", { class: "fact" }, fact.text),
    h(
      "div",
      { class: "row" },
      shown,
      h(
        "button",
        { type: "button", class: "link", "aria-label": `${shared.askThis}: ${fact.ask}`, click: () => context.ask(fact.ask) },
        shared.askThis,
      ),
    ),
  );
}
