// `forumbot watch`, as it is called: a line for each document, in the form that programs read, and an editor's word that they have looked.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { run } from "../../src/cli/watch.js";
import { folders } from "../../src/folders.js";
import { fingerprint } from "../../src/knowledge/files.js";
import { load } from "../../src/knowledge/load.js";
import { ROOT } from "../../src/open.js";
import { openDatabase } from "../../src/store/open.js";
import { KEY, silent, sqliteSettings } from "../store/harness.js";
import { html, writtenIn } from "./page.js";
import { type Publisher, startPublisher } from "./publisher.js";

const DOCUMENT = "internasjonalt-samarbeid";
let publisher: Publisher;
let folder: string;
let out: string;
let told: string;
beforeAll(async () => {
  publisher = await startPublisher();
});
afterAll(() => publisher.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "forumbot-watch-"));
  cpSync(join(ROOT, "data"), join(folder, "data"), { recursive: true });
  const file = join(folder, "data/documents", DOCUMENT, "document.yaml");
  const described = readFileSync(file, "utf8").replace(/^url:.*\n/m, "");
  writeFileSync(file, `${described}url: ${publisher.url}/page\n`);
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  vi.stubEnv("WATCH_HOSTS", "127.0.0.1");
  vi.stubEnv("DATABASE_URL", `sqlite:${join(folder, "forumbot.db")}`);
  vi.stubEnv("SECRET_KEYS", KEY);
  [out, told] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    told += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** The page as it was kept, and a fact of it. */
function page() {
  const { documents, facts } = load(folders()).knowledge;
  const [fact] = Object.values(facts).filter(({ document }) => document === DOCUMENT);
  const text = documents[DOCUMENT]?.text ?? "";
  const headings = [...new Set(Object.values(facts).map(({ section }) => section))];
  return { fact: fact as NonNullable<typeof fact>, served: html(writtenIn(text, headings)) };
}
const lines = (): Record<string, unknown>[] =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

it("tells by JSON lines what became of each page, with a database or without, and changes nothing in data/", async () => {
  const { fact, served } = page();
  const url = `${publisher.url}/page`;
  const before = fingerprint(folders());
  publisher.put("/page", served);
  expect(await run(["--json"])).toBe(0);
  expect(lines()).toEqual([{ document: DOCUMENT, url, status: "unchanged", facts: [] }]);
  const on = Object.values(load(folders()).knowledge.facts).filter(({ quote }) => quote === fact.quote);
  const { database } = await openDatabase(sqliteSettings(join(folder, "forumbot.db")), silent);
  await database.close();
  for (const time of ["first", "again"]) {
    out = "";
    publisher.put("/page", served.replace(fact.quote, ""));
    expect(await run(["--json"])).toBe(0);
    const facts = on.map(({ id }) => ({ fact: id, old: fact.quote, new: null }));
    expect([time, lines()]).toEqual([time, [{ document: DOCUMENT, url, status: "changed", facts }]]);
  }
  expect(told).toBe("");
  expect(fingerprint(folders())).toBe(before);
});

it("ends with status 1 only where a page can't be read, and says why", async () => {
  publisher.put("/page", (_, response) => response.writeHead(500).end());
  expect(await run(["--json"])).toBe(1);
  expect(lines()).toMatchObject([{ status: "failed", facts: [], message: "the server answered 500" }]);
  out = "";
  publisher.put("/page", (_, response) => response.writeHead(410).end());
  expect(await run([])).toBe(0);
  expect(out).toBe(`${DOCUMENT}: gone  ${publisher.url}/page\n`);
  vi.stubEnv("WATCH_HOSTS", "");
  out = "";
  expect(await run(["--json"])).toBe(1);
  expect(lines()).toMatchObject([{ status: "failed", message: expect.stringContaining("leads to an address that isn't public") }]);
});

it("takes an editor's word that they have looked, where there is a database and something was found", async () => {
  const { fact, served } = page();
  publisher.put("/page", served.replace(fact.quote, `${fact.quote.slice(0, -1)}\u001b[31m now.`));
  expect(await run(["--looked", "nowhere"])).toBe(2);
  expect(told).toContain(`there is no document 'nowhere': expected one of ${DOCUMENT}`);
  expect(await run(["--looked", DOCUMENT])).toBe(1);
  const { database } = await openDatabase(sqliteSettings(join(folder, "forumbot.db")), silent);
  await run([]);
  expect(out).toContain(`  when you have looked at it: forumbot watch --looked ${DOCUMENT}\n`);
  expect(out).not.toContain("\u001b");
  expect(await run(["--looked", DOCUMENT])).toBe(0);
  expect(told).toContain(`'${DOCUMENT}' counts as looked at`);
  const [row] = await database.kysely.selectFrom("watched").selectAll().execute();
  expect(JSON.parse(row?.value ?? "")).toMatchObject({ status: "changed", looked: expect.any(String), checked: expect.any(String) });
  await database.close();
});
