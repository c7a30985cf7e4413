// test/questions/*.jsonl as a flat list: every question and every turn of a dialogue.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../src/open.js";

interface Turn {
  readonly q: string | { readonly repeat: readonly [string, number] };
  readonly lang?: string;
  /** Leads to the next turn only, and is not scored. */
  readonly scene?: boolean;
}
interface Row extends Partial<Turn> {
  readonly id: string;
  readonly turns?: readonly Turn[];
}

const folder = join(ROOT, "test/questions");
const rows = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".jsonl"))
  .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line) as Row);

export const questions: readonly { readonly id: string; readonly q: string; readonly lang: string | undefined }[] = rows.flatMap((row) =>
  (row.turns?.filter(({ scene }) => scene !== true) ?? [row as Turn]).map(({ q, lang }) => ({
    id: row.id,
    q: typeof q === "string" ? q : q.repeat[0].repeat(q.repeat[1]),
    lang: lang ?? row.lang,
  })),
);
