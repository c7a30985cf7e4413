// A process of its own for one who understands: the whole bot, or a peer in the place of its
// classifier → a verdict a question.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PLAIN } from "../../src/answer/parts.js";
import { createEvaluate } from "../../src/answer/query.js";
import { createBot } from "../../src/bot.js";
import type { Answer } from "../../src/chat.js";
import { createAskFrom, type Model } from "../../src/classify/model.js";
import { toText } from "../../src/classify/text.js";
import { aboutOf, groupsOf } from "../../src/dialogue/reference.js";
import {
  type Row,
  rowsSchema,
  scoreNone,
  scoreTold,
  sentencesSchema,
  type Verdict,
} from "../../src/eval/score.js";
import type { Knowledge } from "../../src/knowledge/types.js";
import { open, ROOT } from "../../src/open.js";
import { split } from "./hands.js";
import { type Classify, createBayes, createNlpJs, createSearch } from "./peers.js";

export const UNDERSTANDING_TASK = join(
  dirname(fileURLToPath(import.meta.url)),
  "understandingtask.ts",
);

export type Understander = "bot" | "bayes" | "search" | "nlpjs";

export interface Judged {
  readonly answerable: boolean;
  readonly verdict: "right" | "wrong" | "refused" | "neither";
  /** How sure the peer is of its class, 0 to 1; 1 for the bot. */
  readonly score: number;
  readonly ms: number;
}

type Single = Exclude<Row, { kind: "dialogue" | "smalltalk" }>;
interface Said {
  readonly answer: Answer;
  readonly score: number;
  readonly ms: number;
}
type Reply = (text: string) => Said | Promise<Said>;

const FOLDER = join(ROOT, "test/questions");
const rows = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".jsonl"))
  .flatMap((file) =>
    rowsSchema.parse(
      readFileSync(join(FOLDER, file), "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
    ),
  )
  .filter(
    (row): row is Single =>
      row.kind !== "dialogue" && row.kind !== "smalltalk" && !(row.kind === "none" && row.optional),
  );

function botReply({ knowledge, model }: { knowledge: Knowledge; model: Model }): Reply {
  const bot = createBot(knowledge, model);
  return (text) => {
    const from = performance.now();
    const { answer } = bot({ text });
    return { answer, score: 1, ms: performance.now() - from };
  };
}

/** Only the class is the peer's, and only finding it is timed. */
function peerReply(
  classify: Classify,
  { knowledge, model }: { knowledge: Knowledge; model: Model },
): Reply {
  const ask = createAskFrom(model, knowledge);
  const resolve = createEvaluate(knowledge);
  return async (text) => {
    const question = ask({ text });
    const from = performance.now();
    const found = await classify(text, question.language);
    const ms = performance.now() - from;
    const groups = groupsOf(question, undefined, knowledge.subjects);
    const stems = toText(
      question,
      groups.flatMap((ids) => (ids.length === 1 ? ids : [])),
      knowledge.subjects,
    ).stems;
    const outcome =
      found === undefined ? undefined : resolve(found.intent, aboutOf(question, { groups, stems }));
    const facts =
      outcome?.kind === "told" ? outcome.facts.flatMap((id) => knowledge.facts[id] ?? []) : [];
    const said = facts.map((fact) => fact.text[question.language]).join("\n");
    const citations = facts.map(({ document, section, quote }) => ({
      document,
      section,
      quote,
      shown: quote,
      url: null,
    }));
    const answer: Answer = {
      ...PLAIN,
      language: question.language,
      kind: facts.length > 0 ? "answer" : "unknown",
      answer: said,
      citations,
    };
    return { answer, score: found?.score ?? 0, ms };
  };
}

async function create(kind: Understander): Promise<Reply> {
  const compiled = open();
  if (kind === "bot") return botReply(compiled);
  const { filled } = split(undefined);
  const classify =
    kind === "bayes"
      ? createBayes(filled)
      : kind === "search"
        ? createSearch(filled)
        : await createNlpJs(filled);
  return peerReply(classify, compiled);
}

const OF: Readonly<Partial<Record<Verdict, Judged["verdict"]>>> = {
  hit: "right",
  ok: "right",
  wrong: "wrong",
  malformed: "wrong",
  miss: "refused",
  clarify: "refused",
};

async function run(kind: Understander): Promise<{ rows: readonly Judged[]; seconds: number }> {
  const start = performance.now();
  const reply = await create(kind);
  const seconds = (performance.now() - start) / 1000;
  const sentences = sentencesSchema.parse(
    JSON.parse(readFileSync(join(FOLDER, "sentences.json"), "utf8")),
  );
  for (const { q } of rows.slice(0, WARM_UP)) await reply(q);
  const judged: Judged[] = [];
  for (const row of rows) {
    const said = await reply(row.q);
    const verdict =
      row.kind === "none"
        ? scoreNone(row, said.answer, sentences)
        : scoreTold(row, said.answer, sentences);
    const answerable = row.kind !== "none";
    // To ask back where nothing is told helps nobody, and misleads nobody.
    judged.push({
      answerable,
      verdict: verdict === "clarify" && !answerable ? "neither" : (OF[verdict] ?? "neither"),
      score: said.score,
      ms: said.ms,
    });
  }
  return { rows: judged, seconds };
}

/** Not counted: the first ones are run before they are compiled. */
const WARM_UP = 300;

if (process.argv[1] === UNDERSTANDING_TASK && process.send !== undefined) {
  process.send(await run(process.argv[2] as Understander));
  process.disconnect();
}
