// Long work on many rows → short steps, so that whoever asks meanwhile waits for one of them at most.
import { setImmediate as turn } from "node:timers/promises";

/** What a step is to take, in milliseconds; and rows of one step: at first, at least, at most. */
const SHORT = { least: 1, most: 3 };
const ROWS = { first: 50, least: 10, most: 1_000 };

/**
 * Does `step` with a number of rows until it tells that there is no more, with a turn of the event loop in between. The number
 * follows the time that the step before it took.
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
