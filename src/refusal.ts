// Too many questions → a reply that asks the person to wait, made without the bot: refusing must cost less than answering.
import { PLAIN } from "./answer/parts.js";
import { type ChatMessage, DEFAULT_LANGUAGE, LANGUAGES, type Language, type Memory, type Reply } from "./chat.js";
import { languageOfLocale, WORDS } from "./language/index.js";

/** Enough of a text to detect its language. */
const BEGINNING = 200;

/** What is known about the language before the message is understood. */
interface Known {
  /** The person's choice. */
  readonly chosen: Language | undefined;
  readonly memory: Memory | undefined;
}

/** In the language of the question, as far as its function words show; nothing is remembered. */
export function tooMany({ text, locale }: ChatMessage, seconds: number, { chosen, memory }: Known): Reply {
  const language = chosen ?? languageOf(text) ?? memory?.language ?? languageOfLocale(locale) ?? DEFAULT_LANGUAGE;
  const nothing = { words: [], mended: [], subjects: [], outside: [], intents: [], candidates: [] };
  return {
    answer: {
      ...PLAIN,
      kind: "unknown",
      language,
      answer: WORDS[language].phrases.tooMany.replace("{time}", secondsIn(language, seconds)),
    },
    memory: memory ?? { language, subjects: [], intent: null, facts: [] },
    explanation: {
      ...nothing,
      language,
      languageFrom: "default",
      fromMemory: false,
      trust: null,
      thresholds: { answer: 0, clarify: 0 },
      decision: "tooMany",
    },
  };
}

/** The language with the most function words in the text; undefined if two have equally many. */
function languageOf(text: string): Language | undefined {
  const words =
    text
      .slice(0, BEGINNING)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const counts = LANGUAGES.map((language) => {
    const { functionWords, questionWords } = WORDS[language];
    return { language, count: words.filter((word) => functionWords.includes(word) || questionWords.includes(word)).length };
  });
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  return first !== undefined && first.count > (second?.count ?? 0) ? first.language : undefined;
}

/** “1 sekund”, “2 sekunder”; nynorsk “2 sekund”. */
const secondsIn = (language: Language, seconds: number): string =>
  new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "long" }).format(seconds);
