// `serve`: the server, until it is told to stop; then what is under way is finished.
import { environment } from "../config.js";
import { serve } from "../main.js";
import { know } from "./knowing.js";

export async function run(): Promise<number> {
  const running = await serve(await know(), environment(), (line) => void process.stdout.write(`${line}\n`));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  await running.stop();
  // a database that doesn't answer must not hold up the end
  setTimeout(() => process.exit(), 300).unref();
  return 0;
}
