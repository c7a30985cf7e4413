// Comparison → a table: a column for each subject, and on a phone a card for each, where every cell says what it is about.
import type { PageAnswer } from "../api.js";
import { h } from "./dom.js";

export function comparisonTable({ subjects, rows }: NonNullable<PageAnswer["comparison"]>, label: string, language: string): HTMLElement {
  return h(
    "div",
    { class: "comparison", role: "region", "aria-label": label, tabindex: 0, lang: language },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td"),
          subjects.map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(({ aspect, cells }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, aspect),
            cells.map(({ text, citations }, i) =>
              h("td", { "data-label": subjects[i], class: citations.length === 0 ? "gap" : undefined }, text),
            ),
          ),
        ),
      ),
    ),
  );
}
