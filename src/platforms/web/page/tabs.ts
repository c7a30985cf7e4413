// Names and what makes their panels → tabs, by the pattern that screen readers know; a panel is made when it is first looked at.
import { h } from "./dom.js";

export interface Tab {
  readonly name: string;
  readonly label: string;
  readonly make: () => HTMLElement;
}

let made = 0;

export function tabs(label: string, all: readonly Tab[]): { readonly list: HTMLElement; readonly panels: HTMLElement } {
  const group = `tabs-${++made}`;
  const panels = all.map(({ name }) =>
    h("div", { role: "tabpanel", id: `${group}-${name}`, "aria-labelledby": `${group}-${name}-tab`, class: `panel ${name}`, hidden: true }),
  );
  const buttons = all.map(({ name, label: text }, index) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `${group}-${name}-tab`,
        "aria-controls": `${group}-${name}`,
        click: () => show(index),
        keydown: (event) => move(event as KeyboardEvent, index),
      },
      text,
    ),
  );
  function show(chosen: number): void {
    for (const [index, button] of buttons.entries()) {
      button.setAttribute("aria-selected", String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
      (panels[index] as HTMLElement).hidden = index !== chosen;
    }
    const panel = panels[chosen] as HTMLElement;
    if (panel.childElementCount === 0) panel.append((all[chosen] as Tab).make());
  }
  function move(event: KeyboardEvent, from: number): void {
    const last = all.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: from === last ? 0 : from + 1,
      ArrowLeft: from === 0 ? last : from - 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(to);
    buttons[to]?.focus();
  }
  show(0);
  return {
    list: h("div", { role: "tablist", "aria-label": label, class: "tabs" }, buttons),
    panels: h("div", { class: "panels" }, panels),
  };
}
