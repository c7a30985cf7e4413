// Bolt's log lines → ours: only warnings and errors, without their data, which can include texts, ids and tokens.
import type { Logger } from "@slack/bolt";
import { LogLevel } from "@slack/bolt";
import type { Log } from "../../log.js";

export type BoltLog = Logger;

export function createBoltLog(log: Log): BoltLog {
  const nothing = (): void => undefined;
  /** The constant beginning of Bolt's own lines. */
  const said = (parts: readonly unknown[]): string => (typeof parts[0] === "string" ? (parts[0].split(/[:({]/, 1)[0] as string) : "");
  const err = (parts: readonly unknown[]): { err?: unknown } => {
    const error = parts.find((part) => part instanceof Error);
    return error === undefined ? {} : { err: error };
  };
  return {
    debug: nothing,
    info: nothing,
    warn: (...parts) => log.warn(err(parts), `Bolt: ${said(parts)}`),
    error: (...parts) => log.error(err(parts), `Bolt: ${said(parts)}`),
    setLevel: nothing,
    getLevel: () => LogLevel.WARN,
    setName: nothing,
  };
}
