// Whose leases end at once: those of processes that have certainly ended, and no others.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createStore, openDatabase } from "../../src/store/open.js";
import { isOver, nameProcess } from "../../src/store/process.js";
import { folder, silent, sqliteSettings } from "./harness.js";

const { path, remove } = folder();
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  remove();
});

const linux = process.platform === "linux";
const own = nameProcess();
const [place, number, since] = own.split("/") as [string, string, string];

/** A process that lives, and the name that it would give itself. */
function another(): { child: ChildProcess; name: string } {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  children.push(child);
  const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
  return { child, name: `${place}/${child.pid}/${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}/0` };
}

describe.skipIf(!linux)("a process", () => {
  it("that lives isn't over, and is over as soon as it is gone", async () => {
    expect(isOver(own)).toBe(false);
    const { child, name } = another();
    expect(isOver(name)).toBe(false);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(isOver(name)).toBe(true);
  });

  it("whose number is another's now is over", () => {
    expect(isOver(`${place}/${number}/${Number(since) - 1}/0`)).toBe(true);
  });

  it.each([
    ["of another host, boot or namespace", `0123456789abcdef/${number}/${Number(since) - 1}/0`],
    ["of another host, boot or namespace, with a number that nobody has here", `0123456789abcdef/999999999/${since}/0`],
    ["that can't tell where it is", `-/999999999/-/0`],
    ["as an older version named it", `host/${number}/01234567`],
    ["without a name", ""],
  ])("%s isn't known to be over", (_, name) => {
    expect(isOver(name)).toBe(false);
  });
});

describe.skipIf(!linux)("a start", () => {
  it.each([
    ["takes up at once what a process of this place left that is gone", `${place}/999999999/${since}/0`, ["left"]],
    ["leaves alone what one of another place with the same number has under way", `0123456789abcdef/${number}/${since}/0`, []],
  ])("%s", async (name, owner, taken) => {
    const settings = sqliteSettings(join(path, `${name}.db`));
    const opened = await openDatabase(settings, silent);
    const first = await createStore(opened, settings, silent);
    await first.inbox.accept({ key: "left", platform: "slack", body: {} });
    await opened.database.kysely.updateTable("work").set({ owner }).execute();
    const second = await createStore(await openDatabase(settings, silent), settings, silent);
    expect((await second.inbox.take(10)).map(({ key }) => key)).toEqual(taken);
    await first.close();
    await second.close();
  });
});
