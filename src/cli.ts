#!/usr/bin/env node
// The command line: serve, ask, check, eval, slack-manifest, compile. Results go to standard output, everything else to standard error.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { createBot } from "./bot.js";
import type { Bot } from "./chat.js";
import { ConfigError, environment } from "./config.js";
import { DataError } from "./knowledge/files.js";
import type { Compiled } from "./match/store.js";
import { answerLines, answerOne, converse } from "./platforms/terminal/index.js";
import { ROOT, ready } from "./ready.js";

const HELP = `forumbot: answers about international forums for refugee and migration policy

  forumbot serve                        the server for Slack, Teams and the page, as the settings say
  forumbot ask [--explain] [QUESTION]   answer in the terminal; without a question, a conversation
  forumbot ask --jsonl                  JSON lines from standard input to standard output
  forumbot check                        validate data/ and intents/, naming every problem
  forumbot eval [FILE…]                 score the question sets in test/questions/
  forumbot slack-manifest [--url URL]   the manifest of the Slack app: for Socket Mode, or for HTTP at URL (--oauth, --rotation)
  forumbot compile                      train and keep the result for a quick start
  forumbot teams-package --id APP-ID --host HOST [--out FILE]   the app package for Microsoft Teams
`;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Training takes half a minute: whoever waits is told why. */
async function make() {
  say("data/ or intents/ changed since the last build: training anew, about half a minute …");
  return (await import("./open.js")).compile();
}

/** Until it is told to stop: then what is under way is finished. */
async function run(knowing: Compiled): Promise<void> {
  const { serve } = await import("./main.js");
  const running = await serve(knowing, environment(), (line) => void process.stdout.write(`${line}\n`));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  await running.stop();
  // a database that doesn't answer must not hold up the end
  setTimeout(() => process.exit(), 300).unref();
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      explain: { type: "boolean", default: false },
      jsonl: { type: "boolean", default: false },
      details: { type: "string" },
      url: { type: "string" },
      oauth: { type: "boolean", default: false },
      rotation: { type: "boolean", default: false },
      id: { type: "string" },
      host: { type: "string" },
      out: { type: "string", default: "forumbot-teams.zip" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command = "help", ...rest] = positionals;
  const terminal = { input: process.stdin, output: process.stdout, today: new Date().toISOString().slice(0, 10) };
  const compiled = async (): Promise<Compiled> => ready() ?? (await make());
  const bot = async (): Promise<Bot> => {
    const { knowledge, model } = await compiled();
    return createBot(knowledge, model);
  };
  if (values.help || command === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  switch (command) {
    case "serve":
      await run(await compiled());
      return 0;
    case "ask":
      // 20 MB are in use; left to itself the heap takes 155 MB within 10,000 questions, so 111, at a seventh more time
      for (const flag of ["--semi-space-growth-factor=1", "--heap-growing-percent=15"]) setFlagsFromString(flag);
      if (values.jsonl) await answerLines(await bot(), terminal);
      else if (rest.length > 0) answerOne(await bot(), rest.join(" "), values.explain, terminal);
      else await converse(await bot(), values.explain, terminal);
      return 0;
    case "check": {
      const { load } = await import("./knowledge/load.js");
      const { knowledge, examples } = load(ROOT);
      const { checkManifest } = await import("./platforms/slack/manifest.js");
      const problems = checkManifest(ROOT);
      for (const problem of problems) say(problem);
      if (problems.length > 0) return 1;
      say(
        `no problems: ${Object.keys(knowledge.facts).length} facts, ${Object.keys(knowledge.intents).length} intents, ${examples.length} examples`,
      );
      return 0;
    }
    case "eval": {
      const { evaluate } = await import("./eval/index.js");
      return evaluate(await bot(), rest, values.details) ? 0 : 1;
    }
    case "slack-manifest": {
      const { variant, manifest } = await import("./platforms/slack/manifest.js");
      const wanted = variant({ ...values, command: environment().SLACK_COMMAND || undefined });
      if (typeof wanted === "string") {
        say(wanted);
        return 2;
      }
      process.stdout.write(`${JSON.stringify(manifest(wanted), null, 2)}\n`);
      return 0;
    }
    case "compile":
      (await import("./open.js")).refresh();
      return 0;
    case "teams-package": {
      const { PackageError, packageApp } = await import("./platforms/teams/package.js");
      try {
        writeFileSync(values.out, packageApp(ROOT, values));
      } catch (error) {
        if (!(error instanceof PackageError)) throw error;
        say(error.message);
        return 2;
      }
      say(`written: ${values.out}. Upload it in Teams under Apps, or in the Teams admin centre.`);
      return 0;
    }
    default:
      say(`unknown command '${command}': expected serve, ask, check, eval, slack-manifest, teams-package or compile\n`);
      say(HELP);
      return 2;
  }
}

// `forumbot report | head`: whoever reads has had enough
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  process.exitCode = await main();
} catch (error) {
  const told = error instanceof DataError || error instanceof ConfigError;
  if (!told && !(error instanceof TypeError && "code" in error)) throw error;
  say(error.message);
  process.exitCode = told ? 1 : 2;
}
