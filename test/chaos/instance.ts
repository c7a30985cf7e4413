// One process of the bot under test: started, killed and started again.
import { type ChildProcess, spawn } from "node:child_process";
import { ROOT } from "../../src/open.js";

export interface Instance {
  /** Undefined while it isn't listening. */
  address(): string | undefined;
  /** Killed as by a power cut, and started again at once. */
  kill(): Promise<void>;
  /** Told to stop; its exit status. */
  stop(): Promise<number | null>;
  /** All that it printed, and what of it since its last start. */
  output(): string;
  lately(): string;
}

/** None outlives whoever started it. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export function startInstance(script: readonly string[], settings: Readonly<Record<string, string>>): Instance {
  let output = "";
  let address: string | undefined;
  let began = 0;
  let child = start();
  function start(): ChildProcess {
    address = undefined;
    // no setting of whoever runs the test gets through
    const env = { PATH: process.env.PATH ?? "", HOST: "127.0.0.1", PORT: "0", FORUMBOT_ROOT: ROOT, ...settings };
    const started = spawn(process.execPath, [...script], { env, cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    running.add(started);
    started.once("exit", () => running.delete(started));
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (started === child) address = /listening on (\S+)(?![\s\S]*listening on)/.exec(output.slice(from))?.[1];
    };
    const from = output.length;
    began = from;
    started.stdout.on("data", read);
    started.stderr.on("data", read);
    return started;
  }
  const exit = (of: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => {
      if (of.exitCode !== null || of.signalCode !== null) resolve(of.exitCode);
      else of.once("exit", resolve);
    });
  return {
    address: () => address,
    output: () => output,
    lately: () => output.slice(began),
    async kill() {
      address = undefined;
      child.kill("SIGKILL");
      await exit(child);
      child = start();
    },
    async stop() {
      child.kill("SIGTERM");
      return exit(child);
    },
  };
}
