// `forumbot serve` as the chaos test kills it, bundled into one file to start faster.
import { environment } from "../../src/config.js";
import { serve } from "../../src/main.js";
import { ready } from "../../src/ready.js";

const settings = environment();
const compiled = ready(settings.FORUMBOT_ROOT);
if (compiled === undefined) throw new Error("no compiled copy: npm run build");
const running = await serve(compiled, settings, (line) => void process.stdout.write(`${line}\n`));
process.once("SIGTERM", async () => {
  await running.stop();
  process.exit(0);
});
