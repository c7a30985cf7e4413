// A person's message in, the answer out, with all that is remembered in between: the one way from any platform to the bot.
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
  /** The same message read otherwise, where it asks nothing by itself: see `createReader`. */
  readonly otherwise?: readonly string[] | undefined;
  readonly person: Person;
  /** Messages under the same key are one dialogue. */
  readonly conversation: string;
  /** Where the dialogue is new, it goes on from what this one remembers. */
  readonly from?: string | undefined;
  /** Where it came from, where people name themselves as they like: in place of the workspace it is what a limit counts. */
  readonly address?: string | undefined;
  /** The answer whose question this message takes the place of: if it was the last one, it is as if it had never been asked. */
  readonly edits?: string | undefined;
}

export interface Asked {
  /** The answer's own id: buttons carry it. */
  readonly id: string;
  readonly reply: Reply;
  /** Only where the limit was reached: seconds until the next question is answered. */
  readonly retryAfter?: number;
  /** Only with `retryAfter`: the person was told a moment ago, and is not told again. */
  readonly silent?: true;
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

  async function answer(
    { message, otherwise, person, conversation, from, address, edits }: Asking,
    written: () => Promise<void>,
  ): Promise<Turn<Asked>> {
    // in the order of time, so that rows of the same time stand together in the store
    const id = timedId();
    const [allowance, recalled] = await Promise.all([
      trying("limit", () => limit(person, address), { allowed: true as const }),
      trying("recall", () => store.recall(conversation, person, written), undefined),
    ]);
    const chosen = message.language ?? recalled?.language;
    if (!allowance.allowed) {
      metrics.limited.inc({ platform: person.platform });
      const retryAfter = Math.ceil(allowance.retryAfter / 1000);
      const reply = tooMany(message, retryAfter, { chosen, memory: recalled?.conversation?.memory });
      return { asked: { id, reply, retryAfter, ...(allowance.again ? { silent: true } : {}) }, kept: undefined };
    }
    const goesOn = recalled?.conversation === undefined && from !== undefined;
    const known = goesOn ? await trying("recall", () => written().then(() => store.conversation(from)), undefined) : recalled?.conversation;
    const before = edits !== undefined && known?.last.answer === edits ? known.last.before : known?.memory;
    const began = performance.now();
    const { text, reply } = read({ ...message, language: chosen }, before, otherwise);
    const { kind, language, intent, subjects } = reply.answer;
    metrics.answered({ platform: person.platform, language, kind, from: began });
    const last = { answer: id, question: text, locale: message.locale, before, kind, language, intent, subjects };
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
