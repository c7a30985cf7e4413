// A person's message in, the answer out, with all that is remembered in between: the one way from any platform to the bot.
import { v7 as timedId } from "uuid";
import type { Bot, ChatMessage, Guide, Language, Reply } from "./chat.js";
import { WORDS } from "./language/index.js";
import type { Log } from "./log.js";
import type { Metrics } from "./metrics.js";
import type { Kept, Limit, Person, Store, Verdict } from "./store/store.js";
import { createUnderway, type Turn } from "./underway.js";

export interface Asking {
  readonly message: ChatMessage;
  readonly person: Person;
  /** Messages under the same key are one dialogue. */
  readonly conversation: string;
  /** Where the dialogue is new, it goes on from what this one remembers. */
  readonly from?: string | undefined;
  /** The answer whose question this message takes the place of: if it was the last one, it is as if it had never been asked. */
  readonly edits?: string | undefined;
}

export interface Asked {
  /** The answer's own id: buttons carry it. */
  readonly id: string;
  readonly reply: Reply;
  /** Only where the limit was reached: seconds until the next question is answered. */
  readonly retryAfter?: number;
}

export interface Desk {
  readonly guide: Guide;
  /** Never throws: where the store fails, the answer comes without memory. It is remembered a moment later, in the next transaction. */
  ask(asking: Asking): Promise<Asked>;
  /** The answer by its id, or the conversation's last one, as it was given: while its text is kept. */
  again(of: { readonly answer: string } | { readonly conversation: string }): Promise<(Asked & { readonly question: string }) | undefined>;
  /** The language that the person chose; undefined: as the question is written. */
  language(person: Person): Promise<Language | undefined>;
  setLanguage(person: Person, language: Language | undefined): Promise<void>;
  feedback(person: Person, answer: string, verdict: Verdict): Promise<"counted" | "changed" | "same" | "unknown">;
  kept(person: Person): Promise<Kept>;
  forget(person: Person): Promise<Kept>;
  /** When everything that was asked is remembered. */
  idle(): Promise<void>;
}

export interface DeskParts {
  readonly bot: Bot;
  readonly guide: Guide;
  readonly store: Store;
  readonly limit: Limit;
  readonly metrics: Metrics;
  readonly log: Log;
}

export function createDesk({ bot, guide, store, limit, metrics, log }: DeskParts): Desk {
  const underway = createUnderway<Asked>();
  const trying = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      metrics.errors.inc({ place: what });
      log.error({ err: error }, `the store failed: ${what}`);
      return otherwise;
    }
  };

  async function answer({ message, person, conversation, from, edits }: Asking, written: () => Promise<void>): Promise<Turn<Asked>> {
    // in the order of time, so that rows of the same time stand together in the store
    const id = timedId();
    const [allowance, recalled] = await Promise.all([
      trying("limit", () => limit(person), { allowed: true as const }),
      trying("recall", () => store.recall(conversation, person, written), undefined),
    ]);
    const chosen = message.language ?? recalled?.language;
    const goesOn = recalled?.conversation === undefined && from !== undefined;
    const known = goesOn ? await trying("recall", () => written().then(() => store.conversation(from)), undefined) : recalled?.conversation;
    const before = edits !== undefined && known?.last.answer === edits ? known.last.before : known?.memory;
    const began = performance.now();
    const reply = bot({ ...message, language: chosen }, before);
    if (!allowance.allowed) {
      metrics.limited.inc({ platform: person.platform });
      const retryAfter = Math.ceil(allowance.retryAfter / 1000);
      return { asked: { id, reply: tooMany(reply, retryAfter), retryAfter }, kept: undefined };
    }
    const { kind, language, intent, subjects } = reply.answer;
    metrics.answered({ platform: person.platform, language, kind, from: began });
    const last = { answer: id, question: message.text, locale: message.locale, before, kind, language, intent, subjects };
    // not the reply: until it is remembered, whatever is held of it lasts
    const whole = { memory: reply.memory, last };
    const kept = trying("remember", () => store.remember(conversation, person, whole), undefined);
    return { asked: { id, reply }, kept };
  }

  return {
    guide,
    ask: (asking) => underway.run(asking, (written) => answer(asking, written)),
    again: async (of) => {
      await ("answer" in of ? underway.answer(of.answer) : underway.conversation(of.conversation));
      const turn = "answer" in of ? await store.turn(of.answer) : (await store.conversation(of.conversation))?.last;
      if (turn === undefined) return undefined;
      const { answer: id, question, locale, before, language } = turn;
      return { id, question, reply: bot({ text: question, locale, language }, before) };
    },
    language: (person) => store.language(person),
    setLanguage: (person, language) => store.setLanguage(person, language),
    feedback: async (person, answered, verdict) => {
      await underway.answer(answered);
      const outcome = await store.feedback(person, answered, verdict);
      if (outcome === "counted" || outcome === "changed") metrics.feedback.inc({ platform: person.platform, verdict });
      return outcome;
    },
    kept: async (person) => {
      // what isn't stored yet isn't counted yet
      await underway.person(person).catch(() => undefined);
      return store.kept(person);
    },
    forget: async (person) => {
      await underway.person(person);
      return store.forget(person);
    },
    idle: () => underway.everything(),
  };
}

/** "1 sekund", "2 sekunder"; nynorsk "2 sekund". */
const secondsIn = (language: Language, seconds: number): string =>
  new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "long" }).format(seconds);

/** In the language of the question, and nothing of it is remembered. */
function tooMany({ answer, memory, explanation }: Reply, seconds: number): Reply {
  const { language } = answer;
  return {
    answer: {
      kind: "unknown",
      language,
      answer: WORDS[language].phrases.tooMany.replace("{time}", secondsIn(language, seconds)),
      citations: [],
      subjects: [],
      intent: null,
      confidence: null,
      suggestions: [],
      choices: [],
      layout: "plain",
      lead: "",
      items: [],
      note: "",
      sources: [],
    },
    memory,
    explanation,
  };
}
