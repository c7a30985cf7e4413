// nlp.js ships no types; the few members that the benchmark uses.
declare module "@nlpjs/basic" {
  export const LangEn: unknown;
  export function containerBootstrap(): Promise<{ use(plugin: unknown): void }>;
  export class Nlp {
    constructor(settings: object);
    addDocument(locale: string, text: string, intent: string): void;
    train(): Promise<void>;
    readonly nluManager: {
      process(
        locale: string,
        text: string,
      ): Promise<{ classifications: readonly { intent: string; score: number }[] }>;
    };
  }
}
