// This process, told apart from every other that ever ran: where its number counts, and when it began; and whether another one is over.
import { createHash, randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Whatever can't be told of a process: such a one is never known to be over, and its leases end by themselves. */
const UNKNOWN = "-";

/** `PLACE/NUMBER/BEGAN/RANDOM`. */
export function nameProcess(): string {
  return [place() ?? UNKNOWN, process.pid, began(process.pid) ?? UNKNOWN, randomUUID().slice(0, 8)].join("/");
}

/**
 * Whether the process of this name surely runs no more. Numbers are given anew after each boot and within each PID namespace: two
 * containers with one host name have a process 1 each. Only a name from the very place where this process runs can be looked up.
 */
export function isOver(name: string): boolean {
  const [where, number = "", since] = name.split("/");
  const here = place();
  if (here === undefined || where !== here || since === undefined || since === UNKNOWN) return false;
  try {
    process.kill(Number(number), 0);
  } catch (error) {
    // not permitted: it is there, or another one under its number
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
  }
  const now = began(Number(number));
  return now !== undefined && now !== since;
}

/** Host, boot and PID namespace as one short text; undefined where the system doesn't tell (only Linux does). */
function place(): string | undefined {
  try {
    // seen from another namespace, numbers are of others
    if (readlinkSync("/proc/self") !== `${process.pid}`) return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const of = [hostname(), boot, readlinkSync("/proc/self/ns/pid")];
    return createHash("sha256").update(of.join("\n")).digest("hex").slice(0, 16);
  } catch {
    return undefined;
  }
}

/** Clock ticks between the boot and the process's start: field 22, counted from behind the name, which may hold anything. */
function began(number: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
