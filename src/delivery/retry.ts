// How often a delivery was tried, and for how long → when it is tried again. One policy for every platform.

const FIRST = 2_000;
const LONGEST = 60_000;
/** A platform may ask to be left alone for longer than this (Slack was seen to say 30 days): it is asked again all the same. */
export const LONGEST_ASKED = 15 * 60_000;
/** After two days nobody waits for an answer any more. In milliseconds, like everything here. */
export const PATIENCE = 2 * 24 * 3_600_000;
/** A clock that jumps ahead by days must not end a delivery that was hardly tried. */
const LEAST = 5;

/**
 * How long the next try waits: 2 s, doubling up to a minute, give or take a tenth so that not all come back at once. Where the
 * platform said how long (`asked`), as long as it said.
 */
export function pause(attempt: number, asked?: number): number {
  if (asked !== undefined && asked > 0) return Math.min(LONGEST_ASKED, asked);
  const usual = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt - 1, 10));
  return Math.round(usual * (0.9 + Math.random() / 5));
}

/**
 * Whether it is given up. What counts is its age, not its tries: a process that is killed while it has a delivery raises the
 * number of tries too.
 */
export const isOver = ({ attempt, age }: { attempt: number; age: number }, patience = PATIENCE): boolean =>
  age >= patience && attempt >= LEAST;
