// The command line: each command is in a file of its own, loaded when it is called. Results go to standard output, everything
// else to standard error. An error that an operator can fix is one line, without a stack trace.

import { ConfigError } from "../config.js";
import { DataError } from "../knowledge/files.js";
import { say } from "./say.js";

const HELP = `forumbot: answers about international forums for refugee and migration policy

  forumbot serve                        run the server for Slack, Teams and the page, as the settings say
  forumbot ask [--explain] [QUESTION]   answer in the terminal; without a question, a conversation
  forumbot ask --jsonl                  JSON lines from standard input to standard output
  forumbot check                        validate data/, intents/ and manifest.json, and report every problem
  forumbot eval [FILE…]                 score the question sets in test/questions/
  forumbot report [--csv]               questions not answered or marked as not helpful; facts past their review;
                                        sources that changed
  forumbot import PAGE --as ID          write a page's text and a draft of its facts into data/, from a file or an
                                        address (--language nb, --kind KIND)
  forumbot watch [--json]               look once whether the sources still say what was taken from them
  forumbot watch --looked DOCUMENT      mark what changed there as looked at by an editor
  forumbot backup FILE                  copy the SQLite database while the server runs
  forumbot forget --platform slack --workspace T1 --user U1
                                        delete everything kept about a person
  forumbot slack-manifest [--url URL]   print the Slack app's manifest: for Socket Mode, or for HTTP at URL
                                        (--oauth, --rotation, --history)
  forumbot teams-package --id APP-ID --host HOST [--out FILE]
                                        write the app package for Microsoft Teams
  forumbot compile                      train the model and store it for a quick start
`;

/** Each command takes its arguments and resolves to the exit status. */
const COMMANDS: Readonly<Record<string, () => Promise<{ run(args: string[]): number | Promise<number> }>>> = {
  serve: () => import("./serve.js"),
  ask: () => import("./ask.js"),
  check: () => import("./check.js"),
  eval: () => import("./eval.js"),
  report: () => import("./report.js"),
  import: () => import("./import.js"),
  watch: () => import("./watch.js"),
  backup: () => import("./backup.js"),
  forget: () => import("./forget.js"),
  "slack-manifest": () => import("./slack-manifest.js"),
  "teams-package": () => import("./teams-package.js"),
  compile: () => import("./compile.js"),
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

/** A server keeps answering when its log can't be written. For a command the reader may have stopped (`report | head`). */
function onLostOutput(error: NodeJS.ErrnoException): void {
  if (process.argv[2] === "serve") return;
  if (error.code !== "EPIPE") say(`standard output: ${error.message}`);
  process.exit(error.code === "EPIPE" ? undefined : 1);
}

/** An error outside the program: the network, a file. */
const isOutside = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error && "code" in error;
/** The error of `parseArgs` for an unknown option. */
const isMisuse = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");

process.stdout.on("error", onLostOutput);
process.stderr.on("error", () => undefined);
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof DataError || error instanceof ConfigError || isOutside(error) || isMisuse(error))) throw error;
  say(error.message);
  process.exitCode = isMisuse(error) ? 2 : 1;
  // work begun before the error must not keep the process alive
  setTimeout(() => process.exit(), 300).unref();
}
