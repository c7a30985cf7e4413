// What it costs that nothing is lost: messages a second through the store alone, on each database,
// one to a hundred at once.
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createMemoryStore } from "../../src/store/memory.js";
import { createStore, openDatabase, type Settings } from "../../src/store/open.js";
import type { Store } from "../../src/store/store.js";
import { turn } from "../store/contract.js";
import {
  folder,
  postgresSettings,
  silent,
  sqliteSettings,
  startPostgres,
} from "../store/harness.js";
import { quantile, type Report, say, table } from "./show.js";

const AT_ONCE = [1, 20, 100];
const QUESTION = "Hvor ofte møtes de?";

/**
 * What is being remembered, by conversation: only who goes on from it waits for it, as at the desk.
 */
type Remembering = Map<string, Promise<void>>;

/** All that a message asks of the store, in the order in which it is asked. */
async function message(store: Store, i: number, remembering: Remembering): Promise<void> {
  const person = { platform: "slack", workspace: "T1", user: `U${i % 500}` };
  const [key, conversation] = [`slack T1 C1 ${i}`, `slack T1 C1 ${person.user}`];
  await store.inbox.accept(
    {
      key,
      platform: "slack",
      body: { channel: "C1", user: person.user, ts: `${i}`, text: QUESTION },
    },
    person,
  );
  await remembering.get(conversation);
  await store.recall(conversation, person);
  remembering.set(
    conversation,
    store.remember(conversation, person, turn(`answer ${i}`, QUESTION)),
  );
  await store.inbox.sending(key);
  await store.inbox.finish(key, { message: key, place: `C1 ${i}.1` });
}

interface Row {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Of this process, in microseconds a message. */
  readonly processor: number;
}

async function measure(store: Store, atOnce: number, from: number, count: number): Promise<Row> {
  const times: number[] = [];
  const remembering: Remembering = new Map();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      const at = performance.now();
      await message(store, from + next, remembering);
      times.push(performance.now() - at);
    }
  };
  const [began, before] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: atOnce }, worker));
  await Promise.all(remembering.values());
  const { user, system } = process.cpuUsage(before);
  const rate = (count / (performance.now() - began)) * 1000;
  return {
    rate,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    processor: (user + system) / count,
  };
}

export async function benchDurability(count = 10_000): Promise<Report> {
  const { path, remove } = folder();
  const postgres = await startPostgres();
  const open = async (settings: Settings): Promise<Store> =>
    createStore(await openDatabase(settings, silent), settings, silent);
  const stores: Readonly<Record<string, () => Promise<Store>>> = {
    memory: async () => createMemoryStore(),
    "SQLite, NORMAL": () => open(sqliteSettings(join(path, "normal.db"))),
    "SQLite, FULL": () => open(sqliteSettings(join(path, "full.db"), { synchronous: "FULL" })),
    PostgreSQL: async () => open(postgresSettings(await postgres.create())),
  };
  const data = [];
  for (const [name, make] of Object.entries(stores)) {
    say(`${name} …`);
    const store = await make();
    await measure(store, 20, 0, count / 5);
    for (const [i, atOnce] of AT_ONCE.entries())
      data.push({
        store: name,
        atOnce,
        ...(await measure(store, atOnce, (i + 1) * count, atOnce === 1 ? count / 10 : count)),
      });
    await store.close();
  }
  await postgres.remove();
  remove();
  const rows = data.map(({ store, atOnce, rate, p50, p99, processor }) =>
    [store, atOnce, rate.toFixed(0), p50.toFixed(2), p99.toFixed(2), processor.toFixed(0)].map(
      String,
    ),
  );
  return {
    text: table(
      ["store", "at once", "messages/s", "p50, ms", "p99, ms", "processor, µs a message"],
      rows,
    ),
    data,
  };
}
