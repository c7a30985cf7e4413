// Hands → how often each classifier finds the class of what a hand asks that did not train:
// cross-validation by author.
import { HANDS } from "./hands.js";
import { percent, type Report, table } from "./show.js";
import type { Kind, Score } from "./task.js";
import { type Job, runAll } from "./tasks.js";

const NAMES: readonly (readonly [Kind, string])[] = [
  ["linear", "this project: linear SVM"],
  ["nlpjs", "@nlpjs/basic"],
  ["search", "MiniSearch, 10-NN by BM25"],
  ["bayes", "natural, Bayes"],
];
/**
 * nlp.js trains for minutes: two hands, and last, so that all else is there when the time is up.
 */
const NLPJS_HANDS: readonly string[] = HANDS.slice(0, 2);
const SECONDS = 460;

/** `only`: some of linear, search, bayes and nlpjs; all where it is empty. */
export async function benchClassifier(only: readonly string[]): Promise<Report> {
  const kinds = (["linear", "search", "bayes", "nlpjs"] as const).filter(
    (kind) => only.length === 0 || only.includes(kind),
  );
  const jobs = kinds.flatMap((kind) =>
    (kind === "nlpjs" ? NLPJS_HANDS : HANDS).map((hand): Job => ({ kind, hand })),
  );
  const scores = await runAll(jobs, SECONDS);
  const scoreOf = (kind: Kind, hand: string): Score | undefined =>
    scores[jobs.findIndex((job) => job.kind === kind && job.hand === hand)];
  const rows = NAMES.map(([kind, name]) => {
    const all = HANDS.map((hand) => scoreOf(kind, hand));
    const some = all.filter((score) => score !== undefined);
    const sum = (of: (score: Score) => number): number =>
      some.reduce((total, score) => total + of(score), 0);
    const share = (score: Score | undefined): string =>
      score === undefined ? "–" : percent(score.right, score.asked);
    const seconds = some.length === 0 ? "–" : (sum((s) => s.seconds) / some.length).toFixed(0);
    return [
      name,
      ...all.map(share),
      percent(
        sum((s) => s.right),
        sum((s) => s.asked),
      ),
      seconds,
    ];
  });
  const head = [
    "class found, %",
    ...HANDS.map(
      (hand) =>
        `${hand} (${kinds.map((kind) => scoreOf(kind, hand)?.asked).find((asked) => asked !== undefined) ?? "?"})`,
    ),
    "of all asked",
    "training, s",
  ];
  const notes = [
    "Each hand's questions, asked of what all other hands wrote. In brackets: how many; training: mean of the hands, two processes at a time.",
    `–: not run, or not ended within ${SECONDS} s. nlp.js is run on ${NLPJS_HANDS.join(" and ")} only, as it trains for minutes.`,
  ];
  return {
    text: [table(head, rows), ...notes].join("\n\n"),
    data: jobs.map((job, i) => ({ ...job, ...scores[i] })),
  };
}
