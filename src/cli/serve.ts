// `serve`: the server, until it is told to stop; then what is under way is finished.
import { setTimeout as pause } from "node:timers/promises";
import { environment } from "../config.js";
import { serve } from "../main.js";
import { know } from "./knowing.js";

/** How long a start may still take that is told to stop, in milliseconds. */
const LEFT = 500;

export async function run(): Promise<number> {
  const compiled = await know();
  // before it listens: who reads that it listens may stop it in the same moment
  const told = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const starting = serve(compiled, environment(), (line) => void process.stdout.write(`${line}\n`));
  const running = await Promise.race([starting, told.then(() => pause(LEFT))]);
  // not up yet, such as while its database is waited for: there is nothing to finish
  if (running === undefined) process.exit(0);
  await told;
  await running.stop();
  // a database that doesn't answer must not hold up the end
  setTimeout(() => process.exit(), 300).unref();
  return 0;
}
