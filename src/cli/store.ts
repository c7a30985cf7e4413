// The commands that use the store: report, backup, forget. Each opens the database beside a running server, and closes it.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigError, environment, readConfig } from "../config.js";
import { createLog } from "../log.js";
import { type Opened, openDatabase } from "../store/open.js";
import { forget as forgetPerson } from "../store/person.js";
import { type Reading, type ReportRow, readReport } from "../store/report.js";
import type { Kept, Watched } from "../store/store.js";
import { createWatched } from "../store/watched.js";

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

/** With what is kept of pages; undefined where there is no database yet: pages are looked at all the same. */
export async function withWatched<T>(work: (watched: Watched | undefined) => Promise<T>): Promise<T> {
  const { database } = readConfig(environment());
  if (database.kind === "sqlite" && !existsSync(database.path)) return work(undefined);
  return withDatabase((opened) => work(createWatched(opened.database)));
}

export interface Due {
  readonly id: string;
  readonly document: string;
  readonly reviewBy: string;
}

const REASONS = { unanswered: "Not answered", unhelpful: "Marked as not helpful" } as const;

/** A page that is no longer as it was kept, and the facts that rest on sentences which are altered or gone. */
export interface ChangedPage {
  readonly document: string;
  readonly status: string;
  readonly facts: readonly { readonly fact: string; readonly old: string; readonly new: string | null }[];
}

export interface Pages {
  /** Facts whose day of review has passed. */
  readonly due: readonly Due[];
  readonly changed?: readonly ChangedPage[];
}

/** `of`: what is kept of pages → what there is to tell of them. */
export async function report(
  csv: boolean,
  of: (kept: ReadonlyMap<string, unknown>) => Pages,
  print: (text: string) => void,
  reading: Reading = {},
): Promise<void> {
  await withDatabase(async (opened) => {
    const rows = await readReport(opened, createLog("silent"), reading);
    const pages = of(await createWatched(opened.database).all());
    print(csv ? asCsv(rows, pages) : asText(rows, pages));
  });
}

export function asText(rows: readonly ReportRow[], { due, changed = [] }: Pages): string {
  const sections = (Object.keys(REASONS) as (keyof typeof REASONS)[]).map((reason) => {
    const own = rows.filter((row) => row.reason === reason);
    const groups = grouped(own, ({ intent, subjects }) => [intent ?? "", ...subjects].filter(Boolean).join(", ") || "–");
    const lines = groups.map(([about, some]) => `  ${about}\n${some.map(line).join("\n")}`);
    return `${REASONS[reason]}: ${own.reduce((sum, { times }) => sum + times, 0)}\n${lines.join("\n")}`;
  });
  const dates = grouped(due, ({ document, reviewBy }) => `${document}, to be reviewed by ${reviewBy}`);
  const facts = dates.map(([document, some]) => `  ${document}: ${some.map(({ id }) => id).join(", ")}`);
  const pages = changed.map(({ document, status, facts: on }) => [`  ${document}: ${status}`, ...on.map(changeLine)].join("\n"));
  const all = [
    ...sections,
    `Facts past their day of review: ${due.length}\n${facts.join("\n")}`,
    `Pages that are no longer as they were: ${changed.length}\n${pages.join("\n")}`,
  ];
  return `${all.map((text) => text.trimEnd()).join("\n\n")}\n`;
}

const changeLine = ({ fact, old, new: now }: ChangedPage["facts"][number]): string =>
  `    ${fact}\n      was: ${inLine(old)}\n      ${now === null ? "is gone" : `is now: ${inLine(now)}`}`;

const inLine = (text: string): string => printable(text).replace(/\s+/g, " ").trim();

function grouped<T>(all: readonly T[], by: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups];
}

const line = ({ times, last, language, question }: ReportRow): string => `    ${times} ×  ${last}  ${language}  ${inLine(question)}`;

/** What people typed must not control the editor's terminal: no escape sequences, no bidirectional marks. */
const printable = (text: string): string => text.replace(/(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ");

export function asCsv(rows: readonly ReportRow[], { due, changed = [] }: Pages): string {
  const head = ["reason", "times", "last", "language", "intent", "subjects", "question"];
  const asked = rows.map((row) => [row.reason, row.times, row.last, row.language, row.intent ?? "", row.subjects.join(" "), row.question]);
  const dated = due.map(({ id, document, reviewBy }) => ["review", 1, reviewBy, "", "", id, document]);
  const pages = changed.flatMap(({ document, status, facts }) => [
    ["page", 1, "", "", status, "", document],
    ...facts.map(({ fact, old, new: now }) => ["page", 1, "", "", status, fact, `${inLine(old)} → ${inLine(now ?? "")}`]),
  ]);
  return `${[head, ...asked, ...dated, ...pages].map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
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
