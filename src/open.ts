// The project's folder → a bot: from the copy compiled at build where it is fresh, else from data/ and intents/ as they are.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createBot } from "./bot.js";
import type { Bot } from "./chat.js";
import { load } from "./knowledge/load.js";
import { fingerprint } from "./knowledge/read.js";
import { train } from "./match/model.js";
import { type Compiled, restore, save } from "./match/store.js";

/** The folder that holds `data/` and `intents/`: above `src/` and `dist/` alike. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const COMPILED = join("dist", "forumbot.bin");

/** Loads, checks and trains, and keeps the result for the next start. Throws a `DataError` naming every problem. */
export function compile(root = ROOT): Compiled {
  const { knowledge, examples } = load(root);
  const compiled = { knowledge, model: train(knowledge, examples) };
  if (existsSync(join(root, "dist"))) save(join(root, COMPILED), fingerprint(root), compiled);
  return compiled;
}

/** `onTrain` is told when the compiled copy is missing or stale, as training takes some seconds. */
export function open(root = ROOT, onTrain: () => void = () => {}): Compiled {
  const ready = restore(join(root, COMPILED), fingerprint(root));
  if (ready !== undefined) return ready;
  onTrain();
  return compile(root);
}

export function openBot(root = ROOT, onTrain?: () => void): Bot {
  const { knowledge, model } = open(root, onTrain);
  return createBot(knowledge, model);
}
