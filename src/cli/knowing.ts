// What most commands begin with: knowledge and model, and the bot made of them.
import { createBot } from "../bot.js";
import type { Bot } from "../chat.js";
import type { Compiled } from "../classify/artifact.js";
import { ready } from "../ready.js";
import { say } from "./say.js";

export async function know(): Promise<Compiled> {
  const compiled = ready();
  if (compiled !== undefined) return compiled;
  // Training takes half a minute: whoever waits is told why.
  say("there is no trained model yet for data/ and intents/ as they are: training, about half a minute …");
  return (await import("../open.js")).compile();
}

export async function knowingBot(): Promise<Bot> {
  const { knowledge, model } = await know();
  return createBot(knowledge, model);
}
