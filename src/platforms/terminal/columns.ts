// A table → lines of padded columns that fit a width; cells are broken between words.

/** The first row is the head, which a rule parts from what is below it. */
export function columns(rows: readonly (readonly string[])[], width: number): string {
  const count = Math.max(...rows.map((row) => row.length));
  const first = Math.max(1, Math.min(Math.max(...rows.map(([cell = ""]) => cell.length)), Math.floor(width / count)));
  const rest = Math.max(1, Math.floor((width - first) / Math.max(1, count - 1)) - GAP.length);
  const widths = [first, ...Array.from({ length: count - 1 }, () => rest)];
  const drawn = rows.map((row) => {
    const cells = widths.map((most, i) => broken(row[i] ?? "", most));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, y) =>
      widths
        .map((most, x) => (cells[x]?.[y] ?? "").padEnd(most))
        .join(GAP)
        .trimEnd(),
    ).join("\n");
  });
  const rule = widths.map((most) => "─".repeat(most)).join(GAP);
  return [drawn[0], rule, drawn.slice(1).join("\n\n")].join("\n");
}

const GAP = "  ";

/** A word that is longer than a line is broken anywhere. */
function broken(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap((one) => one.match(new RegExp(`.{1,${most}}`, "gu")) ?? [""])) {
    if (line !== "" && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
