// `forget`: all that is kept about one person, deleted.
import { parseArgs } from "node:util";
import { misused, say } from "./say.js";
import { forget } from "./store.js";

const TEXT = { type: "string" } as const;

export async function run(args: string[]): Promise<number> {
  const { platform, workspace, user } = parseArgs({ args, options: { platform: TEXT, workspace: TEXT, user: TEXT } }).values;
  if (!platform || !workspace || !user) return misused("forget: expected --platform, --workspace and --user");
  const { conversations, answers, feedback, language } = await forget({ platform, workspace, user });
  const chosen = language === null ? "no" : "a";
  say(`deleted: ${conversations} conversations, ${answers} answers, ${feedback} verdicts, ${chosen} choice of language`);
  return 0;
}
