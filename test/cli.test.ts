// The commands about the store, as they are typed, beside a server that runs.
import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overdue } from "../src/cli/report.js";
import { ROOT } from "../src/open.js";
import { createStore, type LastingStore, openDatabase } from "../src/store/open.js";
import { turn } from "./store/contract.js";
import { folder, KEY, silent, sqliteSettings } from "./store/harness.js";

const { path, remove } = folder();
const file = join(path, "forumbot.db");
const person = { platform: "slack", workspace: "T1", user: "U1" };
let store: LastingStore;
beforeAll(async () => {
  const settings = sqliteSettings(file);
  store = await createStore(await openDatabase(settings, silent), settings, silent);
  const one = turn("a1", "Hva med Kari?");
  await store.remember("c1", person, { ...one, last: { ...one.last, kind: "unknown" } });
});
afterAll(async () => {
  await store.close();
  remove();
});

function run(args: readonly string[], url = `sqlite:${file}`): Promise<{ status: number; out: string; told: string }> {
  const env = { PATH: process.env.PATH ?? "", DATABASE_URL: url, SECRET_KEYS: KEY, NODE_NO_WARNINGS: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", join(ROOT, "src/cli.ts"), ...args], { env, cwd: ROOT }, (error, out, told) =>
      resolve({ status: error === null ? 0 : Number(error.code), out, told }),
    );
  });
}

describe("forumbot report", () => {
  it("tells what was not answered, as text and as CSV", async () => {
    const [text, csv] = await Promise.all([run(["report"]), run(["report", "--csv"])]);
    expect(text.out).toContain("Not answered: 1\n  tasks, a\n    1 ×");
    expect(text.out).toContain("Facts past their day of review: ");
    expect(csv.out).toMatch(
      /^reason,times,last,language,intent,subjects,question\r\nunanswered,1,\d{4}-\d\d-\d\d,nn,tasks,a,Hva med Kari\?\r\n/,
    );
  });

  it("says where there is no database, and makes none", async () => {
    const { status, told } = await run(["report"], `sqlite:${join(path, "none.db")}`);
    expect(status).toBe(1);
    expect(told).toContain("there is no file");
  });

  it("names the facts whose day of review has passed", () => {
    const documents = { old: { reviewBy: "2026-01-01" }, new: { reviewBy: "2027-01-01" } };
    const facts = { a: { id: "a", document: "old" }, b: { id: "b", document: "new" } };
    expect(overdue({ facts, documents } as never, "2026-06-01")).toEqual([{ id: "a", document: "old", reviewBy: "2026-01-01" }]);
  });
});

describe("forumbot backup", () => {
  it("copies a database that is written to, whole and for its owner only, and overwrites nothing", async () => {
    const copy = join(path, "copy.db");
    let writing = true;
    const writer = (async () => {
      for (let i = 0; writing; i += 1) await store.setPlace(`m${i}`, "p");
      return true;
    })();
    const { status } = await run(["backup", copy]);
    writing = false;
    await writer;
    expect(status).toBe(0);
    expect((statSync(copy).mode & 0o777).toString(8)).toBe("600");
    const settings = sqliteSettings(copy);
    const restored = await createStore(await openDatabase(settings, silent), settings, silent);
    expect(await restored.turn("a1")).toMatchObject({ question: "Hva med Kari?" });
    expect(await restored.place("m0")).toBe("p");
    await restored.close();
    expect(await run(["backup", copy])).toMatchObject({ status: 1 });
    expect(await run(["backup"])).toMatchObject({ status: 2 });
  });
});

describe("forumbot forget", () => {
  it("deletes what is kept about a person, and wants to know whom", async () => {
    expect(await run(["forget", "--platform", "slack"])).toMatchObject({ status: 2 });
    const { status, told } = await run(["forget", "--platform", "slack", "--workspace", "T1", "--user", "U1"]);
    expect([status, told]).toEqual([0, expect.stringContaining("1 conversations, 1 answers")]);
    expect(await store.kept(person)).toMatchObject({ conversations: 0, answers: 0 });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const BODY = JSON.stringify({ text: "Hva er NSHF?", person: randomUUID(), conversation: randomUUID() });

describe("forumbot serve", () => {
  it.each(["serve", "report", "forget --platform slack --workspace T1 --user U1"])(
    "%s on a file that is no database ends at once, with what to do in place of a stack",
    async (command) => {
      const text = join(path, "text.db");
      writeFileSync(text, "no database ".repeat(500));
      const { status, told } = await run(command.split(" "), `sqlite:${text}`);
      expect(status).toBe(1);
      expect(told).toBe(
        `The settings can't be used:\n  DATABASE_URL: ${text} is no SQLite database; name another file, or put a backup in its place\n`,
      );
    },
  );

  it("goes on answering when nobody reads its log any more, and ends when it is told to", async () => {
    const port = await freePort();
    const env = { PATH: process.env.PATH ?? "", PORT: `${port}`, DATABASE_URL: `sqlite:${join(path, "serve.db")}`, NODE_NO_WARNINGS: "1" };
    const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, "src/cli.ts"), "serve"], {
      env: { ...env, LOG_LEVEL: "debug" },
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.destroy();
    const address = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${address}/healthz`).catch(() => undefined))) expect(child.exitCode).toBeNull();
    for (let i = 0; i < 20; i++) {
      const asked = { method: "POST", headers: { "content-type": "application/json" }, body: BODY };
      const response = await fetch(`${address}/api/ask`, asked);
      expect(response.status).toBe(200);
    }
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});
