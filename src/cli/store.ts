// The commands that use the store: report, backup, forget. Each opens the database beside a running server, and closes it.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigError, environment, readConfig } from "../config.js";
import { createLog } from "../log.js";
import { type Opened, openDatabase } from "../store/open.js";
import { forget as forgetPerson } from "../store/person.js";
import { type Reading, type ReportRow, readReport } from "../store/report.js";
import type { Kept } from "../store/store.js";

async function withDatabase<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const config = readConfig(environment());
  if (config.database.kind === "sqlite" && !existsSync(config.database.path))
    throw new ConfigError([`DATABASE_URL: there is no file ${config.database.path} yet`]);
  const opened = await openDatabase(config, createLog("silent")).catch((error: unknown) => {
    if (error instanceof ConfigError || !(error instanceof Error)) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    throw new ConfigError([`DATABASE_URL: the database can't be opened: ${(message || String(code)).split("\n", 1)[0]}`]);
  });
  try {
    return await work(opened);
  } finally {
    await opened.database.close();
  }
}

export interface Due {
  readonly id: string;
  readonly document: string;
  readonly reviewBy: string;
}

const REASONS = { unanswered: "Not answered", unhelpful: "Marked as not helpful" } as const;

/** `due`: facts whose review date has passed. */
export async function report(csv: boolean, due: readonly Due[], print: (text: string) => void, reading: Reading = {}): Promise<void> {
  const rows = await withDatabase((opened) => readReport(opened, createLog("silent"), reading));
  print(csv ? asCsv(rows, due) : asText(rows, due));
}

export function asText(rows: readonly ReportRow[], due: readonly Due[]): string {
  const sections = (Object.keys(REASONS) as (keyof typeof REASONS)[]).map((reason) => {
    const own = rows.filter((row) => row.reason === reason);
    const groups = grouped(own, ({ intent, subjects }) => [intent ?? "", ...subjects].filter(Boolean).join(", ") || "–");
    const lines = groups.map(([about, some]) => `  ${about}\n${some.map(line).join("\n")}`);
    return `${REASONS[reason]}: ${own.reduce((sum, { times }) => sum + times, 0)}\n${lines.join("\n")}`;
  });
  const dates = grouped(due, ({ document, reviewBy }) => `${document}, to be reviewed by ${reviewBy}`);
  const facts = dates.map(([document, some]) => `  ${document}: ${some.map(({ id }) => id).join(", ")}`);
  return `${[...sections, `Facts past their day of review: ${due.length}\n${facts.join("\n")}`].map((text) => text.trimEnd()).join("\n\n")}\n`;
}

function grouped<T>(all: readonly T[], by: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups];
}

const line = ({ times, last, language, question }: ReportRow): string =>
  `    ${times} ×  ${last}  ${language}  ${printable(question).replace(/\s+/g, " ")}`;

/** What people typed must not control the editor's terminal: no escape sequences, no bidirectional marks. */
const printable = (text: string): string => text.replace(/(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ");

export function asCsv(rows: readonly ReportRow[], due: readonly Due[]): string {
  const head = ["reason", "times", "last", "language", "intent", "subjects", "question"];
  const asked = rows.map((row) => [row.reason, row.times, row.last, row.language, row.intent ?? "", row.subjects.join(" "), row.question]);
  const dated = due.map(({ id, document, reviewBy }) => ["review", 1, reviewBy, "", "", id, document]);
  return `${[head, ...asked, ...dated].map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** What people typed must not become a formula in a spreadsheet. */
function cell(value: string | number): string {
  const text = printable(String(value));
  const safe = /^\s*[=+\-@]|^\t/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Copies the database as it is now, while it is being written to. */
export async function backup(file: string): Promise<void> {
  const config = readConfig(environment());
  if (config.database.kind !== "sqlite") throw new ConfigError(["DATABASE_URL: expected SQLite; PostgreSQL has pg_dump"]);
  if (!existsSync(dirname(file))) throw new ConfigError([`${file}: there is no folder ${dirname(file)}`]);
  const { copySqlite } = await import("../store/backup.js");
  await copySqlite(config.database.path, file);
}

export async function forget(person: { platform: string; workspace: string; user: string }): Promise<Kept> {
  return withDatabase(({ database, personOf }) => forgetPerson(database, personOf(person)));
}
