// `ask`: one question, a conversation, or JSON lines, in the terminal.
import { parseArgs } from "node:util";
import { answerLines, answerOne, converse } from "../platforms/terminal/index.js";
import { knowingBot } from "./knowing.js";

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { explain: { type: "boolean", default: false }, jsonl: { type: "boolean", default: false } },
  });
  const terminal = { input: process.stdin, output: process.stdout, today: new Date().toISOString().slice(0, 10) };
  const bot = await knowingBot();
  if (values.jsonl) await answerLines(bot, terminal);
  else if (positionals.length > 0) answerOne(bot, positionals.join(" "), values.explain, terminal);
  else await converse(bot, values.explain, terminal);
  return 0;
}
