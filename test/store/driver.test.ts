// The SQLite drivers (Node's own and the package) on the same file; and files and drivers for which
// waiting doesn't help.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ConfigError } from "../../src/config.js";
import { openDatabase } from "../../src/store/open.js";
import { type Connection, isBusy, openConnection, openOwn, openPackage, ownModule } from "../../src/store/sqlite-driver.js";
import { folder, silent, sqliteSettings } from "./harness.js";

const { path, remove } = folder();
afterAll(remove);

/** The drivers that this Node has. */
const drivers: [string, (file: string) => Promise<Connection>][] = [];
beforeAll(async () => {
  const own = ownModule();
  if (own !== undefined) drivers.push(["node:sqlite", async (file) => openOwn(own, file, false)]);
  const built = await openPackage(":memory:", false).then(
    (db) => db.close() ?? true,
    () => false,
  );
  if (built) drivers.push(["better-sqlite3", (file) => openPackage(file, false)]);
});

describe("a driver", () => {
  it("reads what any driver wrote, bytes as bytes and times as numbers", async () => {
    expect(drivers.length).toBeGreaterThan(0);
    for (const [from, write] of drivers)
      for (const [to, read] of drivers) {
        const file = join(path, `${from}-${to}.db`.replace(":", ""));
        const db = await write(file);
        db.exec("pragma journal_mode = WAL");
        db.exec("create table t (key blob primary key, at bigint not null, text text)");
        const insert =
          "with r(key, text) as (values (?, ?)) insert into t select key, @now, text from r where true returning key, at, text";
        const row = { key: Buffer.from([0, 1, 255]), at: 1_800_000_000_123, text: null };
        expect({ ...db.prepare(insert).get([row.key, null], { now: row.at }) }).toEqual(row);
        db.close();
        const other = await read(file);
        const { rows } = other.prepare("select * from t where key = ?").all([row.key]);
        expect(rows.map((one) => ({ ...one }))).toEqual([row]);
        expect(Buffer.isBuffer(rows[0]?.key)).toBe(true);
        expect(other.prepare("delete from t").all([])).toEqual({ rows: [], changes: 1 });
        expect(other.prepare("delete from t").get([])).toBeUndefined();
        other.close();
      }
  });

  it("tells that another one writes", async () => {
    for (const [name, open] of drivers) {
      const file = join(path, `busy-${name}.db`.replace(":", ""));
      const [one, other] = [await open(file), await open(file)];
      one.exec("begin immediate");
      let error: unknown;
      try {
        other.exec("pragma busy_timeout = 0");
        other.exec("begin immediate");
      } catch (thrown) {
        error = thrown;
      }
      expect(isBusy(error)).toBe(true);
      expect(isBusy(new Error("something else"))).toBe(false);
      one.close();
      other.close();
    }
  });

  it("is loaded without a word on standard error", () => {
    const warned = vi.spyOn(process, "emitWarning");
    ownModule();
    expect(warned).not.toHaveBeenCalled();
    expect(process.emitWarning).toBe(warned);
  });
});

describe("a database that can't be used", () => {
  const told = (file: string): Promise<unknown> => openDatabase(sqliteSettings(file), silent).catch((error: unknown) => error);

  it.each([
    ["text", (at: string) => writeFileSync(at, "this is a text, and long enough to be looked at as a database\n".repeat(20))],
    ["folder", (at: string) => mkdirSync(at)],
  ])("a %s in the place of the file is told at once, by its name", async (name, make) => {
    make(join(path, name));
    const error = await told(join(path, name));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems).toEqual([expect.stringContaining(join(path, name))]);
  });

  it("a damaged file is told at once", async () => {
    const file = join(path, "damaged.db");
    const { database } = await openDatabase(sqliteSettings(file), silent);
    await database.close();
    const bytes = readFileSync(file);
    bytes.fill(7, 100, 4_000);
    writeFileSync(file, bytes);
    expect(await told(file)).toBeInstanceOf(ConfigError);
  });
});

describe("a package that can't be loaded", () => {
  it.each([
    ["built for another Node", Object.assign(new Error("was compiled against a different Node.js version"), { code: "ERR_DLOPEN_FAILED" })],
    ["not built, since scripts were off", new Error("Could not locate the bindings file. Tried: …")],
    ["loaded a second time", new Error("Module did not self-register")],
  ])("%s: what to do is told, and nothing is tried again", async (_, error) => {
    vi.resetModules();
    vi.doMock("better-sqlite3", () => ({
      default: class {
        constructor() {
          throw error;
        }
      },
    }));
    const driver = await import("../../src/store/sqlite-driver.js");
    const thrown = await driver.openPackage(":memory:", false).catch((one: unknown) => one);
    expect((thrown as Error).name).toBe("ConfigError");
    expect((thrown as Error).message).toContain("npm rebuild better-sqlite3");
    vi.doUnmock("better-sqlite3");
  });
});

it("is opened by whichever driver this Node has", async () => {
  const db = await openConnection(":memory:");
  expect(db.prepare("select 1 as one").get([])?.one).toBe(1);
  db.close();
});
