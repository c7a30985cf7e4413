// The real bot for tests, opened once per file, with short ways to ask it.
import { createBot } from "../src/bot.js";
import type { Answer, ChatMessage } from "../src/chat.js";
import { open } from "../src/open.js";
import { createTalk } from "./talk.js";

export const { knowledge, model } = open();
export const bot = createBot(knowledge, model);

export const LANGUAGES = ["nb", "nn", "en"] as const;

/** The answer to one question without a conversation. */
export const ask = (text: string, rest: Partial<ChatMessage> = {}): Answer => bot({ text, ...rest }).answer;

export const { converse, last, factsOf } = createTalk(bot, knowledge);

/** The quotes of facts, for comparing with citations. */
export const quotesOf = (...ids: readonly string[]): string[] => ids.map((id) => knowledge.facts[id]?.quote as string);
