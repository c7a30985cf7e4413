// What it costs that nothing is lost: messages a second through the store alone, on each database, at the same concurrency.
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createMemoryStore } from "../../src/store/memory.js";
import { createStore, openDatabase, type Settings } from "../../src/store/open.js";
import type { Limit, Store } from "../../src/store/store.js";
import { turn } from "../store/contract.js";
import { folder, postgresSettings, silent, sqliteSettings, startPostgres } from "../store/harness.js";
import { quantile, type Report, say, table } from "./show.js";

const MESSAGES = Number(process.env.MESSAGES ?? 20_000);
const AT_ONCE = [1, 20, 100];

/** All that a message asks of the store, in the order in which it is asked. */
async function message(store: Store, i: number): Promise<void> {
  const person = { platform: "slack", workspace: "T1", user: `U${i % 500}` };
  const key = `slack T1 C1 ${i}`;
  await store.inbox.accept(
    { key, platform: "slack", body: { channel: "C1", user: person.user, ts: `${i}`, text: "Hvor ofte møtes de?" } },
    person,
  );
  const conversation = `slack T1 C1 ${person.user}`;
  await Promise.all([store.conversation(conversation), store.language(person)]);
  await store.remember(conversation, person, turn(`answer ${i}`, "Hvor ofte møtes de?"));
  await store.inbox.sending(key);
  await store.inbox.finish(key, { message: key, place: `C1 ${i}.1` });
}

async function measure(store: Store, atOnce: number, from: number): Promise<{ rate: number; p50: number; p99: number; cpu: number }> {
  const times: number[] = [];
  let next = 0;
  const count = atOnce === 1 ? MESSAGES / 10 : MESSAGES;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      const at = performance.now();
      await message(store, from + next);
      times.push(performance.now() - at);
    }
  };
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: atOnce }, worker));
  const used = process.cpuUsage(cpu);
  return {
    rate: (count / (performance.now() - began)) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu: (used.user + used.system) / count,
  };
}

export async function benchDurability(): Promise<Report> {
  const { path, remove } = folder();
  const postgres = await startPostgres();
  const open = async (settings: Settings): Promise<Store> => createStore(await openDatabase(settings, silent), settings, silent);
  const only = process.env.ONLY;
  const stores: [string, () => Promise<Store>][] = [
    ["memory", async () => createMemoryStore()],
    ["SQLite, NORMAL", () => open(sqliteSettings(join(path, "normal.db")))],
    ["SQLite, FULL", () => open(sqliteSettings(join(path, "full.db"), { synchronous: "FULL" }))],
    ["PostgreSQL", async () => open(postgresSettings(await postgres.create()))],
  ];
  const data = [];
  for (const [name, make] of stores) {
    if (only !== undefined && only !== name) continue;
    say(name);
    const store = await make();
    let from = 0;
    await measure(store, 20, from);
    for (const atOnce of AT_ONCE) {
      from += MESSAGES;
      data.push({ store: name, atOnce, ...(await measure(store, atOnce, from)) });
      say(JSON.stringify(data.at(-1)));
    }
    await store.close();
  }
  await postgres.remove();
  remove();
  const rows = data.map(({ store, atOnce, rate, p50, p99, cpu }) => [
    store,
    `${atOnce}`,
    rate.toFixed(0),
    p50.toFixed(2),
    p99.toFixed(2),
    cpu.toFixed(0),
  ]);
  return { text: table(["store", "at once", "messages/s", "p50, ms", "p99, ms", "processor, µs a message"], rows), data };
}
void (undefined as unknown as Limit);
console.log((await benchDurability()).text);
