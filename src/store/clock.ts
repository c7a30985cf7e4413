// The database's clock, compared with this process's monotonic clock → by how much it jumped.
import { performance } from "node:perf_hooks";

/** Smaller jumps are ignored, in milliseconds: clocks are adjusted slightly all the time, and leases last longer. */
const LEAST = 5_000;
/** A response that took longer is too inexact. */
const SLOW = 1_000;

/** The jump since the last call, in milliseconds: positive if set ahead, negative if set back, 0 if neither or unknown. */
export type Jump = () => Promise<number>;

export function createJump(read: () => Promise<number>, steady: () => number = () => performance.now()): Jump {
  let offset: number | undefined;
  return async () => {
    const began = steady();
    const now = await read();
    const ended = steady();
    if (ended - began > SLOW) return 0;
    const before = offset;
    offset = now - ended;
    const jump = before === undefined ? 0 : offset - before;
    return Math.abs(jump) < LEAST ? 0 : jump;
  };
}
