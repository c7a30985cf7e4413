// Knowledge and model → Bot: takes a message and the conversation's memory, returns a reply and the new memory.
import { FITTED } from "./answer/fitted.js";
import { createSay } from "./answer/index.js";
import type { Match, Part } from "./answer/match.js";
import { PLAIN } from "./answer/parts.js";
import { type Bot, DEFAULT_LANGUAGE, type ExplainedPart, type Explanation, type Memory, MOVES, type Reply } from "./chat.js";
import { createAskFrom, type Model } from "./classify/model.js";
import { createUnderstand } from "./dialogue/index.js";
import { createPick } from "./dialogue/pick.js";
import { remember } from "./dialogue/state.js";
import type { Knowledge } from "./knowledge/types.js";
import { WORDS } from "./language/index.js";
import { claimsIn } from "./understand/annotate.js";
import type { Question } from "./understand/index.js";
import { createNames } from "./understand/names.js";

/** `onError` gets what should never happen; the person reads a plain sentence, and the conversation's memory is unchanged. */
export function createBot(knowledge: Knowledge, model: Model, onError: (error: unknown) => void = report): Bot {
  const findNames = createNames(knowledge.aliases, model.names);
  const ask = createAskFrom(model, knowledge, findNames);
  const understand = createUnderstand(knowledge, model);
  const say = createSay(knowledge);
  const pick = createPick(knowledge, findNames);
  const reply: Bot = (message, before) => {
    const text = pick(message.text, before?.choices ?? []) ?? message.text;
    const question = ask({ ...message, text }, before);
    const parts = understand(question, before);
    const answer = say(parts);
    const kept = parts.reduce(
      (memory: Memory | undefined, { match }) => remember(match, question.language, memory, knowledge),
      before,
    ) as Memory;
    const memory = question.wished === undefined ? kept : { ...kept, wished: question.wished };
    const { choices } = answer;
    return { answer, memory: choices.length > 0 ? { ...memory, choices } : memory, explanation: explain(question, parts) };
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

/** Never includes the message: what people type is not logged. */
const report = (error: unknown): void => console.error(error instanceof Error ? error.stack : error);

const THRESHOLDS = { answer: FITTED.answer, clarify: FITTED.clarify };

function failure(before: Memory | undefined): Reply {
  const language = before?.language ?? DEFAULT_LANGUAGE;
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
      thresholds: THRESHOLDS,
      decision: "error",
      ...nothing,
    },
  };
}

function explain(question: Question, parts: readonly Part[]): Explanation {
  const { reading, decision, trust } = (parts.at(-1) as Part).match;
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
    thresholds: THRESHOLDS,
    decision: parts.length > 1 ? "severalQuestions" : decision,
    parts: parts.map(explainPart),
  };
}

function explainPart({ question, match }: Part): ExplainedPart {
  const { decision, reading } = match;
  const claim = claimsIn(question)[0] ?? null;
  return { words: question.text, decision, move: moveOf(match), subjects: reading.subjects, asked: askedOf(match), claim };
}

/** Only a reading that was used says what was asked, not the best of those that were too unlikely. */
function askedOf({ outcome, intent, decision }: Match): string | null {
  // the previous question was about another subject
  if (decision === "sameQuestion" && outcome.kind === "told") return outcome.facts.length === 1 ? (outcome.facts[0] ?? null) : null;
  if (
    decision === "more" ||
    outcome.kind === "unclear" ||
    outcome.kind === "move" ||
    (outcome.kind === "outside" && outcome.names.length > 0)
  )
    return null;
  return outcome.kind === "untold" ? outcome.intent || null : intent;
}

/** A move is resolved to something else before it is answered; the reading still says which move it was. */
function moveOf({ decision, reading }: Match): ExplainedPart["move"] {
  if (decision === "sameQuestion") return "same";
  const first = reading.candidates[0]?.outcome;
  return first?.kind === "move" ? (MOVES.find((move) => first.intent.endsWith(`.${move}`)) ?? null) : null;
}
