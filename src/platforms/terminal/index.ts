// The terminal: one question, a conversation, or JSON lines in and out.
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Answer, Bot, Explanation, Guide, Memory } from "../../chat.js";
import { createReader } from "../../reading.js";
import { USUAL_COMMAND, withoutCommand } from "../../text.js";
import { readLine } from "./read.js";
import { render, renderExplanation } from "./render.js";

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  /** `YYYY-MM-DD`, for telling whether a source is past its review date. */
  readonly today: string;
  /** What ids are called, where it is wanted to be told how answers came about. */
  readonly names?: Guide["names"] | undefined;
}

/** Whoever knows the bot from a chat types the command's name here too. */
const heard = (text: string): string => withoutCommand(text, [USUAL_COMMAND]);

/** The fields that `ask --jsonl` promises, in this order. */
function toJson(id: string, answer: Answer, today: string): string {
  const { kind, language, citations, subjects, intent, confidence, suggestions } = answer;
  const quotes = citations.map(({ document, section, quote, url }) => ({ document, section, quote, url }));
  const rest = JSON.stringify({
    kind,
    language,
    answer: answer.answer,
    text: render(answer, today),
    citations: quotes,
    subjects,
    intent,
    confidence,
    suggestions,
  });
  return `{"id":${id},${rest.slice(1)}`;
}

/** An id as JSON; a number as its line has it, since numbers beyond 2^53 change when they are read. */
function idAsWritten(id: string | number, source: string): string {
  const written = typeof id === "number" ? /"id"\s*:\s*(-?[\d.eE+-]+)/.exec(source)?.[1] : undefined;
  return written !== undefined && Number(written) === id ? written : JSON.stringify(id);
}

/** One JSON line out for each line in that is not blank, in the same order. */
export async function answerLines(bot: Bot, { input, output, today }: Terminal): Promise<void> {
  const read = createReader(bot);
  const memories = new Map<string, Memory>();
  let number = 0;
  for await (const source of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (source.trim() === "") continue;
    const line = readLine(number === 1 ? source.replace(/^\uFEFF/, "") : source);
    if ("error" in line) {
      output.write(`${JSON.stringify({ id: line.id, line: number, error: line.error })}\n`);
      continue;
    }
    const { id, text } = line;
    const conversation = line.conversation ?? undefined;
    const locale = line.locale ?? undefined;
    const before = conversation === undefined ? undefined : memories.get(conversation);
    const { answer, memory } = read({ text: heard(text), locale }, before).reply;
    if (conversation !== undefined) memories.set(conversation, memory);
    output.write(`${toJson(idAsWritten(id, source), answer, today)}\n`);
  }
}

const explained = (explanation: Explanation, names: Terminal["names"]): string =>
  `${renderExplanation(explanation, names?.(explanation.language) ?? {})}\n\n`;

export function answerOne(bot: Bot, text: string, explain: boolean, { output, today, names }: Terminal): void {
  const { answer, explanation } = createReader(bot)({ text: heard(text) }).reply;
  output.write(`${explain ? explained(explanation, names) : ""}${render(answer, today)}\n`);
}

/** A conversation, until the input ends. */
export async function converse(bot: Bot, explain: boolean, { input, output, today, names }: Terminal): Promise<void> {
  const lines = createInterface({ input, output, prompt: "\n> " });
  const read = createReader(bot);
  // lines are handed out one by one, also after the input has ended: from Node 24 on a prompt is an error then
  let ended = false;
  lines.once("close", () => {
    ended = true;
  });
  let memory: Memory | undefined;
  const examples = bot({ text: "" }).answer.suggestions.map((question) => `• ${question}`);
  output.write(`${examples.join("\n")}\n(Ctrl-D)\n`);
  lines.prompt();
  for await (const text of lines) {
    if (text.trim() !== "") {
      const { reply } = read({ text: heard(text) }, memory);
      memory = reply.memory;
      output.write(`\n${explain ? explained(reply.explanation, names) : ""}${render(reply.answer, today)}\n`);
    }
    if (!ended) lines.prompt();
  }
}
