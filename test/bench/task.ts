// A process of its own for one classifier and one hand: `task.ts KIND HAND` trains, asks, and sends
// its figures home.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { save } from "../../src/classify/artifact.js";
import { margins } from "../../src/classify/linear.js";
import { createAskFrom, single, train } from "../../src/classify/model.js";
import { toText } from "../../src/classify/text.js";
import { ROOT } from "../../src/open.js";
import { type Split, split } from "./hands.js";
import { type Classify, createBayes, createNlpJs, createSearch } from "./peers.js";

export const TASK = join(dirname(fileURLToPath(import.meta.url)), "task.ts");
export const CACHE = join(ROOT, "node_modules/.cache/forumbot-bench");
export const modelFile = (hand: string): string => join(CACHE, `${hand}.bin`);

export type Kind = "linear" | "bayes" | "search" | "nlpjs" | "model";

/** Right out of asked, and how long training took. */
export interface Score {
  readonly right: number;
  readonly asked: number;
  readonly seconds: number;
}

function createLinear({ knowledge, examples }: Split): Classify {
  const model = train(knowledge, examples);
  const ask = createAskFrom(model, knowledge);
  return (text) => {
    const question = ask({ text });
    const scores = margins(model.intents, toText(question, single(question), knowledge.subjects));
    const best = scores.indexOf(Math.max(...scores));
    return { intent: model.intents.classes[best] as string, score: scores[best] as number };
  };
}

async function classifier(kind: Kind, parts: Split): Promise<Classify> {
  if (kind === "linear") return createLinear(parts);
  if (kind === "bayes") return createBayes(parts.filled);
  return kind === "search" ? createSearch(parts.filled) : createNlpJs(parts.filled);
}

async function run(kind: Kind, hand: string): Promise<Score> {
  const parts = split(hand);
  const start = performance.now();
  const since = (): number => (performance.now() - start) / 1000;
  if (kind === "model") {
    save(modelFile(hand), hand, {
      knowledge: parts.knowledge,
      model: train(parts.knowledge, parts.examples),
    });
    return { right: 0, asked: 0, seconds: since() };
  }
  const classify = await classifier(kind, parts);
  const seconds = since();
  let right = 0;
  for (const { text, intent, language } of parts.questions)
    if ((await classify(text, language))?.intent === intent) right++;
  return { right, asked: parts.questions.length, seconds };
}

if (process.argv[1] === TASK && process.send !== undefined) {
  const [kind, hand] = process.argv.slice(2) as [Kind, string];
  process.send(await run(kind, hand));
  process.disconnect();
}
