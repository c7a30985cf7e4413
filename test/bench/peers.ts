// Examples → classifiers of other makers, each as it is usually set up: what the project's own is
// measured beside.
import MiniSearch from "minisearch";
import BayesClassifier from "natural/lib/natural/classifiers/bayes_classifier.js";
import type { Language } from "../../src/chat.js";
import type { Example } from "../../src/knowledge/types.js";
import { clean, tokenise } from "../../src/understand/normalise.js";

/** The likeliest class of a text, and how sure of it: 0 to 1. */
export interface Found {
  readonly intent: string;
  readonly score: number;
}

/** Undefined where nothing is found. */
export type Classify = (
  text: string,
  language: Language,
) => Found | undefined | Promise<Found | undefined>;
export type Synchronous = (text: string) => Found | undefined;

const NEIGHBOURS = 10;
const SMOOTHING = 0.1;

/**
 * BM25 over the examples with MiniSearch's own tokens and settings; the ten best vote with their
 * scores. Sure: its share of the votes.
 */
export function createSearch(examples: readonly Example[]): Synchronous {
  const index = new MiniSearch<{ id: number; text: string; intent: string }>({
    fields: ["text"],
    storeFields: ["intent"],
  });
  index.addAll(examples.map(({ text, intent }, id) => ({ id, text, intent })));
  return (text) => {
    const votes = new Map<string, number>();
    for (const { intent, score } of index.search(text).slice(0, NEIGHBOURS))
      votes.set(intent, (votes.get(intent) ?? 0) + score);
    const all = [...votes.values()].reduce((sum, vote) => sum + vote, 0);
    const best = [...votes].sort((a, b) => b[1] - a[1])[0];
    return best === undefined ? undefined : { intent: best[0] as string, score: best[1] / all };
  };
}

/**
 * natural's Bayes on plain words, none left out and none stemmed. Sure: by how much the best beats
 * the next, as its own shares are 1 as good as always.
 */
export function createBayes(examples: readonly Example[]): Synchronous {
  const words = (text: string): string[] => tokenise(clean(text)).map(({ word }) => word);
  const bayes = new BayesClassifier(undefined, SMOOTHING);
  for (const { text, intent } of examples) bayes.addDocument(words(text), intent);
  bayes.train();
  return (text) => {
    const found = bayes.getClassifications(words(text));
    const [first, second] = found;
    if (first === undefined) return undefined;
    const lead =
      second === undefined || first.value === 0
        ? 0
        : Math.log(first.value / Math.max(second.value, Number.MIN_VALUE));
    return { intent: first.label, score: lead / (1 + lead) };
  };
}

/**
 * nlp.js with its English and, as @nlpjs/basic has no Norwegian, its general tokens for that; it is
 * told the language.
 */
export async function createNlpJs(examples: readonly Example[]): Promise<Classify> {
  // imported here, as it prints a warning about itself at once
  const { containerBootstrap, LangEn, Nlp } = await import("@nlpjs/basic");
  const locale = (language: Language): string => (language === "en" ? "en" : "no");
  const container = await containerBootstrap();
  container.use(LangEn);
  const quiet = {
    autoSave: false,
    autoLoad: false,
    forceNER: false,
    nlu: { log: false, useNoneFeature: false },
  };
  const nlp = new Nlp({ container, languages: ["en", "no"], ...quiet });
  for (const { text, intent, language } of examples)
    nlp.addDocument(locale(language), text, intent);
  await nlp.train();
  return async (text, language) =>
    (await nlp.nluManager.process(locale(language), text)).classifications[0];
}
