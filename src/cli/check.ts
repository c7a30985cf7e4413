// `check`: validates data/, intents/ and the Slack app's manifest, and reports every problem with its place.
import { load } from "../knowledge/load.js";
import { checkManifest } from "../platforms/slack/manifest.js";
import { ROOT } from "../ready.js";
import { say } from "./say.js";

export function run(): number {
  const { knowledge, examples } = load(ROOT);
  const problems = checkManifest(ROOT);
  for (const problem of problems) say(problem);
  if (problems.length > 0) return 1;
  const { facts, intents } = knowledge;
  say(`no problems: ${Object.keys(facts).length} facts, ${Object.keys(intents).length} intents, ${examples.length} examples`);
  return 0;
}
