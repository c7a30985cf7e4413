// Public corpora, given as files → the classifier alone beside its peers: accuracy, out of scope,
// calibration, time, memory.
import { type ChildProcess, fork } from "node:child_process";
import { basename } from "node:path";
import { readCorpus } from "./corpus.js";
import { CORPUS_TASK, type CorpusKind, type CorpusScore } from "./corpustask.js";
import { percent, type Report, type Row, say, table } from "./show.js";

const NAMES: Readonly<Record<CorpusKind, string>> = {
  linear: "this project: linear SVM",
  nlpjs: "@nlpjs/basic",
  search: "MiniSearch, 10-NN by BM25",
  bayes: "natural, Bayes",
};
/** nlp.js trains for minutes on 15,000 rows. */
const SECONDS = 900;

/** `peers`: they too; nlp.js takes minutes. */
export async function benchCorpora(files: readonly string[], peers: boolean): Promise<Report> {
  for (const file of files) readCorpus(file);
  const kinds: readonly CorpusKind[] = peers ? ["linear", "search", "bayes", "nlpjs"] : ["linear"];
  const scores: { file: string; kind: CorpusKind; score: CorpusScore | undefined }[] = [];
  // One after the other: each trains and asks on a machine of its own.
  for (const file of files)
    for (const kind of kinds) {
      const score = await run(kind, file);
      say(
        `${basename(file)}, ${NAMES[kind]}: ${score === undefined ? "did not end" : `accuracy ${percent(score.accuracy, 1)} %`}`,
      );
      scores.push({ file, kind, score });
    }
  const head = [
    "corpus",
    "classifier",
    "accuracy, %",
    "macro-F1, %",
    "out-of-scope AUROC, %",
    "calibration error, %",
    "training, s",
    "of it CPU, s",
    "p50, ms",
    "p99, ms",
    "model, MB",
    "process, MB",
  ];
  const lines = scores.map(({ file, kind, score }) => [
    basename(file, ".jsonl"),
    NAMES[kind],
    ...cells(score),
  ]);
  return {
    rows: rowsOf(scores),
    text: [
      table(head, lines),
      "Accuracy, macro-F1 and calibration on the rows in scope; the AUROC tells these from the rows of `__oos__`. Training includes fitting the probabilities, which trains a second time in a process beside it.",
    ].join("\n\n"),
    data: scores.map(({ file, kind, score }) => ({
      corpus: basename(file),
      classifier: NAMES[kind],
      ...score,
    })),
  };
}

function cells(score: CorpusScore | undefined): string[] {
  if (score === undefined) return ["did not end"];
  const share = (value: number | null): string => (value === null ? "–" : (100 * value).toFixed(2));
  const {
    accuracy,
    macroF1,
    oosAuroc,
    ece,
    trainingSeconds,
    trainingCpuSeconds,
    p50Ms,
    p99Ms,
    modelMB,
    memoryMB,
  } = score;
  return [
    share(accuracy),
    share(macroF1),
    share(oosAuroc),
    share(ece),
    trainingSeconds.toFixed(1),
    trainingCpuSeconds.toFixed(1),
    p50Ms.toFixed(3),
    p99Ms.toFixed(3),
    modelMB?.toFixed(0) ?? "–",
    memoryMB.toFixed(0),
  ];
}

/** Ours beside the best peer of each corpus. */
function rowsOf(
  scores: readonly { file: string; kind: CorpusKind; score: CorpusScore | undefined }[],
): Row[] {
  return scores.flatMap(({ file, kind, score }): Row[] => {
    if (kind !== "linear" || score === undefined) return [];
    const others = scores.filter(
      (other) => other.file === file && other.kind !== "linear" && other.score !== undefined,
    );
    const best = others.reduce<(typeof others)[number] | undefined>(
      (a, b) => ((b.score?.accuracy ?? 0) > (a?.score?.accuracy ?? 0) ? b : a),
      undefined,
    );
    return [
      {
        what: `accuracy on ${basename(file, ".jsonl")}`,
        ratio:
          best?.score === undefined ? "" : `${(score.accuracy / best.score.accuracy).toFixed(2)} ×`,
        ours: `${percent(score.accuracy, 1)} %`,
        peer:
          best?.score === undefined
            ? ""
            : `${percent(best.score.accuracy, 1)} % (${NAMES[best.kind]})`,
        aim: "",
      },
    ];
  });
}

function run(kind: CorpusKind, file: string): Promise<CorpusScore | undefined> {
  return new Promise((resolve) => {
    const child: ChildProcess = fork(CORPUS_TASK, [kind, file], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const end = setTimeout(() => child.kill(), SECONDS * 1000);
    let score: CorpusScore | undefined;
    child.on("message", (message) => {
      score = message as CorpusScore;
    });
    child.on("exit", () => {
      clearTimeout(end);
      resolve(score);
    });
  });
}
