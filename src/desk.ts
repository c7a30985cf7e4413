// The use cases that all platforms share: ask (limit, load the conversation, ask the bot, store), give feedback, forget.
import { v7 as timedId } from "uuid";
import type { Bot, ChatMessage, Guide, Language, Reply } from "./chat.js";
import type { Log } from "./log.js";
import type { Metrics } from "./metrics.js";
import { createReader } from "./reading.js";
import { tooMany } from "./refusal.js";
import type { Kept, Limit, Person, Store, Verdict } from "./store/store.js";
import { createUnderway, type Turn } from "./underway.js";

export interface Asking {
  readonly message: ChatMessage;
  /** Other ways to read the message, if it asks nothing as it is: see `createReader`. */
  readonly otherwise?: readonly string[] | undefined;
  readonly person: Person;
  /** Messages with the same key are one conversation. */
  readonly conversation: string;
  /** A new conversation starts with the memory of this one. */
  readonly from?: string | undefined;
  /** The client's address, on platforms without a login: the workspace limit then counts it instead. */
  readonly address?: string | undefined;
  /** The answer whose question this message replaces: if it was the last one, it is forgotten. */
  readonly edits?: string | undefined;
}

export interface Asked {
  /** The answer's id, which its buttons carry. */
  readonly id: string;
  readonly reply: Reply;
  /** Only if the limit was reached: seconds until the next question is answered. */
  readonly retryAfter?: number;
  /** Only with `retryAfter`: the person was told a moment ago, and isn't told again. */
  readonly silent?: true;
}

export interface Desk {
  readonly guide: Guide;
  /** Never throws: if the store fails, the bot answers without memory. The answer is stored a moment later, in the next transaction. */
  ask(asking: Asking): Promise<Asked>;
  /** The answer by its id, or the conversation's last one, as given; undefined once its text is deleted. */
  again(of: { readonly answer: string } | { readonly conversation: string }): Promise<(Asked & { readonly question: string }) | undefined>;
  /** The language that the person chose; undefined for the language of each question. */
  language(person: Person): Promise<Language | undefined>;
  setLanguage(person: Person, language: Language | undefined): Promise<void>;
  feedback(person: Person, answer: string, verdict: Verdict): Promise<"counted" | "changed" | "same" | "unknown">;
  kept(person: Person): Promise<Kept>;
  forget(person: Person): Promise<Kept>;
  /** Resolves when all answers are stored. */
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
  const read = createReader(bot);
  const trying = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      metrics.errors.inc({ place: what });
      log.error({ err: error }, `the store failed: ${what}`);
      return otherwise;
    }
  };

  async function answer({ message, otherwise, person, conversation, from, address, edits }: Asking): Promise<Turn<Asked>> {
    // ordered by time, so that rows of the same time are close together in the store
    const id = timedId();
    const [allowance, recalled] = await Promise.all([
      trying("limit", () => limit(person, address), { allowed: true as const }),
      trying("recall", () => store.recall(conversation, person), undefined),
    ]);
    const chosen = message.language ?? recalled?.language;
    if (!allowance.allowed) {
      metrics.limited.inc({ platform: person.platform });
      const retryAfter = Math.ceil(allowance.retryAfter / 1000);
      const reply = tooMany(message, retryAfter, { chosen, memory: recalled?.conversation?.memory });
      return { asked: { id, reply, retryAfter, ...(allowance.again ? { silent: true } : {}) }, kept: undefined };
    }
    const goesOn = recalled?.conversation === undefined && from !== undefined;
    const known = goesOn ? await trying("recall", () => store.conversation(from), undefined) : recalled?.conversation;
    const before = edits !== undefined && known?.last.answer === edits ? known.last.before : known?.memory;
    const began = performance.now();
    const { text, reply } = read({ ...message, language: chosen }, before, otherwise);
    const { kind, language, intent, subjects } = reply.answer;
    metrics.answered({ platform: person.platform, language, kind, from: began });
    const last = { answer: id, question: text, locale: message.locale, before, kind, language, intent, subjects };
    // not the reply: it would be held until it is stored
    const whole = { memory: reply.memory, last };
    const kept = trying("remember", () => store.remember(conversation, person, whole), undefined);
    return { asked: { id, reply }, kept };
  }

  return {
    guide,
    ask: (asking) => underway.run(asking, () => answer(asking)),
    again: async (of) => {
      await ("answer" in of ? underway.answer(of.answer) : underway.conversation(of.conversation));
      const turn = "answer" in of ? await store.turn(of.answer) : (await store.conversation(of.conversation))?.last;
      if (turn === undefined) return undefined;
      const { answer: id, question, locale, before, language } = turn;
      return { id, question, reply: read({ text: question, locale, language }, before).reply };
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
      // what isn't stored yet isn't counted
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
