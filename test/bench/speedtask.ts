// A process of its own that does nothing but answer: `speedtask.ts`, and how long its questions
// took as a message.
import type { Memory } from "../../src/chat.js";
import { questions } from "../questions.js";
import { built } from "./build.js";
import { type Round, type Timed, timed } from "./timed.js";

const ROUNDS = 10;
/**
 * For so many rounds the compiler is at work beside the questions, on the same cores: they have a
 * line of their own.
 */
const WARM_UP = 4;

export interface Asked {
  readonly warm: Timed;
  readonly cold: Timed;
}

/** What ships is measured: the compiled code, whole answers, dialogues with their memory. */
async function timeBot(): Promise<Asked> {
  const { open } = await built<typeof import("../../src/open.js")>("open.js");
  const { createBot } = await built<typeof import("../../src/bot.js")>("bot.js");
  const { knowledge, model } = open();
  const bot = createBot(knowledge, model);
  const round: Round = (asking) => {
    let before: Memory | undefined;
    for (const [i, { id, q }] of questions.entries()) {
      if (questions[i - 1]?.id !== id) before = undefined;
      asking(() => {
        before = bot({ text: q }, before).memory;
      });
    }
  };
  const cold = timed("this project: the rounds right after the start", WARM_UP, round);
  return { cold, warm: timed("this project: question to whole answer", ROUNDS, round) };
}

process.send?.(await timeBot());
