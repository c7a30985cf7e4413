// Expired data is deleted in short steps, so that questions don't wait for all of it.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { createStore, openDatabase } from "../../src/store/open.js";
import { readReport } from "../../src/store/report.js";
import { inSteps } from "../../src/store/steps.js";
import { turn as turnOf } from "./contract.js";
import { age, folder, postgresSettings, silent, sqliteSettings, startPostgres } from "./harness.js";

const { path, remove } = folder();
afterAll(remove);

async function open(name: string, told = {}) {
  const settings = sqliteSettings(join(path, name));
  const opened = await openDatabase(settings, silent);
  return { opened, store: await createStore(opened, settings, silent, told) };
}

/** How many turns of the event loop others have while `work` is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const counting = (async () => {
    for (; !over; turns++) await turn();
  })();
  await work;
  over = true;
  await counting;
  return turns;
}

const person = { platform: "slack", workspace: "T1", user: "U1" };
const unanswered = (id: string, question: string) => {
  const one = turnOf(id, question);
  return { ...one, last: { ...one.last, kind: "unknown" as const } };
};

describe("on SQLite others have their turn", () => {
  it("while finished works of a day are deleted", async () => {
    const { opened, store } = await open("works.db", { when: new Promise(() => undefined) });
    const row = { platform: "slack", person: null, body: null, attempt: 1, sending: 1, again: 0, due: 0, taken: 0, owner: null, done: 1 };
    for (let i = 0; i < 20; i++) {
      const rows = Array.from({ length: 500 }, (_, j) => ({ ...row, key: randomBytes(16), since: 1_000 * i + j, ticket: 0 }));
      await opened.database.kysely.insertInto("work").values(rows).execute();
    }
    await store.inbox.accept({ key: "new", platform: "slack", body: 1 });
    expect(await turnsDuring(store.housekeeping.expire())).toBeGreaterThan(9);
    const left = await opened.database.kysely.selectFrom("work").select("done").execute();
    expect(left).toEqual([{ done: 0 }]);
    await store.close();
  });

  it("while texts are overwritten and conversations end, each of them once", async () => {
    const { opened, store } = await open("texts.db", { when: new Promise(() => undefined) });
    const all = Array.from({ length: 700 }, (_, i) => store.remember(`c${i}`, person, unanswered(`a${i}`, `hva ${i}`)));
    await Promise.all(all);
    await age(opened.database.kysely, 31 * 60_000);
    await store.remember("new", person, unanswered("new", "hva nå"));
    expect(await turnsDuring(store.housekeeping.sweep())).toBeGreaterThan(9);
    expect(await store.kept(person)).toMatchObject({ answers: 701, questions: 701, conversations: 1 });
    expect(await readReport(opened, silent)).toHaveLength(701);
    await store.close();
  });
});

it("on PostgreSQL the same goes, and nothing else", async () => {
  const postgres = await startPostgres();
  const settings = postgresSettings(await postgres.create());
  const opened = await openDatabase(settings, silent);
  const store = await createStore(opened, settings, silent, { when: new Promise(() => undefined) });
  await Promise.all(Array.from({ length: 120 }, (_, i) => store.remember(`c${i}`, person, unanswered(`a${i}`, `hva ${i}`))));
  await store.inbox.accept({ key: "old", platform: "slack", body: 1 });
  await store.inbox.finish("old", { message: "m", place: "p" });
  await age(opened.database.kysely, 2 * 86_400_000);
  await store.remember("new", person, unanswered("new", "hva nå"));
  await store.housekeeping.sweep();
  await store.housekeeping.expire();
  expect(await store.kept(person)).toMatchObject({ answers: 121, questions: 121, conversations: 1 });
  expect(await opened.database.kysely.selectFrom("work").selectAll().execute()).toEqual([]);
  expect(await store.place("m")).toBe("p");
  await age(opened.database.kysely, 90 * 86_400_000);
  await store.housekeeping.sweep();
  await store.housekeeping.expire();
  expect(await store.kept(person)).toMatchObject({ answers: 0, conversations: 0 });
  expect(await store.place("m")).toBeUndefined();
  await store.close();
  await postgres.remove();
});

describe("what is old", () => {
  it("waits until the server listens, and a stop doesn't wait for it", async () => {
    let listens: () => void = () => undefined;
    const { opened, store } = await open("when.db", {
      when: new Promise<void>((resolve) => {
        listens = resolve;
      }),
    });
    const jobs = async () => (await opened.database.kysely.selectFrom("job").select("name").execute()).map(({ name }) => name).sort();
    for (let i = 0; i < 20; i++) await turn();
    expect(await jobs()).toEqual([]);
    listens();
    while ((await jobs()).length < 2) await turn();
    expect(await jobs()).toEqual(["daily", "sweep"]);
    await store.close();
    const never = await open("never.db", { when: new Promise(() => undefined) });
    await never.store.close();
  });

  it("is done in steps until there is no more", async () => {
    const steps: number[] = [];
    await inSteps(async (rows) => steps.push(rows) < 6);
    expect(steps).toHaveLength(6);
    expect(Math.min(...steps)).toBeGreaterThan(0);
  });
});

describe("the report", () => {
  it("keeps names of what the bot is about, also where a person's could stand", async () => {
    const { opened, store } = await open("names.db", { names: ["NSHF", "Nordisk råd"] });
    await store.remember("c", person, unanswered("a", "Hva er kvoten til NSHF og Kari Nordmann?"));
    await age(opened.database.kysely, 31 * 60_000);
    await store.housekeeping.sweep();
    const [row] = await readReport(opened, silent, { names: ["NSHF"] });
    expect(row?.question).toBe("Hva er kvoten til NSHF og [name]?");
    await store.close();
  });

  it("tells the day where the editors are", async () => {
    const { opened, store } = await open("days.db");
    await store.remember("c", person, unanswered("a", "hva"));
    await opened.database.kysely
      .updateTable("answer")
      .set({ at: Date.UTC(2026, 11, 1, 23, 30) })
      .execute();
    expect(await readReport(opened, silent)).toMatchObject([{ last: "2026-12-02" }]);
    const { createDay } = await import("../../src/day.js");
    expect(await readReport(opened, silent, { dayOf: createDay("UTC") })).toMatchObject([{ last: "2026-12-01" }]);
    await store.close();
  });
});
