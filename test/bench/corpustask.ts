// A process of its own for one classifier and one corpus: `corpustask.ts KIND FILE` trains, asks
// the test rows, and sends its figures home.
import { fork } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CorpusRow, calibrate, guess, learn, OUTSIDE, readCorpus } from "./corpus.js";
import { auroc, calibrationError, macroF1 } from "./measures.js";
import { createBayes, createNlpJs, createSearch } from "./peers.js";
import { quantile } from "./show.js";

export const CORPUS_TASK = join(dirname(fileURLToPath(import.meta.url)), "corpustask.ts");

export type CorpusKind = "linear" | "bayes" | "search" | "nlpjs";

/**
 * Shares as they are, times in milliseconds but for training. NaN where the corpus has no rows for
 * it.
 */
export interface CorpusScore {
  readonly trainRows: number;
  readonly testRows: number;
  readonly classes: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly oosAuroc: number | null;
  readonly ece: number | null;
  readonly trainingSeconds: number;
  /** Of this process alone: what a busy machine does not change. */
  readonly trainingCpuSeconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the whole process after the last query, in MB; of the model alone. */
  readonly memoryMB: number;
  readonly modelMB: number | null;
}

interface Answered {
  readonly intent: string | undefined;
  readonly probability?: number;
  readonly inside?: number;
}
type Ask = (text: string) => Answered | Promise<Answered>;

/**
 * The sharpness of the probabilities is fitted beside training, in another process: it needs a
 * training of its own.
 */
function fitted(file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(CORPUS_TASK, ["calibrate", file], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.once("message", (sharpness) => resolve(sharpness as number));
    child.once("exit", (code) => reject(new Error(`calibration ended (${code})`)));
  });
}

async function create(
  kind: CorpusKind,
  file: string,
  train: readonly CorpusRow[],
): Promise<{ ask: Ask; modelMB: number | null }> {
  if (kind === "linear") {
    const sharpness = fitted(file);
    const learnt = learn(train);
    const { table, rows, scales, idf } = learnt.linear;
    const modelMB =
      (table.weights.byteLength + rows.byteLength + scales.byteLength + idf.byteLength) / 2 ** 20;
    const sharp = await sharpness;
    return { ask: (text) => guess(learnt, text, sharp), modelMB };
  }
  const examples = train
    .filter(({ intent }) => intent !== OUTSIDE)
    .map((row) => ({ ...row, language: "en" as const, by: "" }));
  const classify =
    kind === "bayes"
      ? createBayes(examples)
      : kind === "search"
        ? createSearch(examples)
        : await createNlpJs(examples);
  return { ask: async (text) => ({ intent: (await classify(text, "en"))?.intent }), modelMB: null };
}

export async function score(kind: CorpusKind, file: string): Promise<CorpusScore> {
  const { train, test } = readCorpus(file);
  const start = performance.now();
  const used = process.cpuUsage();
  const { ask, modelMB } = await create(kind, file, train);
  const trainingSeconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  for (const { text } of test.slice(0, WARM_UP)) await ask(text);
  const times: number[] = [];
  const answered: { row: CorpusRow; answer: Answered }[] = [];
  for (const row of test) {
    const from = performance.now();
    const said = ask(row.text);
    const answer = said instanceof Promise ? await said : said;
    times.push(performance.now() - from);
    answered.push({ row, answer });
  }
  const inScope = answered.filter(({ row }) => row.intent !== OUTSIDE);
  const right = ({ row, answer }: (typeof answered)[number]): boolean =>
    row.intent === answer.intent;
  const insideOf = (some: typeof answered): number[] =>
    some.flatMap(({ answer }) => answer.inside ?? []);
  const area = auroc(
    insideOf(inScope),
    insideOf(answered.filter(({ row }) => row.intent === OUTSIDE)),
  );
  const stated = inScope.flatMap((one) =>
    one.answer.probability === undefined
      ? []
      : [{ probability: one.answer.probability, right: right(one) }],
  );
  return {
    trainRows: train.length,
    testRows: test.length,
    classes: new Set(train.map(({ intent }) => intent).filter((intent) => intent !== OUTSIDE)).size,
    accuracy: inScope.filter(right).length / inScope.length,
    macroF1: macroF1(
      inScope.map(({ row, answer }) => ({ gold: row.intent, said: answer.intent ?? "" })),
    ),
    oosAuroc: Number.isNaN(area) ? null : area,
    ece: stated.length === 0 ? null : calibrationError(stated),
    trainingSeconds,
    trainingCpuSeconds: (user + system) / 1e6,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    memoryMB: process.memoryUsage.rss() / 2 ** 20,
    modelMB,
  };
}

/** Queries that are not counted: the first ones are run before they are compiled. */
const WARM_UP = 500;

if (process.argv[1] === CORPUS_TASK && process.send !== undefined) {
  const [kind, file] = process.argv.slice(2) as [CorpusKind | "calibrate", string];
  process.send(kind === "calibrate" ? calibrate(readCorpus(file).train) : await score(kind, file));
  process.disconnect();
}
