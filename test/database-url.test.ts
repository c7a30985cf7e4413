// Database addresses as other programs write them: the intended file, or no file and what to write
// instead.
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.js";
import { describeDatabase, sqlitePath } from "../src/database-url.js";

describe("an address of SQLite", () => {
  it.each([
    ["var/forumbot.db", "var/forumbot.db"],
    ["./x.db", "./x.db"],
    ["../x.db", "../x.db"],
    ["/var/lib/x.db", "/var/lib/x.db"],
    ["////var/lib/x.db", "/var/lib/x.db"],
    ["~/forumbot/x.db", "/home/kari/forumbot/x.db"],
    ["C:\\data\\x.db", "C:\\data\\x.db"],
    ["C#/my data/x~1.db", "C#/my data/x~1.db"],
    [":memory:", ":memory:"],
  ])("sqlite:%s is %s", (text, path) => {
    expect(sqlitePath(text, "/home/kari")).toEqual({ path });
  });

  it.each([
    ["//var/x.db", "sqlite:var/x.db"],
    ["//var/x.db", "sqlite:/var/x.db"],
    ["///var/x.db", "sqlite:/var/x.db"],
    ["//", "PATH"],
    ["x.db?mode=rwc", "question mark"],
    ["file:x.db", "nothing between"],
    ["file::memory:?cache=shared", "nothing between"],
    ["sqlite:x.db", "nothing between"],
    [":MEMORY:", "nothing between"],
    ["~ola/x.db", "~/PATH"],
    ["~", "name of a file"],
    ["var/", "name of a file"],
    [".", "name of a file"],
    ["var/..", "name of a file"],
  ])("sqlite:%s is refused in one line, with %s", (text, told) => {
    expect(() => readConfig({ DATABASE_URL: `sqlite:${text}` })).toThrow(/DATABASE_URL: expected sqlite:PATH, [^\n]+$/);
    expect(sqlitePath(text).problem).toContain(told);
  });
});

describe("the start", () => {
  it.each([
    [{ kind: "sqlite", path: "var/x.db" } as const, `SQLite, ${resolve("var/x.db")}`],
    [{ kind: "sqlite", path: ":memory:" } as const, "SQLite, in memory: gone at the stop"],
    [
      { kind: "postgres", url: "postgres://fb:secret@db.example.no:5433/forum?sslmode=require" } as const,
      "PostgreSQL, db.example.no:5433/forum",
    ],
    [{ kind: "postgres", url: "postgres://fb:sec#ret@/x" } as const, "PostgreSQL"],
  ])("names the database", (database, told) => {
    expect(describeDatabase(database)).toBe(told);
  });
});
