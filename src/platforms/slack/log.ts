// Bolt's log lines → ours: only warnings and errors, and never what they carry along, since that can be texts, ids and tokens.
import type { Logger } from "@slack/bolt";
import { LogLevel } from "@slack/bolt";
import type { Log } from "../../log.js";

export type BoltLog = Logger;

export function createBoltLog(log: Log): BoltLog {
  const nothing = (): void => undefined;
  /** The text of Bolt's own lines up to what it fills in. */
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
