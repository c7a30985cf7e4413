// Comparison → a table of a card, and what a client shows that knows no tables: each subject with its lines.
import type { Comparison } from "../../chat.js";
import { type Block, container, paragraph, run, type Style } from "./card.js";
import { LONGEST } from "./showing.js";
import { clip } from "./text.js";

/** More columns than these no card has room for; the data have fewer. */
const COLUMNS = 6;

/** `room`: the share of it that a message has room for. */
export function table(comparison: Comparison, room: number): Block {
  const subjects = comparison.subjects.slice(0, COLUMNS).map((name) => clip(name, LONGEST.title));
  const rows = comparison.rows.slice(0, Math.ceil(LONGEST.items * room)).map(({ aspect, cells }) => ({
    aspect: clip(aspect, LONGEST.title),
    texts: subjects.map((_, i) => clip(cells[i]?.text ?? "", LONGEST.line * room)),
  }));
  const cell = (text: string, style: Style = {}): Block => ({
    type: "TableCell",
    items: text === "" ? [] : [paragraph(text, style)],
  });
  const row = (texts: readonly string[], style: Style, rest: object = {}): Block => ({
    type: "TableRow",
    cells: texts.map((text) => cell(text, style)),
    ...rest,
  });
  return {
    type: "Table",
    firstRowAsHeaders: true,
    showGridLines: true,
    columns: subjects.map(() => ({ width: 1 })),
    rows: [
      row(subjects, { weight: "Bolder" }),
      // an aspect has a row of its own, like a heading: a column for it would leave too little room on a phone
      ...rows.flatMap(({ aspect, texts }) => [
        row([aspect, ...subjects.slice(1).map(() => "")], { size: "Small", isSubtle: true }, { style: "emphasis" }),
        row(texts, {}),
      ]),
    ],
    fallback: stacked(subjects, rows),
  };
}

function stacked(subjects: readonly string[], rows: readonly { aspect: string; texts: readonly string[] }[]): Block {
  const of = (name: string, i: number): Block =>
    container([
      paragraph(name, { weight: "Bolder" }),
      ...rows.map(({ aspect, texts }) =>
        paragraph([run(`${aspect}: `, { isSubtle: true }), run(texts[i] ?? "")], {}, { spacing: "Small" }),
      ),
    ]);
  return container(subjects.map(of));
}
