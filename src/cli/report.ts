// `report`: shows editors what the bot could not answer or people marked as not helpful, and which facts and pages are due for review.
import { parseArgs } from "node:util";
import { environment, readConfig } from "../config.js";
import { createDay } from "../day.js";
import type { Knowledge } from "../knowledge/types.js";
import { namesOf } from "../names.js";
import { current, factsOf } from "../source/current.js";
import { fingerprintOf, readFound } from "../source/found.js";
import { know } from "./knowing.js";
import { type ChangedPage, type Due, type Pages, report } from "./store.js";

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { csv: { type: "boolean", default: false } } });
  const { knowledge } = await know();
  const dayOf = createDay(readConfig(environment()).timeZone);
  const pages = (kept: ReadonlyMap<string, unknown>): Pages => ({
    due: overdue(current(knowledge, kept), dayOf(Date.now())),
    changed: changedPages(knowledge, kept),
  });
  await report(values.csv, pages, (text) => void process.stdout.write(text), { names: namesOf(knowledge), dayOf });
  return 0;
}

/** Facts of documents whose review date has passed. */
export function overdue({ facts, documents }: Pick<Knowledge, "facts" | "documents">, today: string): Due[] {
  return Object.values(facts).flatMap(({ id, document }) => {
    const reviewBy = documents[document]?.reviewBy ?? "";
    return reviewBy < today ? [{ id, document, reviewBy }] : [];
  });
}

/** Pages at which nobody has looked since they changed. */
export function changedPages(knowledge: Knowledge, kept: ReadonlyMap<string, unknown>): ChangedPage[] {
  return Object.values(knowledge.documents).flatMap((document) => {
    const found = readFound(kept.get(document.id), fingerprintOf(document, factsOf(knowledge, document.id)));
    if (found === undefined || found.status === "unchanged") return [];
    if (found.status === "changed" && found.page === found.looked) return [];
    const { status, facts, page, looked } = found;
    return [{ document: document.id, status, facts: page === looked ? [] : facts }];
  });
}
