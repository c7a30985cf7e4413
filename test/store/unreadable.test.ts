// A value that no key decrypts (a damaged row) is skipped and logged, and everything else
// continues.
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createKeyring } from "../../src/store/keys.js";
import { createStore, openDatabase } from "../../src/store/open.js";
import { readReport } from "../../src/store/report.js";
import { reseal } from "../../src/store/rotation.js";
import { turn } from "./contract.js";
import { age, folder, silent, sqliteSettings } from "./harness.js";

const { path, remove } = folder();
afterAll(remove);
const person = { platform: "slack", workspace: "T1", user: "U1" };
const unanswered = (id: string, question: string) => {
  const one = turn(id, question);
  return { ...one, last: { ...one.last, kind: "unknown" as const } };
};

/** Two unanswered questions, the value of the first damaged; and what was logged as an error. */
async function damaged(name: string, secretKeys = ["the only key, long enough"]) {
  const settings = sqliteSettings(join(path, name), { secretKeys });
  const opened = await openDatabase(settings, silent);
  const store = await createStore(opened, settings, silent, { when: new Promise(() => undefined) });
  await store.remember("c1", person, unanswered("a1", "hva er dette"));
  const [bad] = await opened.database.kysely.selectFrom("answer").select("key").execute();
  await store.remember("c2", person, unanswered("a2", "hva er noe annet"));
  const key = bad?.key as Buffer;
  const table = opened.database.kysely.updateTable("answer").where("key", "=", key);
  await table.set({ value: Buffer.from("no longer what was sealed") }).execute();
  const errors: string[] = [];
  const error = (_: unknown, message: string): void => void errors.push(message);
  const log: typeof silent = Object.assign(Object.create(silent), { error });
  return { opened, store, settings, key, errors, log };
}

describe("a text that can't be read", () => {
  it("is missing from the report, which has all others", async () => {
    const { opened, store, errors, log } = await damaged("report.db");
    expect(await readReport(opened, log)).toMatchObject([{ question: "hva er noe annet" }]);
    expect(errors).toEqual(["a question can't be read"]);
    await store.close();
  });

  it("is dropped when its time is over, as the others are reduced to what is kept for editors", async () => {
    const { opened, store, key } = await damaged("expired.db");
    await age(opened.database.kysely, 31 * 60_000);
    await store.housekeeping.sweep();
    const rows = await opened.database.kysely.selectFrom("answer").select(["key", "value"]).execute();
    expect(rows.filter(({ value }) => value === null).map((row) => row.key)).toEqual([key]);
    expect(await readReport(opened, silent)).toMatchObject([{ question: "hva er noe annet" }]);
    await store.close();
  });

  it("stays as it is when the key changes, and holds up no other", async () => {
    const [old, newer] = ["the only key, long enough", "another key, long enough"];
    const { opened, store, errors, log } = await damaged("resealed.db", [old]);
    await reseal(opened.database, createKeyring([newer, old]), log);
    expect(errors).toEqual(["a value can't be sealed anew"]);
    expect(await readReport({ ...opened, ring: createKeyring([newer]) }, silent)).toMatchObject([{ question: "hva er noe annet" }]);
    await store.close();
  });
});
