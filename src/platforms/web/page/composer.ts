// What is typed → a question: Enter sends, Shift+Enter breaks the line, arrow up takes the last question to be edited.
import type { Context } from "./context.js";
import { h, icon } from "./dom.js";

export interface Composer {
  readonly element: HTMLElement;
  readonly focus: () => void;
  /** Puts a question there to be edited; undefined ends it. */
  readonly edit: (question: string | undefined) => void;
  readonly typed: () => string;
}

export interface ComposerActions {
  readonly send: (text: string, edits: boolean) => void;
  readonly last: () => string | undefined;
  readonly fresh: () => void;
}

export function composer({ send, last, fresh }: ComposerActions, { words, shared }: Context, typed = ""): Composer {
  let editing = false;
  const field = h("textarea", {
    id: "question",
    rows: 1,
    maxlength: 4000,
    placeholder: words.placeholder,
    "aria-describedby": "keys",
    enterkeyhint: "send",
    autocomplete: "off",
    keydown: (event) => key(event as KeyboardEvent),
    input: grow,
  });
  field.value = typed;
  const cancel = h("button", { type: "button", class: "link", click: () => edit(undefined) }, shared.cancel);
  const state = h("p", { class: "editing", hidden: true }, `${words.editing} `, cancel);
  const form = h(
    "form",
    { class: "composer", submit: (event) => submit(event) },
    state,
    h(
      "div",
      { class: "field" },
      h("label", { for: "question", class: "hidden" }, words.question),
      field,
      h("button", { type: "submit", class: "send", "aria-label": shared.ask, title: shared.ask }, icon("send")),
    ),
    h(
      "p",
      { class: "keys" },
      h("span", { id: "keys" }, words.keys),
      " ",
      h("button", { type: "button", class: "link", click: fresh }, words.fresh),
    ),
  );

  function submit(event: Event): void {
    event.preventDefault();
    const text = field.value.trim();
    if (text === "") return;
    const edits = editing;
    edit(undefined);
    send(text, edits);
  }
  function edit(question: string | undefined): void {
    editing = question !== undefined;
    state.hidden = !editing;
    field.value = question ?? "";
    grow();
    field.focus();
  }
  function key(event: KeyboardEvent): void {
    // Enter that ends the writing of a character (Japanese, dead keys) sends nothing
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    const before = last();
    if (event.key === "ArrowUp" && field.value === "" && before !== undefined) {
      event.preventDefault();
      edit(before);
    }
    if (event.key === "Escape" && editing) edit(undefined);
  }
  function grow(): void {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }
  return { element: form, focus: () => field.focus(), edit, typed: () => field.value };
}
