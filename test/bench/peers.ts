// Examples → classifiers of other makers, each as it is usually set up: what the project's own is measured beside.
import MiniSearch from "minisearch";
import BayesClassifier from "natural/lib/natural/classifiers/bayes_classifier.js";
import type { Language } from "../../src/chat.js";
import type { Example } from "../../src/knowledge/types.js";
import { clean, tokenise } from "../../src/question/normalise.js";

/** The likeliest class of a text; undefined where nothing is found. */
export type Classify = (text: string, language: Language) => string | undefined | Promise<string | undefined>;
export type Synchronous = (text: string) => string | undefined;

const NEIGHBOURS = 10;
const SMOOTHING = 0.1;

/** BM25 over the examples with MiniSearch's own tokens and settings; the ten best vote with their scores. */
export function createSearch(examples: readonly Example[]): Synchronous {
  const index = new MiniSearch<{ id: number; text: string; intent: string }>({ fields: ["text"], storeFields: ["intent"] });
  index.addAll(examples.map(({ text, intent }, id) => ({ id, text, intent })));
  return (text) => {
    const votes = new Map<string, number>();
    for (const { intent, score } of index.search(text).slice(0, NEIGHBOURS)) votes.set(intent, (votes.get(intent) ?? 0) + score);
    return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
  };
}

/** natural's Bayes on plain words, none left out and none stemmed. */
export function createBayes(examples: readonly Example[]): Synchronous {
  const words = (text: string): string[] => tokenise(clean(text)).map(({ word }) => word);
  const bayes = new BayesClassifier(undefined, SMOOTHING);
  for (const { text, intent } of examples) bayes.addDocument(words(text), intent);
  bayes.train();
  return (text) => bayes.getClassifications(words(text))[0]?.label;
}

/** nlp.js with its English and, as @nlpjs/basic has no Norwegian, its general tokens for that; it is told the language. */
export async function createNlpJs(examples: readonly Example[]): Promise<Classify> {
  // imported here, as it prints a warning about itself at once
  const { containerBootstrap, LangEn, Nlp } = await import("@nlpjs/basic");
  const locale = (language: Language): string => (language === "en" ? "en" : "no");
  const container = await containerBootstrap();
  container.use(LangEn);
  const quiet = { autoSave: false, autoLoad: false, forceNER: false, nlu: { log: false, useNoneFeature: false } };
  const nlp = new Nlp({ container, languages: ["en", "no"], ...quiet });
  for (const { text, intent, language } of examples) nlp.addDocument(locale(language), text, intent);
  await nlp.train();
  return async (text, language) => (await nlp.nluManager.process(locale(language), text)).classifications[0]?.intent;
}
