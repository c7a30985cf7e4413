// Another process holds SQLite's lock: writes wait, and nothing else does.
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { createStore, openDatabase } from "../../src/store/open.js";
import { openConnection } from "../../src/store/sqlite-driver.js";
import { folder, silent, sqliteSettings } from "./harness.js";

const { path, remove } = folder();
afterAll(remove);

async function open(name: string) {
  const file = join(path, name);
  const opened = await openDatabase(sqliteSettings(file), silent);
  const store = await createStore(opened, sqliteSettings(file), silent);
  const other = await openConnection(file);
  return { file, opened, store, other };
}

const work = (key: string) => ({ key, platform: "slack", body: {} });

describe("while another process writes", () => {
  it("SQLite itself waits no longer than a moment: nothing else runs meanwhile", async () => {
    const { opened, store, other } = await open("moment.db");
    const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(opened.database.kysely);
    expect(rows[0]?.timeout).toBeLessThanOrEqual(50);
    await store.close();
    other.close();
  });

  it("what was read before is read, and what is written waits for its turn, by whatever way it is written", async () => {
    const { opened, store, other } = await open("lock.db");
    await store.setPlace("m", "p");
    const events: string[] = [];
    other.exec("begin immediate");
    const writes = [
      store.inbox.accept(work("a")).then((outcome) => events.push(outcome)),
      opened.database.kysely
        .deleteFrom("place")
        .execute()
        .then(([result]) => events.push(`${result?.numDeletedRows} deleted`)),
    ];
    for (let i = 0; i < 100; i++) await turn();
    expect(await store.place("m")).toBe("p");
    events.push("released");
    other.exec("commit");
    await Promise.all(writes);
    expect(events.sort()).toEqual(["1 deleted", "new", "released"]);
    expect(await store.place("m")).toBeUndefined();
    await store.close();
    other.close();
  });

  it("a reader of an older state doesn't hold up what empties the log", async () => {
    const { opened, store, other } = await open("reader.db");
    other.exec("begin");
    other.prepare("select * from job").all([]);
    await store.setPlace("m", "p");
    await opened.database.scrub();
    other.exec("commit");
    await opened.database.scrub();
    await store.close();
    other.close();
  });
});

describe("where the file is taken away", () => {
  it.each([
    ["removed", (file: string) => rmSync(file)],
    ["another's", (file: string) => renameSync(join(path, "away-another's.db"), file)],
  ])("%s: the store says that it isn't ready, and accepts nothing more", async (name, take) => {
    const { file, store, other } = await open(`${name}.db`);
    other.close();
    const away = await openConnection(join(path, `away-${name}.db`));
    away.close();
    await store.ready();
    take(file);
    await expect(store.ready()).rejects.toThrow(/database/);
    await expect(store.inbox.accept(work("b"))).rejects.toThrow(/start again/);
    await store.close().catch(() => undefined);
  });
});

describe("on a full disk", () => {
  const small = join(path, "small");
  mkdirSync(small);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", small]).status === 0;
  afterAll(() => {
    if (mounted) spawnSync("umount", ["-l", small]);
  });

  it.skipIf(!mounted)("the store says that it isn't ready, and is ready again when there is room", async () => {
    const { opened, store, other } = await open("small/full.db");
    other.close();
    await store.ready();
    const filler = join(small, "filler");
    let room = 4_096;
    for (const piece = Buffer.alloc(room); room > 0; )
      try {
        appendFileSync(filler, piece.subarray(0, room));
      } catch {
        room >>= 1;
      }
    await expect(untilFull(() => store.ready())).rejects.toThrow(/full/);
    await expect(store.inbox.accept(work("c"))).rejects.toThrow(/full/);
    rmSync(filler);
    await store.ready();
    expect(await store.inbox.accept(work("c"))).toBe("new");
    await store.close();
    expect(opened.database.dialect).toBe("sqlite");
  });
});

/** The log may have a page or two left. */
async function untilFull(write: () => Promise<void>): Promise<void> {
  for (let i = 0; i < 100; i++) await write();
}
