// PostgreSQL behind a real PgBouncer: in transaction mode the store keeps all its promises, in
// session mode it opens only the available connections.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config.js";
import { createLog } from "../../src/log.js";
import { createStore, openDatabase } from "../../src/store/open.js";
import { contract, turn } from "./contract.js";
import { folder, freePort, type Postgres, pair, postgresSettings, silent, startPostgres } from "./harness.js";

const PROGRAM = "/usr/sbin/pgbouncer";
const installed = spawnSync(PROGRAM, ["--version"]).status === 0;

let postgres: Postgres;
const pools: ChildProcess[] = [];
const { path, remove } = folder();

/** The address of a new database, through a pool of its own. */
async function behind(mode: "transaction" | "session" | "statement", size: number): Promise<string> {
  postgres ??= await startPostgres();
  const { hostname, port, pathname, username, password } = new URL(await postgres.create());
  const own = await freePort();
  const file = join(path, `${own}.ini`);
  const database = pathname.slice(1);
  writeFileSync(
    file,
    `[databases]
${database} = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${size}
`,
  );
  chmodSync(path, 0o755);
  // it doesn't run as root
  const pool = spawn(PROGRAM, ["-q", file], { stdio: "ignore", ...(process.getuid?.() === 0 && { uid: 65534, gid: 65534 }) });
  pools.push(pool);
  while (!(await answers(own))) await pause(20);
  return `postgres://somebody@127.0.0.1:${own}/${database}`;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** A log, and what was written to it. */
function noted() {
  const lines: string[] = [];
  return { log: createLog("info", { write: (line: string) => void lines.push(line) }), lines };
}

afterAll(async () => {
  for (const pool of pools) pool.kill("SIGKILL");
  await postgres?.remove();
  remove();
});

describe.skipIf(!installed)("behind a pool", () => {
  contract("PostgreSQL behind PgBouncer by transaction", async () => pair(postgresSettings(await behind("transaction", 3))));

  describe("by transaction", () => {
    const { log, lines } = noted();
    let url: string;
    beforeAll(async () => {
      url = await behind("transaction", 5);
    });

    it("all of many messages are taken and answered, and the start says how", async () => {
      const settings = postgresSettings(url);
      const store = await createStore(await openDatabase(settings, log), settings, log);
      const person = { platform: "slack", workspace: "T1", user: "U1" };
      const outcomes = await Promise.all(
        Array.from({ length: 400 }, async (_, i) => {
          const outcome = await store.inbox.accept({ key: `k${i}`, platform: "slack", body: {} }, person);
          await store.recall(`c${i}`, person);
          await store.inbox.sending(`k${i}`);
          await store.remember(`c${i}`, person, turn(`a${i}`));
          await store.inbox.finish(`k${i}`, { message: `m${i}`, place: "p" });
          return outcome;
        }),
      );
      expect(outcomes.filter((outcome) => outcome === "new")).toHaveLength(400);
      expect(await store.inbox.waiting()).toBe(0);
      await store.close();
      expect(lines.join("")).toContain("a pool stands before PostgreSQL");
      expect(lines.join("")).not.toMatch(/42P05|26000/);
    });
  });

  it("by session, no more connections are asked for than there are, and the start says so", async () => {
    const { log, lines } = noted();
    const settings = postgresSettings(await behind("session", 2), { connections: 4 });
    const store = await createStore(await openDatabase(settings, log), settings, log);
    expect(lines.join("")).toContain("DATABASE_CONNECTIONS");
    const outcomes = Promise.all(Array.from({ length: 50 }, (_, i) => store.inbox.accept({ key: `k${i}`, platform: "slack", body: {} })));
    expect(new Set(await outcomes)).toEqual(new Set(["new"]));
    await store.close();
  });

  it("by statement, the start ends and says what to do", async () => {
    const error = await openDatabase(postgresSettings(await behind("statement", 5)), silent).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toContain("pool_mode");
  });
});
