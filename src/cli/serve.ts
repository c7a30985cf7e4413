// `serve`: runs the server until it is told to stop, then finishes the work in progress.
import { setTimeout as pause } from "node:timers/promises";
import { environment } from "../config.js";
import { serve } from "../main.js";
import { know } from "./knowing.js";

/** How long a start may continue after a signal to stop, in milliseconds. */
const LEFT = 500;

export async function run(): Promise<number> {
  const compiled = await know();
  // before it listens: whoever waits for it to listen may stop it at that very moment
  const told = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const starting = serve(compiled, environment(), (line) => void process.stdout.write(`${line}\n`));
  const running = await Promise.race([starting, told.then(() => pause(LEFT))]);
  // not up yet, for example waiting for its database: there is nothing to finish
  if (running === undefined) process.exit(0);
  await told;
  await running.stop();
  // an unresponsive database must not delay the exit
  setTimeout(() => process.exit(), 300).unref();
  return 0;
}
