// Knowledge and model → Bot: a message and what the conversation remembers in, a reply and what to remember out.
import { createAnswer } from "./answer/index.js";
import { PLAIN } from "./answer/parts.js";
import type { Bot, Explanation, Memory, Reply } from "./chat.js";
import { remember } from "./conversation/index.js";
import { picked } from "./conversation/pick.js";
import type { Knowledge } from "./knowledge/types.js";
import { WORDS } from "./language/index.js";
import { createMatch } from "./match/index.js";
import type { Match } from "./match/match.js";
import { createAskFrom, type Model } from "./match/model.js";
import { ANSWER, CLARIFY } from "./match/thresholds.js";
import type { Question } from "./question/index.js";
import { createNames } from "./question/names.js";

/** `onError` is told of what should never happen; the person reads a plain sentence, and the conversation goes on as it was. */
export function createBot(knowledge: Knowledge, model: Model, onError: (error: unknown) => void = report): Bot {
  const findNames = createNames(knowledge.aliases, model.names);
  const ask = createAskFrom(model, knowledge, findNames);
  const match = createMatch(knowledge, model);
  const answer = createAnswer(knowledge, findNames);
  const reply: Bot = (message, before) => {
    const text = picked(message.text, before?.choices ?? []) ?? message.text;
    const question = ask({ ...message, text }, before?.language);
    const found = match(question, before);
    const said = answer(found, question);
    const memory = remember(last(found), question.language, before, knowledge);
    const { choices } = said;
    return { answer: said, memory: choices.length > 0 ? { ...memory, choices } : memory, explanation: explain(question, found) };
  };
  return (message, before) => {
    try {
      return reply(message, before);
    } catch (error) {
      onError(error);
      return failure(before);
    }
  };
}

/** Never with the message: what people type is not logged. */
const report = (error: unknown): void => console.error(error instanceof Error ? error.stack : error);

function failure(before: Memory | undefined): Reply {
  const language = before?.language ?? "nb";
  const memory = before ?? { language, subjects: [], intent: null, facts: [] };
  const nothing = { words: [], mended: [], subjects: [], outside: [], intents: [], candidates: [] };
  return {
    answer: { ...PLAIN, kind: "unknown", language, answer: WORDS[language].phrases.failure },
    memory,
    explanation: {
      language,
      languageFrom: "default",
      fromMemory: false,
      trust: null,
      thresholds: { answer: ANSWER, clarify: CLARIFY },
      decision: "an error",
      ...nothing,
    },
  };
}

/** Of a message that asks several things, the last one stays in mind. */
const last = (match: Match): Match => match.parts?.at(-1)?.match ?? match;

function explain(question: Question, { reading, decision, trust }: Match): Explanation {
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
    trust,
    thresholds: { answer: ANSWER, clarify: CLARIFY },
    decision,
  };
}
