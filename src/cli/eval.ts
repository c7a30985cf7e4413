// `eval`: scores the question sets against the committed floors.
import { parseArgs } from "node:util";
import { evaluate } from "../eval/index.js";
import { knowingBot } from "./knowing.js";

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { details: { type: "string" } } });
  return evaluate(await knowingBot(), positionals, values.details) ? 0 : 1;
}
