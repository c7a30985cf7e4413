// The real bot for tests, opened once a file, and short ways to ask it.
import { createBot } from "../src/bot.js";
import type { Answer, ChatMessage, Memory, Reply } from "../src/chat.js";
import { open } from "../src/open.js";

export const { knowledge, model } = open();
export const bot = createBot(knowledge, model);

export const LANGUAGES = ["nb", "nn", "en"] as const;

/** The answer to one question without a conversation. */
export const ask = (text: string, rest: Partial<ChatMessage> = {}): Answer => bot({ text, ...rest }).answer;

/** The replies to one turn after the other. */
export function converse(...turns: readonly string[]): Reply[] {
  let memory: Memory | undefined;
  return turns.map((text) => {
    const reply = bot({ text }, memory);
    memory = reply.memory;
    return reply;
  });
}

/** The answer to the last of several turns. */
export const last = (...turns: readonly string[]): Answer => (converse(...turns).at(-1) as Reply).answer;

/** Ids of the facts that stand behind an answer, by their quotes. */
export const factsOf = (answer: Answer): string[] =>
  Object.values(knowledge.facts)
    .filter((fact) => answer.citations.some(({ quote }) => quote === fact.quote))
    .map(({ id }) => id);

/** The quotes of facts, for comparing with citations. */
export const quotesOf = (...ids: readonly string[]): string[] => ids.map((id) => knowledge.facts[id]?.quote as string);
