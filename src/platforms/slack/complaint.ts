// Wrong signatures → one log line: otherwise a wrong secret or clock refuses everything silently.
import type { IncomingHttpHeaders } from "node:http";
import type { Log } from "../../log.js";
import type { Refusal } from "./verify.js";

/** If signatures were right before, this many wrong ones in a row are not a stranger's attempts. */
const IN_A_ROW = 10;
/** Milliseconds before the same line is logged again: strangers can send any number. */
const QUIET = 3_600_000;

const WHY: Readonly<Record<Exclude<Refusal, "unsigned">, string>> = {
  signature: "requests are signed with another secret than SLACK_SIGNING_SECRET: look at Basic Information, Signing Secret",
  stale: "requests are older than five minutes by this machine's clock: is it ahead?",
  future: "requests are dated more than five minutes ahead of this machine's clock: is it behind?",
};

export interface Complaint {
  (refusal: Refusal, headers: IncomingHttpHeaders, now: number): void;
  /** A signature was right: log again from now on. */
  over(): void;
}

export function createComplaint(log: Pick<Log, "error">): Complaint {
  let [times, fitted, said] = [0, false, Number.NEGATIVE_INFINITY];
  const complain = (refusal: Refusal, headers: IncomingHttpHeaders, now: number): void => {
    // unsigned requests aren't Slack's
    if (refusal === "unsigned" || ++times < (fitted ? IN_A_ROW : 1) || now - said < QUIET) return;
    said = now;
    const clockAheadBySeconds = Math.round(now / 1000 - Number(headers["x-slack-request-timestamp"]));
    log.error({ reason: refusal, clockAheadBySeconds }, `Slack's signatures don't fit: ${WHY[refusal]}`);
  };
  return Object.assign(complain, {
    over: () => {
      [times, fitted] = [0, true];
    },
  });
}
