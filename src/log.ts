// Structured log lines. Never the text of a question, never a user's id: only request ids, outcomes and errors.
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import type { Config } from "./config.js";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "fatal" | "child">;

/** Writes to standard output in pino's own way, unless given another destination. */
export function createLog(level: Config["logLevel"], to?: DestinationStream): Log {
  const options = { level, base: {}, timestamp: stdTimeFunctions.isoTime, serializers: { err: errorOf } };
  return to === undefined ? pino(options) : pino(options, to);
}

/** The most that is buffered for a reader that doesn't read, in bytes. */
const MOST = 1024 * 1024;

/**
 * A stream (standard output) → a destination for log lines. A line that can't be written, because the disk is full or nobody
 * reads, is dropped and reported to `lost`: pino's own destination ends the process, or blocks its exit for ever.
 */
export function lossy(to: NodeJS.WritableStream & { readonly writableLength: number }, lost: () => void): DestinationStream {
  // the callback of each line handles it: without a listener the error would end the process
  to.on("error", () => undefined);
  return {
    write: (line) => {
      if (to.writableLength > MOST) return lost();
      to.write(line, (error) => error && lost());
    },
  };
}

/** An error without its extra properties: the SDKs attach whole requests, texts and tokens to theirs. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return { name, message, ...(typeof code === "string" ? { code } : {}), stack };
}
