#!/usr/bin/env node
// The command line: each command in a file of its own in cli/, loaded when it is called. Results go to standard output, everything else to standard error.
import { say } from "./cli/say.js";
import { ConfigError } from "./config.js";
import { DataError } from "./knowledge/files.js";

const HELP = `forumbot: answers about international forums for refugee and migration policy

  forumbot serve                        the server for Slack, Teams and the page, as the settings say
  forumbot ask [--explain] [QUESTION]   answer in the terminal; without a question, a conversation
  forumbot ask --jsonl                  JSON lines from standard input to standard output
  forumbot check                        validate data/, intents/ and manifest.json, naming every problem
  forumbot eval [FILE…]                 score the question sets in test/questions/
  forumbot report [--csv]               what was not answered or was marked as not helpful; facts past their review
  forumbot backup FILE                  a copy of the SQLite database, while the server runs
  forumbot forget --platform slack --workspace T1 --user U1
                                        delete all that is kept about a person
  forumbot slack-manifest [--url URL]   the manifest of the Slack app: for Socket Mode, or for HTTP at URL (--oauth, --rotation, --history)
  forumbot teams-package --id APP-ID --host HOST [--out FILE]
                                        the app package for Microsoft Teams
  forumbot compile                      train and keep the result for a quick start
`;

/** What each command does with its arguments; resolves to the exit status. */
const COMMANDS: Readonly<Record<string, () => Promise<{ run(args: string[]): number | Promise<number> }>>> = {
  serve: () => import("./cli/serve.js"),
  ask: () => import("./cli/ask.js"),
  check: () => import("./cli/check.js"),
  eval: () => import("./cli/eval.js"),
  report: () => import("./cli/report.js"),
  backup: () => import("./cli/backup.js"),
  forget: () => import("./cli/forget.js"),
  "slack-manifest": () => import("./cli/slack-manifest.js"),
  "teams-package": () => import("./cli/teams-package.js"),
  compile: () => import("./cli/compile.js"),
};

async function main([command = "help", ...args]: string[]): Promise<number> {
  if (["help", "--help", "-h"].includes(command) || args.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (load !== undefined) return (await load()).run(args);
  say(`unknown command '${command}': expected ${Object.keys(COMMANDS).join(", ")}\n`);
  say(HELP);
  return 2;
}

// `forumbot report | head`: whoever reads has had enough. A server goes on answering though nobody reads its log any more.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  if (process.argv[2] !== "serve") process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const told = error instanceof DataError || error instanceof ConfigError;
  // what parseArgs says of an option that there isn't
  if (!told && !(error instanceof TypeError && "code" in error)) throw error;
  say(error.message);
  process.exitCode = told ? 1 : 2;
}
