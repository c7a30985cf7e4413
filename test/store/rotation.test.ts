// Keys that change: old data can be read and is re-encrypted with the newest; people's hashes stay
// the same.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createKeyring } from "../../src/store/keys.js";
import { createStore, openDatabase } from "../../src/store/open.js";
import { turn } from "./contract.js";
import { folder, silent, sqliteSettings } from "./harness.js";

const { path, remove } = folder();
afterAll(remove);
const [old, newer] = ["the old key, long enough", "the new key, long enough"];
const person = { platform: "slack", workspace: "T1", user: "U1" };

async function open(name: string, secretKeys: readonly string[]) {
  const settings = sqliteSettings(join(path, name, "forumbot.db"), { secretKeys });
  return createStore(await openDatabase(settings, silent), settings, silent);
}

describe("keys", () => {
  it("are changed by putting a new one first, and the old one can go after the next start", async () => {
    const before = await open("rotated", [old]);
    await before.inbox.accept({ key: "k1", platform: "slack", body: "unfinished" }, person);
    await before.remember("c1", person, turn("a1"));
    await before.setLanguage(person, "nn");
    await before.setPlace("m1", "p1");
    await before.setInstallation("T1", { token: "x" });
    await before.close();

    const both = await open("rotated", [newer, old]);
    expect(await both.conversation("c1")).toEqual(turn("a1"));
    expect(await both.language(person)).toBe("nn");
    await both.close();

    const after = await open("rotated", [newer]);
    expect(await after.conversation("c1")).toEqual(turn("a1"));
    expect(await after.installation("T1")).toEqual({ token: "x" });
    expect(await after.place("m1")).toBe("p1");
    expect(await after.kept(person)).toMatchObject({ language: "nn", answers: 1 });
    expect(await after.inbox.take(10)).toMatchObject([{ key: "k1", body: "unfinished" }]);
    await after.close();
  });

  it("that don't belong to the database are refused at the start, with the setting's name", async () => {
    await (await open("foreign", [old])).close();
    await expect(open("foreign", [newer])).rejects.toThrow(/SECRET_KEYS/);
  });

  it("are made where none is set, once, however many start at the same moment", async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => open("made", [])));
    await all[0]?.setInstallation("T1", { token: "x" });
    for (const store of all) expect(await store.installation("T1")).toEqual({ token: "x" });
    await Promise.all(all.map((store) => store.close()));
    expect(readFileSync(join(path, "made", "secret.key"), "utf8").trim().length).toBeGreaterThan(40);
    writeFileSync(join(path, "made", "secret.key"), "another key, written by hand\n");
    await expect(open("made", [])).rejects.toThrow(/SECRET_KEYS/);
  });

  it("open what they sealed, where it was sealed, unchanged, and nothing else", () => {
    const [ring, other] = [createKeyring([old]), createKeyring([newer])];
    const place = Buffer.from("a place");
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, at) => {
        const sealed = ring.seal(value, place);
        expect(ring.open(sealed, place)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(ring.seal(value, place).equals(sealed)).toBe(false);
        const changed = Buffer.from(sealed);
        changed[at % changed.length] = (changed[at % changed.length] as number) ^ 1;
        expect(() => ring.open(changed, place)).toThrow();
        expect(() => ring.open(sealed, Buffer.from("elsewhere"))).toThrow();
        expect(() => ring.open(sealed.subarray(0, at % sealed.length), place)).toThrow();
        expect(() => other.open(sealed, place)).toThrow();
      }),
    );
  });
});
