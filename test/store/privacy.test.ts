// What must not be stored: neither in the log, nor in the database's file or its log, nor for
// longer than allowed.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { asCsv, asText } from "../../src/cli/store.js";
import { createDesk } from "../../src/desk.js";
import { createLog } from "../../src/log.js";
import { createMetrics } from "../../src/metrics.js";
import { createStore, openDatabase } from "../../src/store/open.js";
import { readReport } from "../../src/store/report.js";
import { bot } from "../bot.js";
import { turn } from "./contract.js";
import { age, folder, KEY, silent, sqliteSettings } from "./harness.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const { path, remove } = folder();
afterAll(remove);

async function open(name: string, more = {}) {
  const settings = sqliteSettings(join(path, name, "forumbot.db"), more);
  const opened = await openDatabase(settings, silent);
  const store = await createStore(opened, settings, silent);
  return { opened, store, settings, passes: (time: number) => age(opened.database.kysely, time) };
}

/** All bytes of all files of a database: itself, its log, its index of the log, a key beside it. */
const bytesOf = (name: string): Buffer => Buffer.concat(readdirSync(join(path, name)).map((file) => readFileSync(join(path, name, file))));

const unanswered = (id: string, question: string) => {
  const one = turn(id, question);
  return { ...one, last: { ...one.last, kind: "unknown" as const } };
};

describe("the database's files", () => {
  it("hold no text, no id and no token as it is, at any time", async () => {
    const { store } = await open("plain");
    const person = { platform: "slack", workspace: "T0WORKSPACE", user: "U0SOMEBODY" };
    const secrets = ["Hemmelig spørsmål om Kari", "T0WORKSPACE", "U0SOMEBODY", "C0CHANNEL", "xoxb-token-of-somebody", "answer-id-1"];
    await store.inbox.accept({ key: "slack C0CHANNEL U0SOMEBODY", platform: "slack", body: { text: secrets[0] } }, person);
    await store.remember("C0CHANNEL U0SOMEBODY", person, unanswered("answer-id-1", secrets[0] as string));
    await store.setLanguage(person, "nn");
    await store.feedback(person, "answer-id-1", "unhelpful");
    await store.setInstallation("T0WORKSPACE", { token: secrets[4] });
    await store.setPlace("C0CHANNEL 1", "C0CHANNEL 2");
    await store.once("welcome U0SOMEBODY", person);
    const search = () => secrets.filter((secret) => bytesOf("plain").includes(secret));
    expect(bytesOf("plain").length).toBeGreaterThan(10_000);
    expect(search()).toEqual([]);
    await store.inbox.finish("slack C0CHANNEL U0SOMEBODY", { message: "C0CHANNEL 1", place: "C0CHANNEL 2" });
    await store.close();
    expect(search()).toEqual([]);
  });

  it("are for their owner only", async () => {
    const { store } = await open("modes", { secretKeys: [] });
    await store.setLanguage({ platform: "web", workspace: "", user: "1" }, "nb");
    const modes = readdirSync(join(path, "modes")).map((file) => [file, (statSync(join(path, "modes", file)).mode & 0o777).toString(8)]);
    await store.close();
    expect(Object.fromEntries(modes)).toMatchObject({ "forumbot.db": "600", "forumbot.db-wal": "600", "secret.key": "600" });
  });

  it("no longer hold even the sealed text when its time is over, or when it was answered", async () => {
    const { opened, store, passes } = await open("sealed");
    const person = { platform: "slack", workspace: "T1", user: "U1" };
    await store.inbox.accept({ key: "k1", platform: "slack", body: { text: "x".repeat(200) } }, person);
    await store.remember("c1", person, turn("a1", "y".repeat(200)));
    const { body } = await opened.database.kysely.selectFrom("work").select("body").executeTakeFirstOrThrow();
    const { value } = await opened.database.kysely.selectFrom("answer").select("value").executeTakeFirstOrThrow();
    const there = () => [body, value].map((sealed) => bytesOf("sealed").includes((sealed as Buffer).subarray(16, 100)));
    expect(there()).toEqual([true, true]);
    await store.inbox.finish("k1");
    await passes(31 * MINUTE);
    await store.housekeeping.sweep();
    expect(there()).toEqual([false, false]);
    await store.close();
  });

  it("no longer hold what a person had deleted", async () => {
    const { opened, store } = await open("forget");
    const person = { platform: "slack", workspace: "T1", user: "U1" };
    await store.remember("c1", person, turn("a1", "y".repeat(200)));
    const { value, person: hash } = await opened.database.kysely.selectFrom("answer").select(["value", "person"]).executeTakeFirstOrThrow();
    expect(bytesOf("forget").includes(hash)).toBe(true);
    await store.forget(person);
    expect([value as Buffer, hash].map((bytes) => bytesOf("forget").includes(bytes.subarray(0, 100)))).toEqual([false, false]);
    await store.close();
  });
});

describe("what is kept after half an hour", () => {
  it("is of unanswered and unhelpful questions only, and names nobody", async () => {
    const { opened, store, passes } = await open("rest");
    const person = { platform: "slack", workspace: "T1", user: "U1" };
    await store.remember("c1", person, turn("a1", "Besvart spørsmål"));
    await store.remember("c2", person, unanswered("a2", "Når får jeg svar til Kari Nordmann, tlf 22 33 44 55?"));
    await store.remember("c3", person, unanswered("a3", "når får jeg svar til Ola Dunk, tlf 99887766"));
    await store.remember("c4", person, turn("a4", '=1+1 "feil", svar'));
    await store.feedback(person, "a4", "unhelpful");
    const before = await readReport(opened, silent);
    await passes(31 * MINUTE);
    await store.housekeeping.sweep();
    const rows = await readReport(opened, silent);
    // half an hour ago may have been yesterday
    const undated = (all: typeof rows) => all.map(({ last: _, ...row }) => row);
    expect(undated(rows)).toEqual(undated(before));
    expect(rows).toMatchObject([
      { reason: "unanswered", times: 2, question: "når får jeg svar til [name], tlf [number]", subjects: ["a"] },
      { reason: "unhelpful", times: 1, question: '=1+1 "feil", svar' },
    ]);
    const due = [{ id: "a.1", document: "d", reviewBy: "2026-01-01" }];
    expect(asText(rows, { due })).toContain("Not answered: 2\n  tasks, a\n    2 ×");
    expect(asText(rows, { due })).toContain("Facts past their day of review: 1\n  d, to be reviewed by 2026-01-01: a.1");
    expect(asCsv(rows, { due }).split("\r\n")[2]).toContain(`,"'=1+1 ""feil"", svar"`);
    expect(await store.kept(person)).toMatchObject({ answers: 4, questions: 3, conversations: 0 });
    await store.close();
  });

  it("is gone after the days of the setting, and what is used meanwhile stays", async () => {
    const { opened, store, passes } = await open("days", { retentionDays: 10 });
    const [one, two, three] = [1, 2, 3].map((user) => ({ platform: "slack", workspace: "T1", user: `U${user}` })) as [never, never, never];
    await store.setLanguage(three, "en");
    for (const person of [one, two]) {
      await store.setLanguage(person, "nn");
      await store.once(`hint ${JSON.stringify(person)}`, person);
    }
    await store.remember("c1", one, unanswered("a1", "hva"));
    await store.feedback(one, "a1", "unhelpful");
    await store.setPlace("m1", "p1");
    await store.setInstallation("T1", { token: "x" });
    await store.inbox.accept({ key: "k1", platform: "slack", body: 1 });
    await store.inbox.finish("k1");
    await passes(9 * DAY);
    await store.language(two);
    await store.recall("c1", three);
    await store.once(`hint ${JSON.stringify(two)}`, two);
    await store.housekeeping.sweep();
    await store.housekeeping.expire();
    expect(await readReport(opened, silent)).toHaveLength(1);
    await passes(2 * DAY);
    await store.housekeeping.expire();
    expect(await readReport(opened, silent)).toEqual([]);
    const left = [];
    for (const table of ["work", "conversation", "answer", "feedback", "place", "language", "once", "installation"] as const)
      left.push(...(await opened.database.kysely.selectFrom(table).select("key").execute()).map(() => table));
    expect(left).toEqual(["language", "language", "once", "installation"]);
    expect(await store.language(two)).toBe("nn");
    expect(await store.language(three)).toBe("en");
    await store.close();
  });

  it("is swept and deleted by one instance, each time", async () => {
    const { opened, store, settings } = await open("jobs");
    const others = await Promise.all([1, 2, 3].map(async () => createStore(await openDatabase(settings, silent), settings, silent)));
    await Promise.all(others.map((other) => other.close()));
    const jobs = await opened.database.kysely.selectFrom("job").select("name").execute();
    expect(jobs.map(({ name }) => name).sort()).toEqual(["daily", "sweep"]);
    await store.close();
  });
});

describe("the log", () => {
  it("holds no text and no id, not even where everything fails", async () => {
    let text = "";
    const write = (chunk: Buffer, _: unknown, done: () => void): void => {
      text += chunk;
      done();
    };
    const log = createLog("trace", new Writable({ write }));
    const settings = sqliteSettings(join(path, "log", "forumbot.db"), { secretKeys: [KEY] });
    const opened = await openDatabase(settings, log);
    const store = await createStore(opened, settings, log);
    const desk = createDesk({
      bot,
      guide: {} as never,
      store,
      limit: async () => Promise.reject(new Error("no limiter")),
      metrics: createMetrics(),
      log,
    });
    const person = { platform: "slack", workspace: "T0WORKSPACE", user: "U0SOMEBODY" };
    const asking = { message: { text: "Hemmelig: hvor ofte møtes de?" }, person, conversation: "C0CHANNEL" };
    await desk.ask(asking);
    await store.inbox.accept({ key: "C0CHANNEL 1", platform: "slack", body: asking }, person);
    await opened.database.kysely
      .updateTable("work")
      .set({ body: Buffer.from("changed by somebody") })
      .execute();
    await age(opened.database.kysely, 2 * MINUTE);
    expect(await store.inbox.take(10)).toEqual([]);
    await opened.database.kysely.schema.dropTable("answer").execute();
    await desk.ask(asking);
    await store.close();
    expect(text).toContain("the store failed");
    expect(text).toContain("can't be read");
    for (const secret of ["Hemmelig", "møtes", "U0SOMEBODY", "T0WORKSPACE", "C0CHANNEL", KEY]) expect(text).not.toContain(secret);
  });
});
