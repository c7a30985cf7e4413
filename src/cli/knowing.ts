// The project's folder → knowledge and model, which most commands start from.
import { createBot } from "../bot.js";
import type { Bot } from "../chat.js";
import type { Compiled } from "../classify/artifact.js";
import { ready } from "../ready.js";
import { say } from "./say.js";

export async function know(): Promise<Compiled> {
  const compiled = ready();
  if (compiled !== undefined) return compiled;
  // Training takes half a minute: say why it takes so long.
  say("data/ or intents/ changed since the model was trained: training it, which takes about half a minute …");
  return (await import("../open.js")).compile();
}

export async function knowingBot(): Promise<Bot> {
  const { knowledge, model } = await know();
  return createBot(knowledge, model);
}
