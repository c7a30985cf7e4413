// Questions under load while processes are killed at random moments → what became of each: the first promise, put to the test.
import { openDatabase, type Settings } from "../../src/store/open.js";
import { silent } from "../store/harness.js";
import { type Instance, startInstance } from "./instance.js";
import { createRandom, pick, type Random } from "./random.js";
import { type Recorder, startRecorder } from "./recorder.js";
import type { Question, Subject } from "./subject.js";

export interface Plan {
  readonly subject: Subject;
  readonly settings: Settings;
  readonly instances: number;
  readonly kills: number;
  readonly seed: number;
  /** Something else that goes wrong, once, between two kills. */
  readonly trouble?: () => Promise<void>;
  /** Told after each kill, with how many questions were accepted so far. */
  readonly progress?: (kills: number, accepted: number) => void;
}

export interface Outcome {
  readonly accepted: number;
  readonly unanswered: readonly string[];
  /** Replies beyond the first. */
  readonly seconds: number;
  /** Those of them that must not be: where they can be found, or outside the moment of sending, which the store tells. */
  readonly uncounted: readonly string[];
  /** How many the processes counted as possible when they sent again, and whether the metrics of those that live say the same. */
  readonly counted: number;
  readonly metrics: { readonly printed: number; readonly told: number };
  /** Works that are still waiting. */
  readonly waiting: number;
  /** What the processes printed. */
  readonly output: string;
}

/** What of the promise was not kept. */
export function broken({ unanswered, uncounted, waiting, seconds, counted, metrics }: Outcome): readonly string[] {
  const { printed, told } = metrics;
  return [
    ...unanswered.map((id) => `${id} was not answered`),
    ...uncounted.map((id) => `${id} has more replies than it may have`),
    ...(seconds > counted ? [`${seconds} second replies, of which ${counted} were counted as possible`] : []),
    ...(printed !== told ? [`${printed} were counted, and the metrics say ${told}`] : []),
    ...(waiting > 0 ? [`${waiting} works still wait`] : []),
  ];
}

const SENDERS = 12;
/** A process is killed so many milliseconds after its start at most: on a busy machine the first answers take about one second. */
const MOMENT = 1_500;
/** Longer than a lease, and than a work that failed several times waits. */
const PATIENCE = 120_000;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function chaos({ subject, settings, instances: count, kills, seed, trouble, progress }: Plan): Promise<Outcome> {
  const random = createRandom(seed);
  const recorder = await startRecorder(subject, createRandom(seed + 1));
  const script = await subject.script();
  const given = { ...subject.settings(recorder.address), ...environmentOf(settings) };
  const instances = Array.from({ length: count }, () => startInstance(script, given));
  const load = startLoad(subject, instances, random);
  for (let i = 0; i < kills; i += 1) {
    const victim = pick(random, instances);
    // some fall while they start, most under load
    if (random() > 0.1) await until(() => victim.address() !== undefined, PATIENCE);
    await pause(random() * MOMENT);
    await victim.kill();
    progress?.(i + 1, load.accepted().length);
    if (trouble !== undefined && i === Math.floor(kills / 2)) await trouble();
  }
  await until(() => instances.every((one) => one.address() !== undefined), PATIENCE);
  recorder.calm();
  await load.stop();
  const unanswered = (): string[] =>
    load
      .accepted()
      .filter(({ id }) => !recorder.replies.has(id))
      .map(({ id }) => id);
  // what was answered, but not noted, is tried again: until then it isn't over
  await until(async () => unanswered().length === 0 && (await left(settings)) === 0, PATIENCE);
  const metrics = await counts(subject, instances);
  await Promise.all(instances.map((one) => one.stop()));
  const outcome = await judge(subject, settings, load.accepted(), recorder);
  await recorder.close();
  const output = instances.map((one) => one.output()).join("\n");
  const counted = subject.again === undefined ? outcome.again : times(subject.again, output);
  return { ...outcome, counted, metrics, unanswered: unanswered(), output };
}

const times = (text: string, output: string): number => output.split(text).length - 1;

/** A killed process takes its metrics along, but what it printed stays: that the two are the same is seen at those that live. */
async function counts({ again }: Subject, instances: readonly Instance[]): Promise<Outcome["metrics"]> {
  if (again === undefined) return { printed: 0, told: 0 };
  const told = instances.map(async (one) => {
    const text = await (await fetch(`${one.address()}/metrics`)).text();
    return Number(/^forumbot_possible_second_replies_total\S* (\d+)/m.exec(text)?.[1] ?? 0);
  });
  const printed = instances.map((one) => times(again, one.lately()));
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return { printed: sum(printed), told: sum(await Promise.all(told)) };
}

/** Works that are not noted as done. */
async function left(settings: Settings): Promise<number> {
  const { database } = await openDatabase(settings, silent);
  const rows = await database.kysely.selectFrom("work").select("key").where("done", "=", 0).execute();
  await database.close();
  return rows.length;
}

/** What the store says of the works: how often each was taken up while a reply may have been under way. */
async function judge(subject: Subject, settings: Settings, accepted: readonly Question[], { replies }: Recorder) {
  const { database, hash } = await openDatabase(settings, silent);
  const rows = await database.kysely.selectFrom("work").select(["key", "again", "done"]).execute();
  await database.close();
  const again = new Map(rows.map(({ key, again: times }) => [key.toString("hex"), times]));
  const more = accepted.map((question) => ({
    id: question.id,
    seconds: (replies.get(question.id) ?? 0) - 1,
    allowed: subject.finds(question) ? 0 : (again.get(hash("work", subject.keyOf(question)).toString("hex")) ?? 0),
  }));
  return {
    accepted: accepted.length,
    seconds: more.reduce((sum, { seconds }) => sum + Math.max(0, seconds), 0),
    again: rows.reduce((sum, row) => sum + row.again, 0),
    uncounted: more.filter(({ seconds, allowed }) => seconds > allowed).map(({ id, seconds, allowed }) => `${id}: ${seconds} > ${allowed}`),
    waiting: rows.filter(({ done }) => done === 0).length,
  };
}

/** Delivers as the platforms do: again until it is acknowledged, at whichever instance, and now and then twice all the same. */
function startLoad(subject: Subject, instances: readonly Instance[], random: Random) {
  const accepted: Question[] = [];
  let stopped = false;
  let number = 0;
  async function deliver(question: Question, nth: number): Promise<boolean> {
    const address = pick(random, instances).address();
    if (address === undefined) return false;
    const { path, headers, body } = subject.deliver(question, nth);
    try {
      const response = await fetch(`${address}${path}`, { method: "POST", headers, body, signal: AbortSignal.timeout(3_000) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
  async function sender(name: number): Promise<void> {
    while (!stopped) {
      number += 1;
      const question = { number, id: `Ev${number}`, user: `U${name}`, text: "Hvor ofte møtes NSHF?" };
      let nth = 1;
      for (; !(await deliver(question, nth)); nth += 1) await pause(20);
      accepted.push(question);
      if (random() < 0.05) await deliver(question, nth + 1);
      await pause(random() * 10);
    }
  }
  const senders = Array.from({ length: SENDERS }, (_, i) => sender(i));
  return {
    accepted: (): readonly Question[] => accepted,
    stop: async () => {
      stopped = true;
      await Promise.all(senders);
    },
  };
}

function environmentOf({ database, secretKeys, synchronous }: Settings): Record<string, string> {
  const url = database.kind === "sqlite" ? `sqlite:${database.path}` : database.url;
  return {
    DATABASE_URL: url,
    SECRET_KEYS: secretKeys.join(","),
    SQLITE_SYNCHRONOUS: synchronous,
    RATE_LIMIT_PER_PERSON: "0",
    RATE_LIMIT_PER_WORKSPACE: "0",
    LOG_LEVEL: "warn",
  };
}

async function until(holds: () => boolean | Promise<boolean>, patience: number): Promise<void> {
  for (const end = Date.now() + patience; !(await holds()) && Date.now() < end; ) await pause(10);
}
