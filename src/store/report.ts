// Questions that were not answered or marked unhelpful → rows for editors, without names, grouped by question.
import type { Language } from "../chat.js";
import { createDay } from "../day.js";
import type { Log } from "../log.js";
import type { Whole } from "./dialogue.js";
import type { Rest } from "./housekeeping.js";
import type { Opened } from "./open.js";
import { createRedact } from "./redact.js";

export interface ReportRow extends Rest {
  readonly reason: "unanswered" | "unhelpful";
  readonly language: Language;
  /** How often this was asked in these words. */
  readonly times: number;
  /** The date of the last time, `YYYY-MM-DD`. */
  readonly last: string;
}

/** `names`: those that aren't people's; `dayOf`: milliseconds since 1970 → `YYYY-MM-DD` in the editors' time zone. */
export interface Reading {
  readonly names?: Iterable<string>;
  readonly dayOf?: (time: number) => string;
}

export async function readReport(
  { database, ring }: Opened,
  log: Log,
  { names, dayOf = createDay("Europe/Oslo") }: Reading = {},
): Promise<readonly ReportRow[]> {
  const redact = createRedact(names);
  const rows = await database.kysely
    .selectFrom("answer")
    .leftJoin("feedback", (join) => join.onRef("feedback.answer", "=", "answer.key").on("feedback.verdict", "=", "unhelpful"))
    .select(["answer.key", "answer.value", "answer.kind", "answer.language", "answer.settled", "answer.at", "feedback.verdict"])
    .where("answer.value", "is not", null)
    .where((field) => field.or([field("answer.kind", "=", "unknown"), field("feedback.verdict", "=", "unhelpful")]))
    .orderBy("answer.at")
    .execute();
  const groups = new Map<string, ReportRow>();
  for (const { key, value, kind, language, settled, at, verdict } of rows) {
    try {
      const opened = ring.open(value as Buffer, key);
      const { question, intent, subjects } = settled === 1 ? (opened as Rest) : (opened as Whole).last;
      const reason = verdict === "unhelpful" ? "unhelpful" : kind === "unknown" ? "unanswered" : undefined;
      if (reason === undefined) continue;
      const row = { reason, language, question: redact(question), intent, subjects } as const;
      const group = `${reason} ${language} ${words(row.question)}`;
      groups.set(group, { ...row, times: (groups.get(group)?.times ?? 0) + 1, last: dayOf(at) });
    } catch (error) {
      log.error({ err: error }, "a question can't be read");
    }
  }
  return [...groups.values()].sort((a, b) => b.times - a.times || (a.last < b.last ? 1 : -1));
}

/** Questions with the same words are the same, regardless of letter case and punctuation. */
const words = (text: string): string =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(" ") ?? "";
