// How often a thing was tried, and for how long → when it is tried again. One policy for every platform and connection.

const FIRST = 2_000;
const LONGEST = 60_000;
/** A platform may ask to be left alone for longer than this (Slack was seen to say 30 days): it is asked again all the same. */
export const LONGEST_ASKED = 15 * 60_000;
/** After two days nobody waits for an answer any more. In milliseconds, like everything here. */
export const PATIENCE = 2 * 24 * 3_600_000;
/** A clock that jumps ahead by days must not end a delivery that was hardly tried. */
const LEAST = 5;

/** How long a first pause is, and the longest that is doubled up to; in milliseconds. */
export interface Pauses {
  readonly first: number;
  readonly longest: number;
  /** By which part it may be longer, by chance, so that not all come back at once. */
  readonly spread?: number;
}

/** Before the try after this one: doubled from one to the next. */
export function backOff(attempt: number, { first, longest, spread = 0.1 }: Pauses): number {
  const usual = Math.min(longest, first * 2 ** Math.min(attempt - 1, 20));
  return Math.round(usual * (1 + Math.random() * spread));
}

/** How long the next try of a delivery waits; where the platform said how long (`asked`), as long as it said. */
export const pause = (attempt: number, asked?: number): number =>
  asked !== undefined && asked > 0 ? Math.min(LONGEST_ASKED, asked) : backOff(attempt, { first: FIRST, longest: LONGEST });

/**
 * Whether it is given up. What counts is its age, not its tries: a process that is killed while it has a delivery raises the
 * number of tries too.
 */
export const isOver = ({ attempt, age }: { attempt: number; age: number }, patience = PATIENCE): boolean =>
  age >= patience && attempt >= LEAST;
