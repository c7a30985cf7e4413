// `report`: shows editors what the bot could not answer or people marked as not helpful, and which facts are due for review.
import { parseArgs } from "node:util";
import { environment, readConfig } from "../config.js";
import { createDay } from "../day.js";
import type { Knowledge } from "../knowledge/types.js";
import { namesOf } from "../names.js";
import { know } from "./knowing.js";
import { type Due, report } from "./store.js";

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { csv: { type: "boolean", default: false } } });
  const { knowledge } = await know();
  const dayOf = createDay(readConfig(environment()).timeZone);
  const due = overdue(knowledge, dayOf(Date.now()));
  await report(values.csv, due, (text) => void process.stdout.write(text), { names: namesOf(knowledge), dayOf });
  return 0;
}

/** Facts of documents whose review date has passed. */
export function overdue({ facts, documents }: Pick<Knowledge, "facts" | "documents">, today: string): Due[] {
  return Object.values(facts).flatMap(({ id, document }) => {
    const reviewBy = documents[document]?.reviewBy ?? "";
    return reviewBy < today ? [{ id, document, reviewBy }] : [];
  });
}
