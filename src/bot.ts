// Knowledge and model → Bot: a message and what the conversation remembers in, a reply and what to remember out.
import { createAnswer } from "./answer/index.js";
import type { Bot, Explanation } from "./chat.js";
import { remember } from "./conversation/index.js";
import type { Knowledge } from "./knowledge/types.js";
import { createMatch } from "./match/index.js";
import type { Match } from "./match/match.js";
import { createAskFrom, type Model } from "./match/model.js";
import { ANSWER, CLARIFY } from "./match/thresholds.js";
import type { Question } from "./question/index.js";

export function createBot(knowledge: Knowledge, model: Model): Bot {
  const ask = createAskFrom(model, knowledge);
  const match = createMatch(knowledge, model);
  const answer = createAnswer(knowledge);
  return (message, before) => {
    const question = ask(message, before?.language);
    const found = match(question, before);
    const reply = answer(found, question);
    return { answer: reply, memory: remember(last(found), question.language, before, knowledge), explanation: explain(question, found) };
  };
}

/** Of a message that asks several things, the last one stays in mind. */
const last = (match: Match): Match => match.parts?.at(-1)?.match ?? match;

function explain(question: Question, { reading, decision }: Match): Explanation {
  return {
    language: question.language,
    languageFrom: question.languageFrom,
    words: question.tokens.map(({ word }) => word),
    mended: question.mended,
    subjects: reading.subjects,
    outside: question.outside,
    fromMemory: reading.fromMemory,
    intents: reading.intents,
    candidates: reading.candidates.slice(0, 5).map(({ key, score }) => ({ outcome: key, score })),
    thresholds: { answer: ANSWER, clarify: CLARIFY },
    decision,
  };
}
