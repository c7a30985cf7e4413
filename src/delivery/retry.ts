// Number of tries and age → when to retry. One back-off policy for every platform and connection.

const FIRST = 2_000;
const LONGEST = 60_000;
/** The longest requested delay that is honoured (Slack once asked for 30 days). */
export const LONGEST_ASKED = 15 * 60_000;
/** After two days nobody waits for an answer any more. Milliseconds, like everything here. */
export const PATIENCE = 2 * 24 * 3_600_000;
/** The least number of tries, so that a clock that jumps ahead doesn't end a new delivery. */
const LEAST = 5;

/** The first pause, which is doubled up to the longest; in milliseconds. */
export interface Pauses {
  readonly first: number;
  readonly longest: number;
  /** Random share by which it may be longer (jitter), so that not all come back at once. */
  readonly spread?: number;
}

/** The pause before the next try: doubled each time. */
export function backOff(attempt: number, { first, longest, spread = 0.1 }: Pauses): number {
  const usual = Math.min(longest, first * 2 ** Math.min(attempt - 1, 20));
  return Math.round(usual * (1 + Math.random() * spread));
}

/** The pause before a delivery's next try: what the platform requested (`asked`), if it did. */
export const pause = (attempt: number, asked?: number): number =>
  asked !== undefined && asked > 0 ? Math.min(LONGEST_ASKED, asked) : backOff(attempt, { first: FIRST, longest: LONGEST });

/**
 * Whether to give up. It depends on age, not on tries: a process that is killed during a delivery raises the number of
 * tries too.
 */
export const isOver = ({ attempt, age }: { attempt: number; age: number }, patience = PATIENCE): boolean =>
  age >= patience && attempt >= LEAST;
