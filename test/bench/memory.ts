// Memory after 100,000 questions beside memory after 1,000: bot, desk, store and limiter in one
// process, as they run in the server.
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createBot } from "../../src/bot.js";
import type { Config } from "../../src/config.js";
import { createDesk } from "../../src/desk.js";
import { createGuide } from "../../src/guide.js";
import { createMetrics } from "../../src/metrics.js";
import { open } from "../../src/open.js";
import { openStore } from "../../src/store/index.js";
import { questions } from "../questions.js";
import { folder, silent, sqliteSettings } from "../store/harness.js";
import { type Report, say, table } from "./show.js";

const STEPS = [1_000, 10_000, 50_000, 100_000];
/** So long it is counted what each person asked, in milliseconds, and a little more. */
const MINUTE = 62_000;

export async function benchMemory(): Promise<Report> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { path, remove } = folder();
  const metrics = createMetrics();
  const config = {
    ...sqliteSettings(join(path, "forumbot.db")),
    limits: { person: 1e6, workspace: 1e6 },
  } as Config;
  const { store, limit } = await openStore(config, { log: silent, metrics });
  const { knowledge, model } = open();
  const desk = createDesk({
    bot: createBot(knowledge, model),
    guide: createGuide(knowledge),
    store,
    limit,
    metrics,
    log: silent,
  });
  const texts = questions.map(({ q }) => q).filter(({ length }) => length < 500);
  const data: { questions: string; heap: number; resident: number }[] = [];
  const look = (what: string): void => {
    collect();
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    data.push({ questions: what, heap: heapUsed / 2 ** 20, resident: rss / 2 ** 20 });
    say(JSON.stringify(data.at(-1)));
  };
  let asked = 0;
  const ask = async (): Promise<void> => {
    asked += 1;
    const i = asked;
    // as many people as questions: whatever is kept for each of them shows
    const person = { platform: "slack", workspace: `T${i % 50}`, user: `U${i}` };
    await store.inbox.accept({ key: `k${i}`, platform: "slack", body: { i } }, person);
    await desk.ask({
      message: { text: texts[i % texts.length] as string },
      person,
      conversation: `c${i}`,
    });
    await store.inbox.sending(`k${i}`);
    await store.inbox.finish(`k${i}`, { message: `m${i}`, place: `p${i}` });
  };
  for (const step of STEPS) {
    const worker = async (): Promise<void> => {
      while (asked < step) await ask();
    };
    await Promise.all(Array.from({ length: 20 }, worker));
    look(`${step}`);
  }
  await new Promise((resolve) => setTimeout(resolve, MINUTE));
  look("a minute later");
  await store.close();
  remove();
  const rows = data.map(({ questions: count, heap, resident }) => [
    count,
    heap.toFixed(1),
    resident.toFixed(0),
  ]);
  return { text: table(["questions", "heap, MB", "resident, MB"], rows), data };
}
