// Questions asked one after the other → the conversation: what was said, what is being typed, examples to begin with.
import { spoken } from "./answer.js";
import * as client from "./client.js";
import { type Composer, composer } from "./composer.js";
import type { Context } from "./context.js";
import { h } from "./dom.js";
import { randomId } from "./settings.js";
import { TEXTS } from "./texts.js";
import { type Turn, turnArticle } from "./turn.js";

export interface Conversation {
  /** Draws it anew, in the language that now holds. */
  readonly draw: (context: Context) => HTMLElement;
  readonly ask: (question: string) => void;
  readonly focus: () => void;
}

export function createConversation(): Conversation {
  let id = randomId();
  let turns: Turn[] = [];
  let context: Context;
  let log = h("div");
  let start = h("div");
  let view = h("div");
  let field: Composer | undefined;

  const article = (turn: Turn): HTMLElement =>
    turnArticle(turn, { edit: () => field?.edit(turn.question), again: () => void fetchFor(turn) }, context);
  const redraw = (turn: Turn): void => {
    const at = turns.indexOf(turn);
    if (at >= 0) log.children[at]?.replaceWith(article(turn));
  };
  /** A turn begins at the top of the window, under the head of the page. */
  const show = (turn: Turn, focus: boolean): void => {
    const element = log.children[turns.indexOf(turn)];
    element?.scrollIntoView({ block: "start" });
    if (focus) element?.querySelector("h2")?.focus({ preventScroll: true });
  };

  async function fetchFor(turn: Turn): Promise<void> {
    const conversation = id;
    const focused = log.children[turns.indexOf(turn)]?.contains(document.activeElement) ?? false;
    turn.failed = false;
    try {
      const input = { text: turn.question, conversation, locale: TEXTS[context.language].language.locale };
      turn.reply = await client.ask(turn.edits === undefined ? input : { ...input, edits: turn.edits });
      context.say(spoken(turn.reply.answer));
    } catch {
      turn.failed = true;
      context.say(context.words.failure);
    }
    if (conversation !== id) return;
    redraw(turn);
    show(turn, focused);
  }

  function ask(question: string, byButton: boolean, editing = false): void {
    const old = editing ? turns.pop() : undefined;
    if (old !== undefined) log.lastElementChild?.remove();
    // an edited question that never arrived takes the place of what it was to take the place of
    const turn: Turn = { question, edits: old?.reply?.id ?? old?.edits };
    turns.push(turn);
    log.append(article(turn));
    begin();
    show(turn, byButton);
    void fetchFor(turn);
  }

  function begin(): void {
    view.classList.toggle("begun", turns.length > 0);
    start.hidden = turns.length > 0;
  }

  function fresh(): void {
    id = randomId();
    turns = [];
    log.replaceChildren();
    begin();
    scrollTo({ top: 0 });
    field?.focus();
  }

  function draw(now: Context): HTMLElement {
    context = now;
    const { words, shared, guide } = now;
    log = h("div", { class: "log" }, turns.map(article));
    const actions = { send: (text: string, edits: boolean) => ask(text, false, edits), last: () => turns.at(-1)?.question, fresh };
    field = composer(actions, now, field?.typed());
    const example = (question: string): HTMLElement =>
      h("li", {}, h("button", { type: "button", class: "ask", click: () => ask(question, true) }, question));
    start = h("div", { class: "start" }, h("h2", {}, shared.tryAsking), h("ul", { class: "examples" }, guide.examples.map(example)));
    const hero = h(
      "div",
      { class: "hero" },
      h("h1", {}, words.headline, " ", h("em", {}, h("span", { class: "said" }, words.headlineSource))),
      h("p", {}, words.intro),
    );
    view = h("div", { class: "conversation" }, hero, log, field.element, start);
    begin();
    return view;
  }

  return { draw, ask: (question) => ask(question, true), focus: () => field?.focus() };
}
