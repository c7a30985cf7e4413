// `tsx test/store/release.ts`: the current schema, with data in it, as SQL for test/store/released.
// Run it once per release.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { ROOT } from "../../src/open.js";
import { statementsOf } from "../../src/store/migrations.js";
import { createStore, openDatabase } from "../../src/store/open.js";
import type { Tables } from "../../src/store/schema.js";
import { turn } from "./contract.js";
import { age, folder, silent, sqliteSettings } from "./harness.js";

const TABLES: readonly (keyof Tables)[] = [
  ...([
    "schema_version",
    "schema_level",
    "secret",
    "work",
    "conversation",
    "answer",
    "feedback",
    "place",
    "language",
    "once",
    "installation",
    "watched",
  ] as const),
];

const { path, remove } = folder();
const settings = sqliteSettings(join(path, "forumbot.db"));
const opened = await openDatabase(settings, silent);
const store = await createStore(opened, settings, silent);
const person = { platform: "slack", workspace: "T1", user: "U1" };
await store.inbox.accept({ key: "unfinished", platform: "slack", body: { text: "hva" } }, person);
await store.inbox.accept({ key: "finished", platform: "slack", body: 1 }, person);
await store.inbox.finish("finished", { message: "m1", place: "p1" });
await store.remember("c1", person, turn("a1"));
await store.feedback(person, "a1", "unhelpful");
await store.setLanguage(person, "nn");
await store.once("hint", person);
await store.setInstallation("T1", { token: "xoxb-1" });
await store.watched.keep("page", { status: "unchanged" }, 0);
await opened.database.kysely.updateTable("work").set({ owner: null }).execute();
// far ahead, so that nothing in it is over when it is read; only the lease is
await age(opened.database.kysely, Date.now() - Date.UTC(2100, 0, 1));
await opened.database.kysely.updateTable("work").set({ due: 0 }).execute();
const rows = new Map<string, Record<string, unknown>[]>();
for (const table of TABLES)
  rows.set(table, (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(opened.database.kysely)).rows);
await store.close();
remove();

for (const dialect of ["sqlite", "postgres"] as const) {
  const literal = (value: unknown): string => {
    if (Buffer.isBuffer(value)) return dialect === "sqlite" ? `x'${value.toString("hex")}'` : `'\\x${value.toString("hex")}'`;
    return value === null ? "null" : typeof value === "number" ? `${value}` : `'${value}'`;
  };
  const inserts = [...rows]
    .filter(([table]) => !table.startsWith("schema_"))
    .flatMap(([table, all]) =>
      all.map((row) => `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).map(literal).join(", ")})`),
    );
  const version = rows.get("schema_level")?.[0]?.version;
  const lines = [...statementsOf(dialect), ...inserts].map((line) => line.replace(/\s+/g, " "));
  writeFileSync(join(ROOT, `test/store/released/${version}.${dialect}.sql`), `${lines.join(";\n")};\n`);
}
