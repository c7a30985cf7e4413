// The database's clock beside this process's own, which never jumps → by how much the database's jumped.
import { performance } from "node:perf_hooks";

/** Smaller ones are left alone, in milliseconds: clocks are set by little all the time, and leases last longer than that. */
const LEAST = 5_000;
/** An answer that took longer tells too little of when it was made. */
const SLOW = 1_000;

/** Milliseconds since it was last looked at: above 0 it was set ahead, below 0 back. 0: it runs as it should, or nobody can tell. */
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
