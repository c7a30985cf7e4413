// The questions of test/questions → how many this bot and its peers answer rightly, wrongly and
// refuse rightly, and how fast. A peer takes the place of the classifier alone: it gets the bot's
// own names, table and facts for nothing.
import { fork } from "node:child_process";
import { percent, quantile, type Report, type Row, say, table, times } from "./show.js";
import { type Judged, UNDERSTANDING_TASK, type Understander } from "./understandingtask.js";

const NAMES: Readonly<Record<Understander, string>> = {
  bot: "this project, whole",
  search: "MiniSearch, BM25 over the examples",
  bayes: "natural, Bayes",
  nlpjs: "@nlpjs/basic, Norwegian and English",
};
const SECONDS = 900;

/**
 * In "don't know"s to an answerable question; as in src/answer/fitted.ts. Too much or too little
 * told counts as refused.
 */
const COST = { wrong: 10, refused: 1 };

interface Outcome {
  readonly kind: Understander;
  readonly threshold: number;
  readonly right: number;
  readonly wrong: number;
  readonly refusedRightly: number;
  readonly answeredWrongly: number;
  readonly cost: number;
  readonly p50: number;
  readonly p99: number;
  readonly seconds: number;
}

export async function benchUnderstanding(only: readonly string[]): Promise<Report> {
  const kinds = (["bot", "search", "bayes", "nlpjs"] as const).filter(
    (kind) => kind === "bot" || only.length === 0 || only.includes(kind),
  );
  const judged: { kind: Understander; rows: readonly Judged[]; seconds: number }[] = [];
  for (const kind of kinds) {
    const found = await run(kind);
    say(
      `${NAMES[kind]}: ${found === undefined ? `did not end within ${SECONDS} s` : `trained in ${found.seconds.toFixed(0)} s`}`,
    );
    if (found !== undefined) judged.push({ kind, ...found });
  }
  const outcomes = judged.map(best);
  const [ours] = outcomes as [Outcome];
  const rows = judged[0]?.rows ?? [];
  const told = rows.filter(({ answerable }) => answerable).length;
  const share = (part: number, whole: number): string => `${percent(part, whole)}`;
  const cells = outcomes.map((o) => [
    NAMES[o.kind],
    share(o.right, told),
    share(o.wrong, told),
    share(o.refusedRightly, rows.length - told),
    share(o.answeredWrongly, rows.length - told),
    o.cost.toFixed(3),
    o.kind === "bot" ? "–" : o.threshold.toFixed(3),
    o.p50.toFixed(3),
    o.p99.toFixed(3),
    o.seconds.toFixed(0),
  ]);
  return {
    rows: outcomes.slice(1).flatMap((o) => beside(ours, o, told, rows.length - told)),
    text: [
      `${told} questions that the source answers, ${rows.length - told} that it does not; all of test/questions but dialogues and small talk.`,
      table(
        [
          "",
          "right, %",
          "wrong, %",
          "none: refused, %",
          "none: answered, %",
          "cost",
          "threshold",
          "p50, ms",
          "p99, ms",
          "ready in, s",
        ],
        cells,
      ),
      `Each peer is trained on the same examples, slots filled, and stands in the place of the classifier alone: names, the table of what is told, and the wording are this project's. Its threshold is the one that costs least on these very questions (wrong ${COST.wrong}, refused ${COST.refused}). Right: the sentences that a good reply must rest on, no others; what tells too much or too little counts as neither right nor wrong.`,
    ].join("\n\n"),
    data: { answerable: told, unanswerable: rows.length - told, outcomes },
  };
}

function beside(ours: Outcome, peer: Outcome, told: number, none: number): Row[] {
  const line = (o: Outcome): string =>
    `${percent(o.right, told)} % right, ${percent(o.wrong, told)} % wrong, ${percent(o.refusedRightly, none)} % refused rightly`;
  return [
    {
      what: `beside ${NAMES[peer.kind]}: cost of errors`,
      ratio: times(ours.cost / peer.cost),
      ours: line(ours),
      peer: line(peer),
      aim: "",
    },
    {
      what: `beside ${NAMES[peer.kind]}: time a question, p50`,
      ratio: times(ours.p50 / peer.p50),
      ours: `${ours.p50.toFixed(3)} ms`,
      peer: `${peer.p50.toFixed(3)} ms`,
      aim: "",
    },
  ];
}

/** At the threshold that costs least; the bot has its own and needs none. */
function best({
  kind,
  rows,
  seconds,
}: {
  kind: Understander;
  rows: readonly Judged[];
  seconds: number;
}): Outcome {
  const tried =
    kind === "bot"
      ? [0]
      : [0, ...new Set(rows.map(({ score }) => score)), Number.POSITIVE_INFINITY];
  const timed = rows.map(({ ms }) => ms);
  const all = tried.map((threshold): Outcome => {
    const count = (some: (row: Judged) => boolean): number => rows.filter(some).length;
    const answered = (row: Judged): boolean => row.score >= threshold;
    const wrong = count((row) => row.answerable && answered(row) && row.verdict === "wrong");
    const answeredWrongly = count(
      (row) => !row.answerable && answered(row) && row.verdict === "wrong",
    );
    const right = count((row) => row.answerable && answered(row) && row.verdict === "right");
    const asked = count(({ answerable }) => answerable);
    const unhelped = count((row) => !row.answerable && answered(row) && row.verdict === "neither");
    return {
      kind,
      threshold,
      right,
      wrong,
      answeredWrongly,
      refusedRightly: rows.length - asked - answeredWrongly - unhelped,
      cost:
        (COST.wrong * (wrong + answeredWrongly) +
          COST.refused * (asked - right - wrong + unhelped)) /
        rows.length,
      p50: quantile(timed, 0.5),
      p99: quantile(timed, 0.99),
      seconds,
    };
  });
  return all.reduce((a, b) => (b.cost < a.cost ? b : a));
}

function run(
  kind: Understander,
): Promise<{ rows: readonly Judged[]; seconds: number } | undefined> {
  return new Promise((resolve) => {
    const child = fork(UNDERSTANDING_TASK, [kind], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const end = setTimeout(() => child.kill(), SECONDS * 1000);
    let found: { rows: readonly Judged[]; seconds: number } | undefined;
    child.on("message", (message) => {
      found = message as typeof found;
    });
    child.on("exit", () => {
      clearTimeout(end);
      resolve(found);
    });
  });
}
