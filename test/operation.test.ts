// What an operator relies on: a start that waits for its database, a readiness that says what is
// wrong, a stop that hands over.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Settings } from "../src/store/open.js";
import { type Instance, startInstance } from "./chaos/instance.js";
import { toy } from "./chaos/subject.js";
import { folder, KEY, type Postgres, postgresSettings, silent, sqliteSettings, startPostgres } from "./store/harness.js";

const { path, remove } = folder();
let postgres: Postgres;
let script: readonly string[];
let api: Server;
let replies: string[] = [];
let hangs = false;
const children: Instance[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  script = await toy.script();
  api = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (hangs) return;
    replies.push((JSON.parse(body) as { id: string }).id);
    response.end("{}");
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop()));
  api.closeAllConnections();
  api.close();
  await postgres.remove();
  remove();
});

function start(url: string, more: Record<string, string> = {}): Instance {
  const recorder = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const child = startInstance(script, { DATABASE_URL: url, SECRET_KEYS: KEY, LOG_LEVEL: "info", ...toy.settings(recorder), ...more });
  children.push(child);
  return child;
}

async function until<T>(read: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const get = async (of: Instance, route: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${await until(of.address)}${route}`);
  return { status: response.status, text: await response.text() };
};
const deliver = async (of: Instance, id: string): Promise<number> => {
  const { path: route, headers, body } = toy.deliver({ number: 1, id, user: "U1", text: "Hva er NSHF?" }, 1);
  return (await fetch(`${await until(of.address)}${route}`, { method: "POST", headers, body })).status;
};
const unfinished = async (settings: Settings): Promise<readonly { owner: string | null }[]> => {
  const { database } = await openDatabase(settings, silent);
  const rows = await database.kysely.selectFrom("work").select("owner").where("done", "=", 0).execute();
  await database.close();
  return rows;
};

describe("a start", () => {
  it("without its database says why, tries again, and serves as soon as it is there", async () => {
    const url = await postgres.create();
    await postgres.stop();
    const child = start(url);
    await until(() => /can't be opened; trying again.*\n.*can't be opened/.test(child.output()) || undefined);
    expect(child.output()).toContain("ECONNREFUSED");
    expect(child.output()).not.toContain("postgres:postgres");
    await postgres.start();
    expect((await get(child, "/readyz")).status).toBe(200);
  });

  it("with a folder in place of its database says why", async () => {
    const child = start(`sqlite:${path}`);
    await until(() => child.output().includes("can't be opened") || undefined);
    expect(child.output()).toMatch(/EISDIR|unable to open/);
  });

  it("with the keys of another database ends, and names the setting", async () => {
    const url = `sqlite:${join(path, "keys.db")}`;
    const first = start(url);
    await until(first.address);
    expect(await first.stop()).toBe(0);
    const child = start(url, { SECRET_KEYS: "another key, never seen before" });
    await until(() => child.output().includes("SECRET_KEYS") || undefined);
    expect(await child.stop()).not.toBe(0);
  });
});

describe("a running server", () => {
  it("says what isn't ready, while it stays alive and counts, and is ready again by itself", async () => {
    const child = start(await postgres.create());
    expect(JSON.parse((await get(child, "/readyz")).text)).toEqual({ store: "ok", toy: "ok" });
    await postgres.stop();
    const broken = await get(child, "/readyz");
    expect(broken.status).toBe(503);
    expect(JSON.parse(broken.text)).toMatchObject({ toy: "ok" });
    expect(broken.text).toMatch(/ECONNREFUSED|terminat|timeout|no answer/i);
    expect((await get(child, "/healthz")).status).toBe(200);
    expect((await get(child, "/metrics")).text).toContain("forumbot_queue Nan");
    expect(await deliver(child, "while it is away")).toBe(503);
    await postgres.start();
    await until(async () => (await get(child, "/readyz")).status === 200 || undefined);
    expect(await deliver(child, "while it is away")).toBe(200);
    await until(() => replies.includes("while it is away") || undefined);
    const { text } = await get(child, "/metrics");
    expect(text).toContain('forumbot_questions_total{platform="toy",language="nb",kind="answer"} 1');
    await until(async () => (await get(child, "/metrics")).text.includes("forumbot_queue 0") || undefined);
    expect(text).toContain('forumbot_answer_seconds_count{platform="toy"} 1');
  });
});

describe("a stop", () => {
  it("finishes what is under way, takes no more, and ends well", async () => {
    const settings = sqliteSettings(join(path, "stop.db"));
    const child = start(`sqlite:${join(path, "stop.db")}`);
    replies = [];
    expect(await Promise.all(["a", "b", "c"].map((id) => deliver(child, id)))).toEqual([200, 200, 200]);
    expect(await child.stop()).toBe(0);
    expect(replies.sort()).toEqual(["a", "b", "c"]);
    expect(await unfinished(settings)).toEqual([]);
    expect(child.output()).not.toContain('"level":50');
  });

  it.each(["SQLite", "PostgreSQL"])("hands over what it can't finish, so that another takes it up at once, on %s", async (name) => {
    const url = name === "SQLite" ? `sqlite:${join(path, "over.db")}` : await postgres.create();
    const settings = name === "SQLite" ? sqliteSettings(join(path, "over.db")) : postgresSettings(url);
    replies = [];
    hangs = true;
    const child = start(url);
    expect(await deliver(child, "left")).toBe(200);
    expect(await child.stop()).toBe(0);
    expect(await unfinished(settings)).toEqual([{ owner: null }]);
    hangs = false;
    const next = start(url);
    await until(() => replies.includes("left") || undefined);
    expect(replies).toEqual(["left"]);
    expect((await get(next, "/metrics")).text).toContain('forumbot_possible_second_replies_total{platform="toy"} 1');
  });
});
