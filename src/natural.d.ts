// natural ships no types for its deep paths; the whole package is never imported (0.55 s, 160 MB, reads .env).
declare module "natural/lib/natural/stemmers/porter_stemmer.js" {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}
declare module "natural/lib/natural/stemmers/porter_stemmer_no.js" {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}
declare module "natural/lib/natural/classifiers/bayes_classifier.js" {
  export default class BayesClassifier {
    constructor(stemmer?: unknown, smoothing?: number);
    addDocument(text: string | string[], label: string): void;
    train(): void;
    getClassifications(text: string | string[]): { label: string; value: number }[];
  }
}
declare module "natural/lib/natural/distance/levenshtein_distance.js" {
  const distances: { DamerauLevenshteinDistance(a: string, b: string, options?: { restricted?: boolean }): number };
  export default distances;
}
