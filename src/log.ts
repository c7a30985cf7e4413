// Structured log lines. Never the text of a question, never a user's id: only ids of requests, outcomes and errors.
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import type { Config } from "./config.js";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "fatal" | "child">;

/** To standard output, unless it is told another place. */
export function createLog(level: Config["logLevel"], to?: DestinationStream): Log {
  const options = { level, base: {}, timestamp: stdTimeFunctions.isoTime, serializers: { err: errorOf } };
  return to === undefined ? pino(options) : pino(options, to);
}

/** An error without what it may carry along: the SDKs hang whole requests, texts and tokens on theirs. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return { name, message, ...(typeof code === "string" ? { code } : {}), stack };
}
