// Hands that did not train → what decides: the weights of trust, its threshold, and how likely a message parts at a cut.
// `npm run fit` prints what to write into src/answer/fitted.ts, and what it costs. Each fold is trained without its hands.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { FITTED } from "../../src/answer/fitted.js";
import { createSay } from "../../src/answer/index.js";
import type { Match } from "../../src/answer/match.js";
import { type Evidence, evidenceOf, trustIn } from "../../src/answer/policy.js";
import { createEvaluate } from "../../src/answer/query.js";
import type { Memory } from "../../src/chat.js";
import { restore, save } from "../../src/classify/artifact.js";
import { createAskFrom, train } from "../../src/classify/model.js";
import { createUnderstand } from "../../src/dialogue/index.js";
import { aboutOf } from "../../src/dialogue/reference.js";
import { remember } from "../../src/dialogue/state.js";
import { load } from "../../src/knowledge/load.js";
import type { Example, Knowledge } from "../../src/knowledge/types.js";
import { ROOT } from "../../src/ready.js";
import type { Question } from "../../src/understand/index.js";

export interface Row {
  readonly hand: string;
  readonly kind: "single" | "turn";
  readonly evidence: Evidence;
  readonly right: boolean;
}

const { knowledge, examples, hands } = load(ROOT);
const OLD = ["marit", "olav", "fiona", "sam"];
const NEW = hands.map(({ by }) => by);
const FOLDS = 4;
const folds = Array.from({ length: FOLDS }, (_, k) => [...OLD, ...NEW].filter((_, i) => i % FOLDS === k));
const evaluate = createEvaluate(knowledge);
const rows: Row[] = [];
const tally = new Map<string, number>();
const bump = (key: string) => tally.set(key, (tally.get(key) ?? 0) + 1);
const log: string[] = [];

const expectedOf = (means: readonly string[], of: readonly string[], question: Question): ReadonlySet<string> | null | undefined => {
  const groups = of.length > 0 ? of.map((id) => [id]) : question.subjects;
  if (means.some((id) => id.startsWith("dialogue."))) return undefined;
  const facts = means.flatMap((id) => {
    const outcome = evaluate(id, { ...aboutOf(question, { groups }), negated: false, filters: false, claims: [] });
    return outcome.kind === "told" ? outcome.facts : [];
  });
  return facts.length === 0 ? null : new Set(facts);
};
const quote = (id: string) => knowledge.facts[id]?.quote ?? id;
const matches = (told: readonly string[], expected: ReadonlySet<string> | null): boolean =>
  expected !== null && told.some((id) => [...expected].some((other) => quote(other) === quote(id)));

const take = (
  hand: string,
  kind: Row["kind"],
  question: Question,
  match: Match,
  expected: ReadonlySet<string> | null,
  text: string,
): void => {
  const best = match.reading.candidates.find((c) => c.outcome.kind === "told");
  const told = match.outcome.kind === "told" && match.choices.length === 0;
  const right = told ? matches(match.outcome.kind === "told" ? match.outcome.facts : [], expected) : expected === null;
  const verdict = told
    ? right
      ? "hit"
      : expected === null
        ? "told, untold"
        : "wrong"
    : right
      ? "refused"
      : match.choices.length
        ? "asked"
        : "missed";
  bump(`${kind} ${expected === null ? "none" : "told"}: ${verdict}`);
  if (!right)
    log.push(
      JSON.stringify({
        kind,
        verdict,
        text,
        hand,
        intent: match.intent,
        facts: match.outcome.kind === "told" ? match.outcome.facts : match.outcome.kind,
        expected: expected && [...expected],
      }),
    );
  if (
    best === undefined ||
    best.outcome.kind !== "told" ||
    match.decision === "sameQuestion" ||
    match.decision === "bareName" ||
    match.decision === "more"
  )
    return;
  rows.push({ hand, kind, evidence: evidenceOf(best, match.reading, question), right: matches(best.outcome.facts, expected) });
};

mkdirSync("/tmp/fit", { recursive: true });
const models = folds.map((fold, k) => {
  const file = `/tmp/fit/${k}.bin`;
  const kept = examples.filter(({ by }) => !fold.includes(by));
  const print = `${String(kept.length)}-${String(process.env.STAMP ?? "")}`;
  const model = (existsSync(file) ? restore(file, print) : undefined)?.model ?? train(knowledge, kept);
  save(file, print, { knowledge, model });
  return model;
});

const run = (): void => {
  rows.length = 0;
  tally.clear();
  log.length = 0;
  for (const [k, fold] of folds.entries()) {
    const model = models[k] as NonNullable<(typeof models)[number]>;
    const ask = createAskFrom(model, knowledge);
    const understand = createUnderstand(knowledge, model);
    const step = (
      hand: string,
      text: string,
      means: readonly string[],
      of: readonly string[],
      memory: Memory | undefined,
      kind: Row["kind"],
    ): Memory => {
      const question = ask({ text }, memory);
      const parts = understand(question, memory);
      const last = parts.at(-1);
      if (last === undefined) throw new Error("no part");
      const expected = expectedOf(means, of, question);
      if (expected === undefined) bump("skipped");
      else if (parts.length === 1) take(hand, kind, last.question, last.match, expected, text);
      else {
        bump(`${kind} parted`);
        const told = parts.flatMap(({ match }) => (match.outcome.kind === "told" ? match.outcome.facts : []));
        const quotes = new Set([...(expected ?? [])].map(quote));
        const foreign = new Set(told.filter((id) => !quotes.has(quote(id))).map(quote)).size;
        if (expected === null) bump(`${kind} none: ${told.length === 0 ? "refused" : "told, untold"}`);
        else bump(`${kind} told: ${matches(told, expected) ? (foreign <= 1 ? "hit" : "padded") : told.length > 0 ? "wrong" : "missed"}`);
      }
      return parts.reduce((kept: Memory | undefined, { match }) => remember(match, question.language, kept, knowledge), memory) as Memory;
    };
    for (const hand of fold) {
      const file = hands.find(({ by }) => by === hand);
      for (const { turns } of file?.dialogues ?? []) {
        let memory: Memory | undefined;
        for (const [i, { say, means, of }] of turns.entries()) memory = step(hand, say, means, of, memory, i === 0 ? "single" : "turn");
      }
      for (const { say, means, of } of file?.singles ?? []) step(hand, say, means, of, undefined, "single");
      for (const { say, parts } of file?.several ?? []) {
        const question = ask({ text: say });
        const found = understand(question, undefined);
        const told = found.flatMap(({ match }) => (match.outcome.kind === "told" ? match.outcome.facts : []));
        const wanted = parts.map(({ means, of }) => expectedOf(means, of, question)).filter((one) => one != null);
        const all = wanted.every((one) => matches(told, one));
        const allowed = new Set(wanted.flatMap((one) => [...one].map(quote)));
        const foreign = new Set(told.filter((id) => !allowed.has(quote(id))).map(quote)).size;
        bump(`several: ${all && foreign <= 1 ? "all" : all ? "padded" : wanted.some((one) => matches(told, one)) ? "some" : "none"}`);
        if (!(all && foreign <= 1))
          log.push(
            JSON.stringify({
              kind: "several",
              say,
              told,
              wanted: wanted.map((one) => [...one].slice(0, 3)),
              parts: found.map(
                ({ question: q, match }) =>
                  `${q.tokens.map((t) => t.word).join(" ")} => ${match.outcome.kind} ${match.intent} ${match.quality.toFixed(2)}`,
              ),
            }),
          );
      }
      if (file !== undefined) continue;
      const own = examples.filter(({ by, text }) => by === hand && !text.includes("{"));
      for (const [i, { text, intent }] of own.entries()) if (i % 3 === 0) step(hand, text, [intent], [], undefined, "single");
    }
  }
};
run();
for (const [key, n] of [...tally].sort()) console.log(key.padEnd(34), n);
writeFileSync("/tmp/fit/log.jsonl", log.join("\n"));

/** Logistic regression by gradient steps on standardised features, a little ridge. */
function _fit(all: readonly Row[]): { bias: number; weights: Record<string, number> } {
  const names = Object.keys(FITTED.trust.weights) as (keyof Evidence)[];
  const mean = names.map((n) => all.reduce((s, r) => s + r.evidence[n], 0) / all.length);
  const sd = names.map((n, i) => Math.sqrt(all.reduce((s, r) => s + (r.evidence[n] - (mean[i] as number)) ** 2, 0) / all.length) || 1);
  const X = all.map((r) => names.map((n, i) => (r.evidence[n] - (mean[i] as number)) / (sd[i] as number)));
  const w = new Float64Array(names.length);
  let b = 0;
  for (let step = 0; step < 1500; step++) {
    const g = new Float64Array(names.length);
    let gb = 0;
    for (const [i, x] of X.entries()) {
      const p = 1 / (1 + Math.exp(-(b + x.reduce((s, v, j) => s + v * (w[j] as number), 0))));
      const e = p - Number((all[i] as Row).right);
      gb += e;
      for (let j = 0; j < x.length; j++) g[j] = (g[j] as number) + e * (x[j] as number);
    }
    b -= (1.5 * gb) / all.length;
    for (let j = 0; j < w.length; j++) w[j] = (w[j] as number) - 1.5 * ((g[j] as number) / all.length + 0.001 * (w[j] as number));
  }
  const weights = Object.fromEntries(names.map((n, i) => [n, (w[i] as number) / (sd[i] as number)]));
  const bias = b - names.reduce((s, n, i) => s + (weights[n] as number) * (mean[i] as number), 0);
  return { bias, weights };
}
const fitted = it(rows);
const round = (x: number) => Math.round(x * 100) / 100;
console.log(rows.length, "rows; right", rows.filter((r) => r.right).length);
console.log(
  `trust: { bias: ${round(fitted.bias)}, weights: { ${Object.entries(fitted.weights)
    .map(([n, v]) => `${n}: ${round(v)}`)
    .join(", ")} } }`,
);
const p = (r: Row, f = fitted) =>
  1 / (1 + Math.exp(-(f.bias + Object.entries(f.weights).reduce((s, [n, v]) => s + v * r.evidence[n as keyof Evidence], 0))));
console.log("threshold  told right / told wrong (fitted)   told right / wrong (shipped)");
for (const t of [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7]) {
  const of = (score: (r: Row) => number) => {
    const told = rows.filter((r) => score(r) >= t);
    return `${told.filter((r) => r.right).length} / ${told.filter((r) => !r.right).length}`;
  };
  console.log(
    t,
    "   ",
    of((r) => p(r)),
    "   ",
    of((r) => trustIn(r.evidence)),
  );
}

if (process.argv[2] === "search") {
  const F = FITTED as unknown as { trust: { bias: number; weights: Record<string, number> }; cuts: Record<string, number> } & Record<
    string,
    number
  >;
  const get = (key: string): number => tally.get(key) ?? 0;
  const value = (): { u: number; text: string } => {
    run();
    const hit = get("single told: hit") + get("turn told: hit");
    const wrong = get("single told: wrong") + get("turn told: wrong");
    const untold = get("single none: told, untold") + get("turn none: told, untold");
    const all = get("several: all");
    return {
      u: hit + 1.2 * all - 2 * wrong - 1.5 * untold,
      text: `hit ${hit} wrong ${wrong} untold-told ${untold} all ${all} parted ${get("single parted") + get("turn parted")}`,
    };
  };
  let best = value();
  console.log("start", best);
  const tryAt = (name: string, holder: Record<string, number>, key: string, values: readonly number[]): void => {
    const old = holder[key] as number;
    let kept = old;
    for (const v of values) {
      holder[key] = v;
      const now = value();
      if (now.u > best.u + 0.5) {
        best = now;
        kept = v;
      }
    }
    holder[key] = kept;
    console.log(name, key, kept, best.u.toFixed(1), best.text);
  };
  for (let round = 0; round < 2; round++) {
    for (const [key, values] of Object.entries({
      joined: [0.05, 0.12, 0.2, 0.3, 0.45],
      paused: [0.08, 0.15, 0.25, 0.4, 0.55],
      joinedQuestion: [0.6, 0.75, 0.85, 0.93],
      pausedQuestion: [0.5, 0.7, 0.85],
      question: [0.1, 0.3, 0.5],
      resumed: [0.05, 0.1, 0.3],
      sentence: [0.9, 0.97, 0.99],
    }))
      tryAt("cuts", F.cuts, key, values);
    tryAt("", F, "answer", [0.25, 0.3, 0.35, 0.4, 0.45, 0.5]);
    tryAt("", F, "memory", [0.5, 0.6, 0.65, 0.7, 0.8]);
    tryAt("", F, "unclear", [0.05, 0.08, 0.12, 0.2]);
    tryAt("", F, "untold", [0.2, 0.3, 0.4, 0.5]);
    tryAt("", F, "close", [0.5, 0.6, 0.75, 0.9]);
    tryAt("", F, "sharpness", [4, 4.5, 5, 5.5]);
  }
}
void createSay;
void (null as unknown as Example);
void (null as unknown as Knowledge);
