// Structured log lines. Never the text of a question, never a user's id: only ids of requests, outcomes and errors.
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import type { Config } from "./config.js";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "fatal" | "child">;

/** To standard output by pino's own way, unless it is told another place. */
export function createLog(level: Config["logLevel"], to?: DestinationStream): Log {
  const options = { level, base: {}, timestamp: stdTimeFunctions.isoTime, serializers: { err: errorOf } };
  return to === undefined ? pino(options) : pino(options, to);
}

/** More than this is not kept for a reader that doesn't read, in bytes. */
const MOST = 1024 * 1024;

/**
 * A stream (standard output) → where log lines go. A line that can't be written, because the disk is full or nobody reads,
 * is dropped and told to `lost`: pino's own way ends the process, or waits for ever at its end.
 */
export function lossy(to: NodeJS.WritableStream & { readonly writableLength: number }, lost: () => void): DestinationStream {
  // the callback of each line tells of it: without a listener the error would end the process
  to.on("error", () => undefined);
  return {
    write: (line) => {
      if (to.writableLength > MOST) return lost();
      to.write(line, (error) => error && lost());
    },
  };
}

/** An error without what it may carry along: the SDKs hang whole requests, texts and tokens on theirs. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return { name, message, ...(typeof code === "string" ? { code } : {}), stack };
}
