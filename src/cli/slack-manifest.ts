// `slack-manifest`: prints the manifest of the Slack app, to be pasted at Slack.
import { parseArgs } from "node:util";
import { environment } from "../config.js";
import { manifest, variant } from "../platforms/slack/manifest.js";
import { misused } from "./say.js";

const FLAG = { type: "boolean", default: false } as const;

export function run(args: string[]): number {
  const { values } = parseArgs({ args, options: { url: { type: "string" }, oauth: FLAG, rotation: FLAG, history: FLAG } });
  const { SLACK_COMMAND: command, SLACK_HISTORY } = environment();
  const history = values.history || SLACK_HISTORY === "on";
  const wanted = variant({ ...values, history, command: command || undefined });
  if (typeof wanted === "string") return misused(wanted);
  process.stdout.write(`${JSON.stringify(manifest(wanted), null, 2)}\n`);
  return 0;
}
