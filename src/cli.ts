#!/usr/bin/env node
// The command line: ask, check, eval, compile. Results go to standard output, everything else to standard error.
import { parseArgs } from "node:util";
import { createBot } from "./bot.js";
import type { Bot } from "./chat.js";
import { DataError } from "./knowledge/files.js";
import { answerLines, answerOne, converse } from "./platforms/terminal/index.js";
import { ROOT, ready } from "./ready.js";

const HELP = `forumbot: answers about international forums for refugee and migration policy

  forumbot ask [--explain] [QUESTION]   answer in the terminal; without a question, a conversation
  forumbot ask --jsonl                  JSON lines from standard input to standard output
  forumbot check                        validate data/ and intents/, naming every problem
  forumbot eval [FILE…]                 score the question sets in test/questions/
  forumbot compile                      train and keep the result for a quick start
`;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Training takes half a minute: whoever waits is told why. */
async function make() {
  say("data/ or intents/ changed since the last build: training anew, about half a minute …");
  return (await import("./open.js")).compile();
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      explain: { type: "boolean", default: false },
      jsonl: { type: "boolean", default: false },
      details: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command = "help", ...rest] = positionals;
  const terminal = { input: process.stdin, output: process.stdout, today: new Date().toISOString().slice(0, 10) };
  const bot = async (): Promise<Bot> => {
    const { knowledge, model } = ready() ?? (await make());
    return createBot(knowledge, model);
  };
  if (values.help || command === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  switch (command) {
    case "ask":
      if (values.jsonl) await answerLines(await bot(), terminal);
      else if (rest.length > 0) answerOne(await bot(), rest.join(" "), values.explain, terminal);
      else await converse(await bot(), values.explain, terminal);
      return 0;
    case "check": {
      const { load } = await import("./knowledge/load.js");
      const { knowledge, examples } = load(ROOT);
      say(
        `no problems: ${Object.keys(knowledge.facts).length} facts, ${Object.keys(knowledge.intents).length} intents, ${examples.length} examples`,
      );
      return 0;
    }
    case "eval": {
      const { evaluate } = await import("./eval/index.js");
      return evaluate(await bot(), rest, values.details) ? 0 : 1;
    }
    case "compile":
      (await import("./open.js")).compile();
      return 0;
    default:
      say(`unknown command '${command}': expected ask, check, eval or compile\n`);
      say(HELP);
      return 2;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof DataError) && !(error instanceof TypeError && "code" in error)) throw error;
  say(error.message);
  process.exitCode = error instanceof DataError ? 1 : 2;
}
