// The Prometheus metrics. Labels are few and fixed: never a person, a workspace or a text.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <const Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `forumbot_${name}_total`, help, labelNames: [...labelNames], registers });
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    /** `sent`; `private` or `direct`: sent another way, since the first was closed; `failed`: not sent at all. */
    deliveries: counter("deliveries", "Replies by what became of them", ["platform", "outcome"]),
    duplicates: counter("duplicates", "Deliveries that had been accepted before", ["platform"]),
    retries: counter("retries", "Works taken up again", ["platform"]),
    /** A reply was sent again although the first may have arrived. */
    possibleSeconds: counter("possible_second_replies", "Replies sent again though the first may have arrived", ["platform"]),
    refused: counter("refused", "Requests refused, by reason", ["platform", "reason"]),
    limited: counter("limited", "Questions over the rate limit", ["platform"]),
    feedback: counter("feedback", "Feedback by verdict", ["platform", "verdict"]),
    errors: counter("errors", "Unexpected errors by place", ["place"]),
    queue: new Gauge({ name: "forumbot_queue", help: "Accepted and not yet answered", registers }),
    answered: createAnswered(registers),
  };
}

/** How many answers are counted together at most. */
const TOGETHER = 500;

/**
 * Counts an answer; `from`: when it was asked for, by `performance.now()`. What came is told when the figures are read, or when it is
 * much: one after the other that is a microsecond each, among all else that a question does ten.
 */
function createAnswered(registers: Registry[]) {
  let waiting: { readonly platform: string; readonly language: string; readonly kind: string; readonly seconds: number }[] = [];
  const questions = new Counter({
    name: "forumbot_questions_total",
    help: "Questions by platform, language and kind of answer",
    labelNames: ["platform", "language", "kind"],
    registers,
    collect: tell,
  });
  const times = new Histogram({
    name: "forumbot_answer_seconds",
    help: "From asking the desk to its answer",
    labelNames: ["platform"],
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers,
    collect: tell,
  });
  function tell(): void {
    const told = waiting;
    waiting = [];
    for (const { platform, language, kind, seconds } of told) {
      questions.inc({ platform, language, kind });
      times.observe({ platform }, seconds);
    }
  }
  return ({ platform, language, kind, from }: { platform: string; language: string; kind: string; from: number }): void => {
    waiting.push({ platform, language, kind, seconds: (performance.now() - from) / 1000 });
    if (waiting.length >= TOGETHER) tell();
  };
}
