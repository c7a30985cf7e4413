// Hands that did not train → what decides: the weights of trust, and what the thresholds and the
// prices of cuts are worth. `npm run bench -- fit` prints what to write into src/answer/fitted.ts,
// and what it costs. Each fold trains without its hands.
import { FITTED } from "../../src/answer/fitted.js";
import type { Match } from "../../src/answer/match.js";
import { type Evidence, evidenceOf, trustIn } from "../../src/answer/policy.js";
import { createEvaluate } from "../../src/answer/query.js";
import type { Memory } from "../../src/chat.js";
import { createAskFrom, type Model, train } from "../../src/classify/model.js";
import { createUnderstand } from "../../src/dialogue/index.js";
import { aboutOf } from "../../src/dialogue/reference.js";
import { remember } from "../../src/dialogue/state.js";
import { load } from "../../src/knowledge/load.js";
import { ROOT } from "../../src/ready.js";
import type { Question } from "../../src/understand/index.js";
import { regress } from "./logistic.js";
import { type Report, say, table } from "./show.js";

interface Row {
  readonly evidence: Evidence;
  readonly right: boolean;
}

/** Hands whose single questions are asked besides those that write dialogues. */
const SINGLES = ["marit", "olav", "fiona", "sam"];
const FOLDS = 4;
/** One in so many of their examples. */
const EVERY = 3;
const ANSWERS = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
/** Moves and what is told because the words are known: no evidence for trust. */
const BY_RULE: ReadonlySet<Match["decision"]> = new Set([
  "sameQuestion",
  "bareName",
  "more",
  "knownPhrase",
]);

type Facts = ReadonlySet<string>;

export async function benchFit(): Promise<Report> {
  const { knowledge, examples, hands } = load(ROOT);
  const evaluate = createEvaluate(knowledge);
  const quote = (id: string): string => knowledge.facts[id]?.quote ?? id;
  const names = Object.keys(FITTED.trust.weights) as (keyof Evidence)[];
  const rows: Row[] = [];
  const tally = new Map<string, number>();
  const count = (key: string): unknown => tally.set(key, (tally.get(key) ?? 0) + 1);

  /**
   * The facts that an example comes to; null where the source tells nothing, undefined where the
   * conversation decides.
   */
  const expected = (
    means: readonly string[],
    of: readonly string[],
    question: Question,
  ): Facts | null | undefined => {
    if (means.some((id) => knowledge.intents[id]?.kind === "move")) return undefined;
    const groups = of.length > 0 ? of.map((id) => [id]) : question.subjects;
    const about = { ...aboutOf(question, { groups }), negated: false, filters: false, claims: [] };
    const told = means
      .map((id) => evaluate(id, about))
      .flatMap((outcome) => (outcome.kind === "told" ? outcome.facts : []));
    return told.length === 0 ? null : new Set(told.map(quote));
  };
  const isIn = (facts: readonly string[], wanted: Facts | null): boolean =>
    wanted !== null && facts.some((id) => wanted.has(quote(id)));

  const note = (kind: string, question: Question, match: Match, wanted: Facts | null): void => {
    const told =
      match.outcome.kind === "told" && match.choices.length === 0 ? match.outcome.facts : [];
    const right = told.length > 0 ? isIn(told, wanted) : wanted === null;
    count(
      `${kind}, ${wanted === null ? "none" : "told"}: ${told.length > 0 ? (right ? "hit" : "wrong") : right ? "refused" : "missed"}`,
    );
    const best = match.reading.candidates.find(({ outcome }) => outcome.kind === "told");
    if (best?.outcome.kind !== "told" || BY_RULE.has(match.decision)) return;
    rows.push({
      evidence: evidenceOf(best, match.reading, question),
      right: isIn(best.outcome.facts, wanted),
    });
  };

  const ask = (model: Model, mine: ReadonlySet<string>): void => {
    const read = createAskFrom(model, knowledge);
    const understand = createUnderstand(knowledge, model);
    const turn = (
      kind: string,
      text: string,
      means: readonly string[],
      of: readonly string[],
      memory?: Memory,
    ): Memory => {
      const question = read({ text }, memory);
      const parts = understand(question, memory);
      const wanted = expected(means, of, question);
      const [only] = parts;
      if (wanted !== undefined && only !== undefined && parts.length === 1)
        note(kind, only.question, only.match, wanted);
      return parts.reduce(
        (kept: Memory | undefined, { match }) =>
          remember(match, question.language, kept, knowledge),
        memory,
      ) as Memory;
    };
    for (const { by, dialogues, singles, several } of hands) {
      if (!mine.has(by)) continue;
      for (const { turns } of dialogues) {
        let memory: Memory | undefined;
        for (const [i, { say: text, means, of }] of turns.entries())
          memory = turn(i === 0 ? "single" : "turn", text, means, of, memory);
      }
      for (const { say: text, means, of } of singles) turn("single", text, means, of);
      for (const { say: text, parts } of several) {
        const question = read({ text });
        const told = understand(question, undefined).flatMap(({ match }) =>
          match.outcome.kind === "told" ? match.outcome.facts : [],
        );
        const wanted = parts.flatMap(({ means, of }) => expected(means, of, question) ?? []);
        const foreign = new Set(
          told.map(quote).filter((one) => !wanted.some((facts) => facts.has(one))),
        );
        count(
          `several: ${wanted.every((facts) => isIn(told, facts)) && foreign.size <= 1 ? "all" : "not all"}`,
        );
      }
    }
    const own = examples.filter(
      ({ by, text }) => SINGLES.includes(by) && mine.has(by) && !text.includes("{"),
    );
    for (const [i, { text, intent }] of own.entries())
      if (i % EVERY === 0) turn("single", text, [intent], []);
  };

  const all = [...SINGLES, ...hands.map(({ by }) => by)];
  for (let k = 0; k < FOLDS; k++) {
    const mine = new Set(all.filter((_, i) => i % FOLDS === k));
    say(`without ${[...mine].join(", ")} …`);
    ask(
      train(
        knowledge,
        examples.filter(({ by }) => !mine.has(by)),
      ),
      mine,
    );
  }

  const fitted = regress(
    rows.map(({ evidence }) => names.map((name) => evidence[name])),
    rows.map(({ right }) => right),
  );
  const trust = ({ evidence }: Row): number =>
    1 /
    (1 +
      Math.exp(
        -names.reduce(
          (sum, name, i) => sum + (fitted.weights[i] as number) * evidence[name],
          fitted.bias,
        ),
      ));
  const at = (threshold: number, of: (row: Row) => number): string => {
    const told = rows.filter((row) => of(row) >= threshold);
    return `${told.filter(({ right }) => right).length} / ${told.filter(({ right }) => !right).length}`;
  };
  const written = names
    .map((name, i) => `${name}: ${(fitted.weights[i] as number).toFixed(2)}`)
    .join(", ");
  const text = [
    `${all.length} hands in ${FOLDS} folds; ${rows.length} readings with something to tell, ${rows.filter(({ right }) => right).length} right.`,
    table(
      ["outcome", "messages"],
      [...tally].sort().map(([key, n]) => [key, String(n)]),
    ),
    `Fitted anew: bias ${fitted.bias.toFixed(2)}, ${written}`,
    "Told from this trust on, right / wrong:",
    table(
      ["trust", "fitted anew", "as it ships"],
      ANSWERS.map((threshold) => [
        String(threshold),
        at(threshold, trust),
        at(threshold, ({ evidence }) => trustIn(evidence)),
      ]),
    ),
  ].join("\n\n");
  return { text, data: { tally: Object.fromEntries(tally), fitted } };
}
