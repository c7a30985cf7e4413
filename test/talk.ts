// A bot and its knowledge → short ways for tests to talk with it: turn by turn, and by the facts
// behind an answer.
import type { Answer, Bot, Memory, Reply } from "../src/chat.js";
import type { Knowledge } from "../src/knowledge/types.js";

export function createTalk(bot: Bot, { facts }: Pick<Knowledge, "facts">) {
  /** The replies to one turn after the other. */
  function converse(...turns: readonly string[]): Reply[] {
    let memory: Memory | undefined;
    return turns.map((text) => {
      const reply = bot({ text }, memory);
      memory = reply.memory;
      return reply;
    });
  }

  return {
    converse,
    /** The answer to the last of several turns. */
    last: (...turns: readonly string[]): Answer => (converse(...turns).at(-1) as Reply).answer,
    /** Ids of the facts that stand behind an answer, by their quotes. */
    factsOf: (answer: Answer): string[] =>
      Object.values(facts)
        .filter((fact) => answer.citations.some(({ quote }) => quote === fact.quote))
        .map(({ id }) => id),
  };
}
