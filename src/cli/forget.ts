// `forget`: deletes everything kept about one person.
import { parseArgs } from "node:util";
import { misused, say } from "./say.js";
import { forget } from "./store.js";

/** The platforms under which people are stored; an unknown name would delete nothing and report success. */
const PLATFORMS = ["slack", "teams", "web"];
const TEXT = { type: "string" } as const;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { platform: TEXT, workspace: TEXT, user: TEXT } });
  const [platform, workspace, user] = [values.platform?.trim().toLowerCase(), values.workspace?.trim(), values.user?.trim()];
  if (!platform || !workspace || !user) return misused("forget: expected --platform, --workspace and --user");
  if (!PLATFORMS.includes(platform)) return misused(`forget: expected --platform to be one of ${PLATFORMS.join(", ")}`);
  const { conversations, answers, feedback, language } = await forget({ platform, workspace, user });
  const chosen = language === null ? "no" : "a";
  say(`deleted: ${conversations} conversations, ${answers} answers, ${feedback} ratings, ${chosen} language choice`);
  return 0;
}
