// The built bot and its peers → time per question, time until ready, memory. Figures and ratios;
// nothing is asserted.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { questions } from "../questions.js";
import { build } from "./build.js";
import { split } from "./hands.js";
import { createBayes, createSearch } from "./peers.js";
import { bare, memory, ready } from "./processes.js";
import { quantile, type Report, table } from "./show.js";
import type { Asked } from "./speedtask.js";
import { type Timed, time } from "./timed.js";

/** The peers take milliseconds a question; what they take hardly differs from round to round. */
const PEER_ROUNDS = 2;
const STARTS = 15;
const ASKED = 10_000;

/** In a process of its own, as in use. */
function timeBot(): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("speedtask.ts", import.meta.url)));
    child.once("message", (message) => resolve(message as Asked));
    child.once("exit", (code) => reject(new Error(`asking ended (${code})`)));
  });
}

function timePeer(name: string, classify: (text: string) => unknown): Timed {
  return time(name, PEER_ROUNDS, (timed) => {
    for (const { q } of questions) timed(() => void classify(q));
  });
}

export async function benchSpeed(): Promise<Report> {
  build();
  const started: number[] = [];
  const empty: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    empty.push(await bare());
    started.push(await ready());
  }
  const kept = await memory(
    questions.map(({ q }) => q),
    ASKED,
  );
  const { warm: bot, cold } = await timeBot();
  const { filled } = split(undefined);
  const peers = [
    timePeer("MiniSearch, BM25 over the examples", createSearch(filled)),
    timePeer("natural, Bayes on the examples", createBayes(filled)),
  ];
  const times = (ratio: number): string => `${ratio.toPrecision(3)} ×`;
  const ms = (value: number): string => value.toFixed(3);
  const perQuestion = table(
    [
      "a question",
      "p50 beside ours",
      "p99 beside ours",
      "p50, ms",
      "p99, ms",
      "longest, ms",
      "rounds",
    ],
    [bot, cold, ...peers].map(({ name, rounds, p50, p99, largest }) => [
      name,
      times(p50 / bot.p50),
      times(p99 / bot.p99),
      ms(p50),
      ms(p99),
      ms(largest),
      String(rounds),
    ]),
  );
  const [toAnswer, toNothing] = [quantile(started, 0.5), quantile(empty, 0.5)];
  const start = table(
    [`start, median of ${STARTS}`, "beside node -e 0", "ms", "slowest, ms"],
    [
      [
        "node dist/cli.js ask --jsonl, to the first answer",
        times(toAnswer / toNothing),
        toAnswer.toFixed(0),
        quantile(started, 1).toFixed(0),
      ],
      ["node -e 0, to its end", "1 ×", toNothing.toFixed(0), quantile(empty, 1).toFixed(0)],
    ],
  );
  const resident = table(
    ["resident memory of that process", "MB"],
    [
      ["after the first answer", kept.first.toFixed(0)],
      [`after ${ASKED.toLocaleString("en")} questions`, kept.last.toFixed(0)],
      ["at most", kept.most.toFixed(0)],
    ],
  );
  const texts = `${questions.length} questions and turns of test/questions, ${filled.length} examples in the peers.`;
  return {
    rows: peers.map((peer) => ({
      what: `a question, p50, beside ${peer.name}`,
      ratio: times(bot.p50 / peer.p50),
      ours: `${ms(bot.p50)} ms, p99 ${ms(bot.p99)}`,
      peer: `${ms(peer.p50)} ms, p99 ${ms(peer.p99)}`,
      aim: "p99 under 1 ms",
    })),
    text: [texts, perQuestion, start, resident].join("\n\n"),
    data: {
      questions: questions.length,
      examples: filled.length,
      perQuestion: [bot, cold, ...peers].map((one) => ({
        ...one,
        ratio50: one.p50 / bot.p50,
        ratio99: one.p99 / bot.p99,
      })),
      start: { ratio: toAnswer / toNothing, toAnswer, toNothing },
      memory: kept,
    },
  };
}
