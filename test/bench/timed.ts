// How long each of many short things takes: quantiles over rounds.
import { quantile, say } from "./show.js";

export interface Timed {
  readonly name: string;
  readonly rounds: number;
  readonly p50: number;
  readonly p99: number;
  readonly largest: number;
}

export type Round = (timed: (ask: () => void) => void) => void;

/** One round, to warm up, is not counted. Milliseconds. */
export function time(name: string, rounds: number, round: Round): Timed {
  round((ask) => ask());
  return timed(name, rounds, round);
}

export function timed(name: string, rounds: number, round: Round): Timed {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++)
    round((ask) => {
      const start = performance.now();
      ask();
      times.push(performance.now() - start);
    });
  say(`timed: ${name}`);
  return {
    name,
    rounds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    largest: quantile(times, 1),
  };
}
