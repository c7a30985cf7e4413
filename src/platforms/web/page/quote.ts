// Citation → the sentence of the source as it stands there, with its section, and the whole section on demand.
import { DEFAULT_LANGUAGE } from "../../../chat.js";
import type { PageAnswer } from "../api.js";
import * as client from "./client.js";
import type { Context } from "./context.js";
import { h, outward } from "./dom.js";

type Citation = Omit<PageAnswer["citations"][number], "language"> & { readonly language?: string };

let made = 0;

/** `label`: who speaks, in the answer's language; left out where it is said for several. */
export function quote(
  citation: Citation,
  label: string | undefined,
  { words, shared, say }: Pick<Context, "words" | "shared" | "say">,
): HTMLElement {
  const id = `section-${++made}`;
  const place = h("div", { id, class: "whole", hidden: true });
  const button = h("button", { type: "button", class: "link", "aria-expanded": "false", "aria-controls": id, click: toggle }, shared.whole);

  async function toggle(): Promise<void> {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? words.hideSection : shared.whole;
    place.hidden = !open;
    if (!open || place.childElementCount > 0) return;
    try {
      const section = await client.section(citation.document, citation.section);
      place.lang = section.language;
      place.replaceChildren(...section.paragraphs.map((text) => paragraph(text, citation.shown)));
    } catch {
      place.replaceChildren(h("p", {}, words.noSection));
      say(words.noSection);
    }
  }

  return h(
    "figure",
    { class: "quote" },
    h("blockquote", { lang: citation.language ?? DEFAULT_LANGUAGE }, h("p", {}, h("span", { class: "said" }, citation.shown))),
    h(
      "figcaption",
      {},
      label === undefined ? undefined : h("span", { class: "label" }, label),
      h("cite", { lang: citation.language ?? DEFAULT_LANGUAGE }, citation.section),
      button,
      citation.url === null ? undefined : outward(citation.url, shared.openInSource),
    ),
    place,
  );
}

/** The quoted words stand out in their surroundings. */
function paragraph(text: string, quoted: string): HTMLElement {
  const bullet = text.startsWith("• ");
  const plain = bullet ? text.slice(2) : text;
  const at = plain.indexOf(quoted);
  const props = bullet ? { class: "bullet" } : {};
  if (at >= 0) return h("p", props, plain.slice(0, at), h("mark", {}, quoted), plain.slice(at + quoted.length));
  // a quote that goes over several paragraphs holds each of them whole
  return quoted.includes(plain) ? h("p", props, h("mark", {}, plain)) : h("p", props, plain);
}
