// Comparison → a table of a card, and what a client shows that knows no tables: each subject with its lines.
import type { Comparison } from "../../chat.js";
import { type Block, container, paragraph, run } from "./card.js";
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
  const cell = (text: string, bold: boolean): Block => ({
    type: "TableCell",
    items: [paragraph(text, bold ? { weight: "Bolder" } : {})],
  });
  return {
    type: "Table",
    firstRowAsHeaders: true,
    showGridLines: true,
    columns: [{ width: 2 }, ...subjects.map(() => ({ width: 3 }))],
    rows: [
      { type: "TableRow", cells: ["", ...subjects].map((text) => cell(text, true)) },
      ...rows.map(({ aspect, texts }) => ({
        type: "TableRow",
        cells: [cell(aspect, true), ...texts.map((text) => cell(text, false))],
      })),
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
