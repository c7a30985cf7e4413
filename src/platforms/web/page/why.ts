// Explanation → the steps to the answer in words, with bars that show how likely each reading was.
import { explainInWords, percentIn, type ReasonItem, type ReasonLine } from "../../../language/reasons.js";
import type { PageReply } from "../api.js";
import type { Context } from "./context.js";
import { type Child, h } from "./dom.js";

export function whyPanel({ explanation }: PageReply, context: Context): HTMLElement {
  const lines = explainInWords(explanation, context.guide.names, context.reasons);
  return h(
    "dl",
    { class: "steps" },
    lines.map((line, i) =>
      h("div", {}, h("dt", {}, line.label), h("dd", {}, i === lines.length - 1 ? h("strong", {}, line.text) : drawn(line, context))),
    ),
  );
}

function drawn({ text, items, note, threshold }: ReasonLine, context: Context): Child {
  if (items === undefined) return text;
  if (items.length === 0) return h("span", { class: "none" }, text);
  if (threshold !== undefined) return gauge(items[0], threshold, note ?? "", context);
  const aside = note === undefined ? undefined : h("span", { class: "aside" }, ` (${note})`);
  return [items.some(({ share }) => share !== undefined) ? bars(items, context) : chips(items), aside];
}

const chips = (items: readonly ReasonItem[]): HTMLElement =>
  h(
    "ul",
    { class: "chips" },
    items.map(({ text }) => h("li", {}, text)),
  );

const percent = (share: number, { reasons }: Context): string => percentIn(share, reasons);

const bars = (items: readonly ReasonItem[], context: Context): HTMLElement =>
  h(
    "ol",
    { class: "bars" },
    items.map(({ text, share = 0 }, index) => {
      const bar = h("span", { class: index === 0 ? "bar first" : "bar", "aria-hidden": "true" });
      bar.style.setProperty("--share", String(share));
      return h("li", {}, h("span", { class: "what" }, text), h("span", { class: "share" }, percent(share, context)), bar);
    }),
  );

/** How sure, held against the threshold. */
function gauge(item: ReasonItem | undefined, threshold: number, note: string, context: Context): HTMLElement {
  const share = item?.share ?? 0;
  const bar = h("span", { class: "bar first gauge", "aria-hidden": "true" });
  bar.style.setProperty("--share", String(share));
  bar.style.setProperty("--threshold", String(threshold));
  return h("div", { class: "bars" }, h("span", { class: "what" }, note), h("span", { class: "share" }, percent(share, context)), bar);
}
