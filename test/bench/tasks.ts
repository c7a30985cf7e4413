// Tasks → their scores: two processes at a time, and none left running when the time is up.
import { type ChildProcess, fork } from "node:child_process";
import { say } from "./show.js";
import { type Kind, type Score, TASK } from "./task.js";

export interface Job {
  readonly kind: Kind;
  readonly hand: string;
}

const AT_ONCE = 2;

/**
 * Scores in the order of the jobs; undefined where a job failed or did not end within `seconds` of
 * the start.
 */
export async function runAll(
  jobs: readonly Job[],
  seconds: number,
): Promise<(Score | undefined)[]> {
  const scores: (Score | undefined)[] = jobs.map(() => undefined);
  const running = new Set<ChildProcess>();
  let next = 0;
  let over = false;
  const end = setTimeout(() => {
    over = true;
    for (const child of running) child.kill();
  }, seconds * 1000);
  const worker = async (): Promise<void> => {
    while (next < jobs.length && !over) {
      const at = next++;
      const { kind, hand } = jobs[at] as Job;
      scores[at] = await one(kind, hand, running);
      const score = scores[at];
      say(
        `${kind} ${hand}: ${score === undefined ? "did not end" : `trained in ${score.seconds.toFixed(1)} s, ${score.right} of ${score.asked}`}`,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  clearTimeout(end);
  return scores;
}

function one(kind: Kind, hand: string, running: Set<ChildProcess>): Promise<Score | undefined> {
  return new Promise((resolve) => {
    const child = fork(TASK, [kind, hand], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    running.add(child);
    let score: Score | undefined;
    child.on("message", (message) => {
      score = message as Score;
    });
    child.on("exit", () => {
      running.delete(child);
      resolve(score);
    });
  });
}
