// `ask`: answers one question, a conversation, or JSON Lines, in the terminal.
import { parseArgs } from "node:util";
import { createBot } from "../bot.js";
import { createToday } from "../day.js";
import { createGuide } from "../guide.js";
import { answerLines, answerOne, converse } from "../platforms/terminal/index.js";
import { know } from "./knowing.js";

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { explain: { type: "boolean", default: false }, jsonl: { type: "boolean", default: false } },
  });
  const { knowledge, model } = await know();
  const bot = createBot(knowledge, model);
  const names = values.explain ? createGuide(knowledge).names : undefined;
  const terminal = { input: process.stdin, output: process.stdout, today: createToday(Date.now)(), names };
  if (values.jsonl) await answerLines(bot, terminal);
  else if (positionals.length > 0) answerOne(bot, positionals.join(" "), values.explain, terminal);
  else await converse(bot, values.explain, terminal);
  return 0;
}
