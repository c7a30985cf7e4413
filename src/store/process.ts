// A name for this process, unique for all time: where its PID counts, and when it began; and whether another process has ended.
import { createHash, randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** For unknown parts of a name: such a process is never known to have ended, and its leases expire. */
const UNKNOWN = "-";

/** `PLACE/NUMBER/BEGAN/RANDOM`. */
export function nameProcess(): string {
  return [place() ?? UNKNOWN, process.pid, began(process.pid) ?? UNKNOWN, randomUUID().slice(0, 8)].join("/");
}

/**
 * Whether the process of this name has certainly ended. PIDs are reused after each boot and in each PID namespace: two
 * containers with one host name each have a process 1. Only a name from this process's own namespace can be looked up.
 */
export function isOver(name: string): boolean {
  const [where, number = "", since] = name.split("/");
  const here = place();
  if (here === undefined || where !== here || since === undefined || since === UNKNOWN) return false;
  try {
    process.kill(Number(number), 0);
  } catch (error) {
    // not permitted: it runs, or another one with its PID
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
  }
  const now = began(Number(number));
  return now !== undefined && now !== since;
}

/** Host, boot and PID namespace as one short text; undefined if unknown (only Linux has it). */
function place(): string | undefined {
  try {
    // in another namespace the PIDs mean other processes
    if (readlinkSync("/proc/self") !== `${process.pid}`) return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const of = [hostname(), boot, readlinkSync("/proc/self/ns/pid")];
    return createHash("sha256").update(of.join("\n")).digest("hex").slice(0, 16);
  } catch {
    return undefined;
  }
}

/** Clock ticks between boot and the process's start: field 22, counted after the name, which may contain anything. */
function began(number: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
