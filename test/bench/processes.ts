// Processes from outside → how long until the first answer, and how much memory they keep (MB;
// Linux: from /proc).
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { ROOT } from "../../src/open.js";

const QUESTION = "Hvor ofte møtes NSHF?";
const line = (id: number, text: string): string => `${JSON.stringify({ id, text })}\n`;

const start = () =>
  spawn(process.execPath, ["dist/cli.js", "ask", "--jsonl"], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once("exit", () => resolve()));

/** Milliseconds from the start of the process to its first line. */
export async function ready(): Promise<number> {
  const from = performance.now();
  const child = start();
  const end = ended(child);
  child.stdin.write(line(1, QUESTION));
  const took = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", () => resolve(performance.now() - from));
    child.once("exit", (code) => reject(new Error(`the bot ended (${code}) before it answered`)));
  });
  child.stdin.end();
  await end;
  return took;
}

/** Milliseconds that Node takes to do nothing. */
export async function bare(): Promise<number> {
  const from = performance.now();
  await ended(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }));
  return performance.now() - from;
}

/** The address that a server says it listens on. */
export function listening(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${name} ended (${code}) before it listened`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      const found = /^listening on (\S+)/.exec(line);
      if (found !== null) resolve(found[1] as string);
    });
  });
}

export function status(pid: number, field: "VmRSS" | "VmHWM"): number {
  const found = readFileSync(`/proc/${pid}/status`, "utf8")
    .split("\n")
    .find((l) => l.startsWith(`${field}:`));
  return Number(found?.match(/\d+/)?.[0]) / 1024;
}

export interface Kept {
  readonly first: number;
  readonly last: number;
  readonly most: number;
}

/** Resident memory after the first answer and after so many, the questions over and over. */
export async function memory(questions: readonly string[], asked: number): Promise<Kept> {
  const child = start();
  const end = ended(child);
  const pid = child.pid as number;
  let answered = 0;
  let first = 0;
  child.stdin.write(line(0, QUESTION));
  const kept = await new Promise<Kept>((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`the bot ended (${code}) after ${answered} answers`)),
    );
    createInterface({ input: child.stdout }).on("line", () => {
      answered++;
      if (answered === 1) {
        first = status(pid, "VmRSS");
        void feed();
      }
      if (answered === asked + 1)
        resolve({ first, last: status(pid, "VmRSS"), most: status(pid, "VmHWM") });
    });
  });
  child.stdin.end();
  await end;
  return kept;

  async function feed(): Promise<void> {
    for (let i = 1; i <= asked; i++)
      if (!child.stdin.write(line(i, questions[i % questions.length] as string)))
        await new Promise((go) => child.stdin.once("drain", go));
  }
}

/**
 * Milliseconds of processor time so far, counted in hundredths of a second; NaN where there is no
 * /proc.
 */
export function cpuOf(pid: number | undefined): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return Number.NaN;
  const fields = readFileSync(path, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
