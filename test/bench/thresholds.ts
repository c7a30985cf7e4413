// Hands that did not train → the thresholds: what each costs, the weights of trust anew, and what to write down.

import type { Knowledge } from "../../src/knowledge/types.js";
import { margins, probabilities } from "../../src/match/linear.js";
import { type Model, single } from "../../src/match/model.js";
import { restore } from "../../src/match/store.js";
import { SHARPNESS, ANSWER as SHIPPED, TRUST } from "../../src/match/thresholds.js";
import { toText } from "../../src/question/index.js";
import { type Asked, askAll, judge, type Match, type Tally, tally, type Verdict } from "./decisions.js";
import { HANDS, split } from "./hands.js";
import { logLoss } from "./logistic.js";
import { percent, type Report, say, table } from "./show.js";
import { modelFile } from "./task.js";
import { runAll } from "./tasks.js";
import { disagrees, type Row, refit, rowOf, type Trust, trustIn } from "./trust.js";
import { prepare, type Thresholds, tidy, withThresholds } from "./variants.js";

const SECONDS = 300;
const ANSWERS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const SHARPNESSES = [4, 4.5, 5, 6, 7, 8, 9, 10, 12];
/** Shares that bind before the cost does, of the task. */
const FLOORS = { right: 0.9, wrong: 0.03, clarify: 0.05, refusedRightly: 0.97 };

interface Hand {
  readonly hand: string;
  readonly knowledge: Knowledge;
  readonly model: Model;
  readonly asked: readonly Asked[];
}

interface Setting {
  readonly trust: Trust;
  readonly answer: number;
  readonly tally: Tally;
}

export async function benchThresholds(): Promise<Report> {
  prepare();
  try {
    await runAll(
      HANDS.map((hand) => ({ kind: "model" as const, hand })),
      SECONDS,
    );
    return await report(HANDS.map(open));
  } finally {
    tidy();
  }
}

function open(hand: string): Hand {
  const compiled = restore(modelFile(hand), hand);
  if (compiled === undefined) throw new Error(`no model without ${hand}: its training failed or did not end within ${SECONDS} s`);
  const { knowledge, model } = compiled;
  return { hand, knowledge, model, asked: askAll(hand, split(hand).questions, knowledge, model) };
}

async function report(hands: readonly Hand[]): Promise<Report> {
  const matched = await decideAll(hands, {});
  const rows = matched.flatMap(({ asked, match, knowledge }) => {
    const row = rowOf(asked, match, knowledge);
    return row === undefined ? [] : [{ row, match }];
  });
  const odd = rows.filter(({ row, match }) => disagrees(row, match)).length;
  const all = rows.map(({ row }) => row);
  const fitted = refit(all);
  const without = new Map(hands.map(({ hand }) => [hand, refit(all.filter((row) => row.hand !== hand))]));
  const shipped = await sweep(hands, TRUST, () => TRUST);
  const crossed = await sweep(hands, fitted, (hand) => without.get(hand) as Trust);
  const { choice, why } = choose([...shipped, ...crossed]);
  const sharpness = SHARPNESSES.map((value) => ({ value, loss: sharpnessLoss(hands, value) }));
  const best = sharpness.reduce((a, b) => (b.loss < a.loss ? b : a));
  const questions = hands.reduce((n, { asked }) => n + asked.length, 0);
  const unanswerable = choice.tally.unanswerable;
  const loss = (trustOf: (row: Row) => Trust): string =>
    logLoss(
      all.map((row) => trustIn(trustOf(row), row)),
      all.map(({ right }) => right),
    ).toFixed(4);

  const text = [
    `${HANDS.length} hands that did not train (${HANDS.join(", ")}), ${questions} questions, ${unanswerable} of them without an answer in the source.`,
    odd === 0
      ? `The features of trust here decide as src/match does, on all ${all.length} answers that trust decides about.`
      : `WARNING: on ${odd} of ${all.length} answers the features of trust here decide otherwise than src/match: compare test/bench/trust.ts with trust() there.`,
    `TRUST as it ships (log loss ${loss(() => TRUST)}; ANSWER ${SHIPPED}):`,
    sweepTable(shipped),
    `TRUST fitted anew, each hand decided by a fit to the other hands (log loss ${loss((row) => without.get(row.hand) as Trust)}):`,
    sweepTable(crossed),
    `Sharpness of the probabilities (ships: ${SHARPNESS}), log loss of the class; least at ${best.value}. All other thresholds are measured at the one that ships, so run this again after a change:`,
    table(
      ["sharpness", "log loss"],
      sharpness.map(({ value, loss: l }) => [String(value), l.toFixed(4)]),
    ),
    `Fitted to all hands: ${written(fitted)}`,
    `${why} To write into src/match/thresholds.ts:`,
    ["```ts", `export const TRUST = ${written(choice.trust)};`, `export const ANSWER = ${choice.answer};`, "```"].join("\n"),
  ].join("\n\n");
  const plain = (settings: readonly Setting[]) =>
    settings.map(({ answer, trust, tally: { counts, ...rest } }) => ({ answer, trust, ...rest, counts: Object.fromEntries(counts) }));
  return {
    text,
    data: {
      questions,
      odd,
      fittedTrust: fitted,
      trust: choice.trust,
      answer: choice.answer,
      sharpness,
      shipped: plain(shipped),
      fitted: plain(crossed),
    },
  };
}

interface Matched {
  readonly asked: Asked;
  readonly match: Match;
  readonly knowledge: Knowledge;
}

async function decideAll(hands: readonly Hand[], changed: Partial<Thresholds>): Promise<Matched[]> {
  const { createMatch } = await withThresholds(changed);
  return hands.flatMap(({ knowledge, model, asked }) => {
    const match = createMatch(knowledge, model);
    return asked.map((one) => ({ asked: one, match: match(one.question), knowledge }));
  });
}

const written = (trust: Trust): string =>
  `{ ${Object.entries(trust)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ")} }`;

/** `trust`: what is to be written down; `trustOf`: what a hand is decided by, so that it is not decided by a fit to itself. */
async function sweep(hands: readonly Hand[], trust: Trust, trustOf: (hand: string) => Trust): Promise<Setting[]> {
  const settings: Setting[] = [];
  for (const answer of ANSWERS) {
    const verdicts: Verdict[] = [];
    for (const hand of hands)
      for (const { asked, match, knowledge } of await decideAll([hand], {
        ANSWER: answer,
        TRUST: trustOf(hand.hand),
      } as Partial<Thresholds>))
        verdicts.push(judge(asked, match, knowledge));
    settings.push({ trust, answer, tally: tally(verdicts) });
    say(`decided with ANSWER ${answer}`);
  }
  return settings;
}

/** The least cost of those that keep the floors; where none does, of those that ask back seldom enough. */
function choose(settings: readonly Setting[]): { choice: Setting; why: string } {
  const share = ({ tally: t }: Setting, verdict: Verdict, of: number): number => (t.counts.get(verdict) ?? 0) / of;
  const clarify = (s: Setting): number => share(s, "helped", s.tally.answerable) + share(s, "unhelped", s.tally.answerable);
  const seldom = settings.filter((s) => clarify(s) <= FLOORS.clarify);
  const firm = seldom.filter(
    (s) =>
      share(s, "right", s.tally.answerable) >= FLOORS.right &&
      share(s, "wrong", s.tally.answerable) <= FLOORS.wrong &&
      share(s, "refused rightly", s.tally.unanswerable) >= FLOORS.refusedRightly,
  );
  const from = firm.length > 0 ? firm : seldom.length > 0 ? seldom : settings;
  const least = from.reduce((a, b) => (b.tally.cost < a.tally.cost ? b : a));
  const named = `ANSWER ${least.answer} with TRUST ${least.trust === TRUST ? "as it ships" : "fitted anew"}`;
  const why =
    firm.length > 0
      ? `${firm.length} settings keep the floors (right 90 %, wrong 3 %, refused rightly 97 %, asked back at most 5 %); of them ${named} costs least.`
      : `No setting keeps all floors (right 90 %, wrong 3 %, refused rightly 97 %) on these hands; ${named} costs least of those that ask back at most 5 %.`;
  return { choice: least, why };
}

function sweepTable(settings: readonly Setting[]): string {
  const head = [
    "ANSWER",
    "right, %",
    "wrong, %",
    "refused, %",
    "asked back, %",
    "no answer: answered, %",
    "asked back, %",
    "cost a question",
  ];
  return table(
    head,
    settings.map(({ answer, tally: { counts, answerable, unanswerable, cost } }) => {
      const of = (whole: number, ...verdicts: Verdict[]): string =>
        percent(
          verdicts.reduce((n, verdict) => n + (counts.get(verdict) ?? 0), 0),
          whole,
        );
      return [
        String(answer),
        of(answerable, "right"),
        of(answerable, "wrong"),
        of(answerable, "refused"),
        of(answerable, "helped", "unhelped"),
        of(unanswerable, "answered wrongly"),
        of(unanswerable, "asked back"),
        cost.toFixed(4),
      ];
    }),
  );
}

function sharpnessLoss(hands: readonly Hand[], sharpness: number): number {
  const chances = hands.flatMap(({ knowledge, model: { intents }, asked }) =>
    asked.map(({ question, intent }) => {
      const p = probabilities(margins(intents, toText(question, single(question), knowledge.subjects)), sharpness);
      return p[intents.classes.indexOf(intent)] ?? 0;
    }),
  );
  return logLoss(
    chances,
    chances.map(() => true),
  );
}
