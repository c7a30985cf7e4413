// The commands that use the store, run as typed, beside a running server.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, openSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overdue } from "../src/cli/report.js";
import { asCsv, asText } from "../src/cli/store.js";
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

const TSX = import.meta.resolve("tsx");
const NODE = ["--import", TSX, join(ROOT, "src/cli.ts")];
const base = { PATH: process.env.PATH ?? "", SECRET_KEYS: KEY, NODE_NO_WARNINGS: "1" };

function run(args: readonly string[], url = `sqlite:${file}`, more: Readonly<Record<string, string>> = {}, cwd = ROOT): Promise<Ended> {
  const env = { ...base, DATABASE_URL: url, ...more };
  return new Promise((resolve) => {
    execFile(process.execPath, [...NODE, ...args], { env, cwd }, (error, out, told) =>
      resolve({ status: error === null ? 0 : Number(error.code), out, told }),
    );
  });
}

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly told: string;
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

  it("prints nothing of a question that a terminal would obey", () => {
    const question = "a\u001b]0;title\u0007b\u009b2Jc\u202ed\re";
    const row = { reason: "unanswered", times: 1, last: "2026-01-01", language: "nb", intent: null, subjects: [], question } as const;
    for (const text of [asText([row], { due: [] }), asCsv([row], { due: [] })]) {
      expect(text.replace(/\r?\n/g, "")).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(text).toMatch(/a \]0;title b 2Jc d e/);
    }
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
    expect(await run(["forget", "--platform", "slakc", "--workspace", "T1", "--user", "U1"])).toMatchObject({ status: 2 });
    const { status, told } = await run(["forget", "--platform", "Slack", "--workspace", "T1", "--user", "U1"]);
    expect([status, told]).toEqual([0, expect.stringContaining("1 conversations, 1 answers")]);
    expect(await store.kept(person)).toMatchObject({ conversations: 0, answers: 0 });
  });
});

describe("what an operator can mend is told in one line, without a stack", () => {
  /** Port 0: any that is free. */
  const serve = (more: Record<string, string>, cwd = ROOT) =>
    run(["serve"], `sqlite:${join(path, "operator.db")}`, { PORT: "0", LOG_LEVEL: "silent", ...more }, cwd);
  const withFolder = join(path, "started-here");

  it.each<[string, () => Promise<Ended>, RegExp]>([
    ["a port that is taken", taken, /PORT: \d+ is taken by another program on 127\.0\.0\.1/],
    ["an address of another machine", () => serve({ HOST: "192.0.2.1" }), /HOST: 192\.0\.2\.1 is no address of this machine/],
    ["a host that there isn't", () => serve({ HOST: "no-such-host.invalid" }), /HOST: .*no-such-host\.invalid/],
    ["a socket in a folder that there isn't", () => serve({ PORT: join(path, "none", "f.sock") }), /PORT/],
    ["a .env that is a folder", () => serve({}, withFolder), /\.env is a folder: expected a file/],
    ["the same, of a command", () => run(["report"], `sqlite:${file}`, {}, withFolder), /\.env is a folder/],
    ["a copy into a folder that there isn't", () => run(["backup", join(path, "none", "copy.db")]), /there is no folder/],
    ["a package into a folder that there isn't", () => packaged(join(path, "none", "forumbot.zip")), /no such file or directory/],
    [
      "a database that is no database",
      () => run(["report"], `sqlite:${join(ROOT, "package.json")}`),
      /DATABASE_URL: .*(not a|no SQLite) database/,
    ],
    ["a database that isn't reached", () => run(["report"], "postgres://u:hemmelig@127.0.0.1:9/d"), /DATABASE_URL: .*ECONNREFUSED/],
  ])("%s", async (_, work, message) => {
    mkdirSync(join(withFolder, ".env"), { recursive: true });
    const { status, told } = await work();
    expect([status, told]).toEqual([1, expect.stringMatching(message)]);
    expect(told.trim().split("\n")).toHaveLength(1);
    expect(told).not.toContain("hemmelig");
  });

  async function taken(): Promise<Ended> {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const ended = await serve({ PORT: String((other.address() as AddressInfo).port) });
    other.close();
    return ended;
  }

  const packaged = (out: string): Promise<Ended> =>
    run(["teams-package", "--id", "11111111-2222-3333-4444-555555555555", "--host", "bot.example", "--out", out]);

  it("a Node that is too old", async () => {
    const older = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.11.1" } })';
    const args = ["--import", `data:text/javascript,${encodeURIComponent(older)}`, ...NODE, "report"];
    const [error, told] = await new Promise<[Error | null, string]>((resolve) =>
      execFile(process.execPath, args, { env: base }, (failed, _, text) => resolve([failed, text])),
    );
    expect(error).toMatchObject({ code: 1 });
    expect(told).toBe("Forumbot needs Node 20.19, 22.12 or later; this is Node 20.11.1.\n");
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

async function health(socketPath: string, child: ChildProcess): Promise<number | undefined> {
  for (;;) {
    expect(child.exitCode).toBeNull();
    const status = await new Promise<number | undefined>((resolve) =>
      get({ socketPath, path: "/healthz" }, (response) => resolve(response.resume().statusCode)).on("error", () => resolve(undefined)),
    );
    if (status !== undefined) return status;
  }
}

const JSON_BODY = { "content-type": "application/json" };
const BODY = JSON.stringify({ text: "Hva er NSHF?", person: randomUUID(), conversation: randomUUID() });

describe("forumbot serve", () => {
  it("answers, counts what is lost and ends, while the disk of its log is full", async () => {
    const port = await freePort();
    const env = { ...base, PORT: `${port}`, DATABASE_URL: `sqlite:${join(path, "full.db")}`, LOG_LEVEL: "trace" };
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [...NODE, "serve"], { env, cwd: ROOT, stdio: ["ignore", full, full] });
    const address = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${address}/healthz`).catch(() => undefined))) expect(child.exitCode).toBeNull();
    for (let i = 0; i < 20; i++)
      expect((await fetch(`${address}/api/ask`, { method: "POST", headers: JSON_BODY, body: BODY })).status).toBe(200);
    expect(await (await fetch(`${address}/metrics`)).text()).toMatch(/forumbot_errors_total\{place="log"\} [1-9]/);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("answers while whoever reads its log has stopped reading, and ends", async () => {
    const port = await freePort();
    const env = { ...base, PORT: `${port}`, DATABASE_URL: `sqlite:${join(path, "unread.db")}`, LOG_LEVEL: "trace" };
    const child = spawn(process.execPath, [...NODE, "serve"], { env, cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.pause();
    const address = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${address}/healthz`).catch(() => undefined))) expect(child.exitCode).toBeNull();
    // far more lines than a pipe holds
    for (let i = 0; i < 2_000; i++) await (await fetch(`${address}/healthz`)).arrayBuffer();
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("ends well when it is told to in the moment in which it says that it listens, or while it waits for its database", async () => {
    const databases = [`sqlite:${join(path, "moment.db")}`, "postgres://u:p@127.0.0.1:9/d"];
    for (const url of databases) {
      const env = { ...base, PORT: "0", DATABASE_URL: url };
      const child = spawn(process.execPath, [...NODE, "serve"], { env, cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
      child.stdout.on("data", (chunk: Buffer) => /listening on|trying again/.test(String(chunk)) && child.kill("SIGTERM"));
      expect(await once(child, "exit")).toEqual([0, null]);
    }
  });

  it("listens on a socket where PORT is one, also where one of a killed process is left over", async () => {
    const socket = join(path, "f.sock");
    const env = { ...base, PORT: socket, DATABASE_URL: `sqlite:${join(path, "socket.db")}` };
    const started = () => spawn(process.execPath, [...NODE, "serve"], { env, cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
    const first = started();
    expect(await health(socket, first)).toBe(200);
    first.kill("SIGKILL");
    await once(first, "exit");
    const second = started();
    expect(await health(socket, second)).toBe(200);
    second.kill("SIGTERM");
    expect(await once(second, "exit")).toEqual([0, null]);
  });

  it.each(["serve", "report", "forget --platform slack --workspace T1 --user U1"])(
    "%s on a file that is no database ends at once, with what to do in place of a stack",
    async (command) => {
      const text = join(path, "text.db");
      writeFileSync(text, "no database ".repeat(500));
      const { status, told } = await run(command.split(" "), `sqlite:${text}`);
      expect(status).toBe(1);
      expect(told).toBe(
        `The settings can't be used: DATABASE_URL: ${text} is no SQLite database; name another file, or put a backup in its place\n`,
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
