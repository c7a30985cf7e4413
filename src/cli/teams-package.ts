// `teams-package`: writes the app package for Microsoft Teams to a file.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { PackageError, packageApp } from "../platforms/teams/package.js";
import { ROOT } from "../ready.js";
import { misused, say } from "./say.js";

const TEXT = { type: "string" } as const;

export function run(args: string[]): number {
  const { values } = parseArgs({ args, options: { id: TEXT, host: TEXT, out: { ...TEXT, default: "forumbot-teams.zip" } } });
  try {
    writeFileSync(values.out, packageApp(ROOT, values));
  } catch (error) {
    if (error instanceof PackageError) return misused(error.message);
    throw error;
  }
  say(`written: ${values.out}. Upload it in Teams under Apps, or in the Teams admin centre.`);
  return 0;
}
