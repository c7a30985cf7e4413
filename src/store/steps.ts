// Long work on many rows → short steps, so that questions wait for at most one of them.
import { setImmediate as turn } from "node:timers/promises";

/** The target duration of a step in milliseconds; and its rows: at first, at least, at most. */
const SHORT = { least: 1, most: 3 };
const ROWS = { first: 50, least: 10, most: 1_000 };

/**
 * Calls `step` with a number of rows until it returns that there are no more, yielding to the event loop in between. The
 * number is adjusted to the duration of the step before.
 */
export async function inSteps(step: (rows: number) => Promise<boolean>): Promise<void> {
  for (let rows = ROWS.first; ; ) {
    const began = performance.now();
    if (!(await step(rows))) return;
    const took = performance.now() - began;
    if (took > SHORT.most) rows = Math.max(ROWS.least, Math.floor(rows / 2));
    else if (took < SHORT.least) rows = Math.min(ROWS.most, 2 * rows);
    await turn();
  }
}
