// A tag, what it has and what is in it → an element. Text always becomes text, never markup.
type Listener = (event: Event) => void;
export type Props = Readonly<Record<string, string | number | boolean | undefined | Listener>>;
export type Child = Node | string | undefined | readonly Child[];

function fill(element: Element, props: Props, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...flat(children));
}

const flat = (children: readonly Child[]): (Node | string)[] =>
  children.flatMap((child) => {
    if (child === undefined) return [];
    return Array.isArray(child) ? flat(child) : [child as Node | string];
  });

export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  fill(element, props, children);
  return element;
}

/** A link that leaves the page: in a tab of its own, so that the conversation stays. */
export const outward = (url: string, text: string): HTMLElement => h("a", { href: url, target: "_blank", rel: "noopener" }, text);

const ICONS = {
  send: "M5 12h14M13 6l6 6-6 6",
  edit: "M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3",
  check: "M5 12.5l4.5 4.5L19 7.5",
  up: "M7 11v9H4v-9h3zm0 0l4-8c1.7 0 2.6 1.2 2.3 2.8L12.600 9.500H18a2 2 0 0 1 2 2.400l-1.300 6.500A2 2 0 0 1 16.700 20H7",
  down: "M17 13V4h3v9h-3zm0 0l-4 8c-1.700 0-2.600-1.200-2.300-2.800l.700-3.700H6a2 2 0 0 1-2-2.400l1.300-6.500A2 2 0 0 1 7.300 4H17",
  dark: "M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500z",
  light:
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M18.700 5.300l-1.400 1.400M6.700 17.300l-1.400 1.400",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.500 4.500",
  chevron: "M7 10l5 5 5-5",
} as const;

/** Drawn beside words or in a labelled button: nothing for a screen reader. */
export function icon(name: keyof typeof ICONS): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  fill(svg, { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, []);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Lines as paragraphs; lines that begin with `• ` as a list. */
export function paragraphs(text: string): HTMLElement[] {
  const made: HTMLElement[] = [];
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    if (!line.startsWith("• ")) made.push(h("p", {}, line));
    else {
      const open = made.at(-1);
      const list = open instanceof HTMLUListElement ? open : h("ul");
      if (list !== open) made.push(list);
      list.append(h("li", {}, line.slice(2)));
    }
  }
  return made;
}
