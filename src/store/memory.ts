// A store in memory: for tests, and as the simplest implementation of what a store promises.
import type { Language } from "../chat.js";
import { createKeyedQueue } from "../delivery/queue.js";
import type { Conversation, Kept, Person, Store, Turn, Verdict, Work } from "./store.js";

const LEASE = 60_000;
const SILENCE = 30 * 60_000;
const DAY = 24 * 3_600_000;

interface Held extends Pick<Work, "key" | "platform"> {
  body: unknown;
  attempt: number;
  sending: boolean;
  until: number;
  done: boolean;
  readonly person: string | undefined;
  readonly since: number;
}

export function createMemoryStore(now: () => number = Date.now): Store {
  const works = new Map<string, Held>();
  const conversations = new Map<string, { person: string; at: number; conversation: Conversation }>();
  const answers = new Map<string, { person: string; at: number; turn: Turn }>();
  const verdicts = new Map<string, { person: string; verdict: Verdict }>();
  const places = new Map<string, { readonly place: string; readonly person: string | undefined }>();
  const languages = new Map<string, Language>();
  const installations = new Map<string, unknown>();
  const seen = new Map<string, { person: string | undefined }>();
  const inOrder = createKeyedQueue();
  const pages = new Map<string, { found: unknown; due: number }>();
  const idOf = ({ platform, workspace, user }: Person): string => JSON.stringify([platform, workspace, user]);
  const fresh = (at: number): boolean => now() - at < SILENCE;
  const count = <T>(of: Iterable<T>, test: (one: T) => boolean): number => [...of].filter(test).length;

  function kept(person: Person): Kept {
    const mine = (one: { person: string }): boolean => one.person === idOf(person);
    return {
      language: languages.get(idOf(person)) ?? null,
      conversations: count(conversations.values(), mine),
      answers: count(answers.values(), mine),
      feedback: count(verdicts.values(), mine),
      questions: count(answers.values(), (one) => mine(one) && fresh(one.at)),
    };
  }

  function goingOn(key: string): Conversation | undefined {
    const found = conversations.get(key);
    return found !== undefined && fresh(found.at) ? found.conversation : undefined;
  }

  return {
    inbox: {
      async accept({ key, platform, body }, person) {
        const old = works.get(key);
        if (old !== undefined && now() - old.since < DAY) return "duplicate";
        const of = person && idOf(person);
        works.set(key, { key, platform, body, person: of, attempt: 1, sending: false, until: now() + LEASE, done: false, since: now() });
        return "new";
      },
      async sending(key) {
        const work = works.get(key);
        if (work !== undefined) work.sending = true;
      },
      async finish(key, reply) {
        const work = works.get(key);
        if (work !== undefined) Object.assign(work, { done: true, body: null });
        if (reply !== undefined)
          for (const name of [reply.message, reply.also ?? reply.message]) places.set(name, { place: reply.place, person: work?.person });
      },
      async retry(key, delay) {
        const work = works.get(key);
        if (work !== undefined) work.until = now() + delay;
      },
      async take(limit, platforms) {
        const mine = ({ platform }: Held): boolean => platforms?.includes(platform) ?? true;
        const free = [...works.values()].filter((work) => !work.done && work.until <= now() && mine(work)).slice(0, limit);
        return free.map((work) => {
          Object.assign(work, { until: now() + LEASE, attempt: work.attempt + 1 });
          const { key, platform, body, attempt, sending, since } = work;
          return { key, platform, body, attempt, sending, age: now() - since };
        });
      },
      replying: async (key) => (works.get(key)?.done === false && works.get(key)?.sending ? "perhaps" : "no"),
      waiting: async () => count(works.values(), ({ done }) => !done),
    },
    watched: {
      all: async () => new Map([...pages].flatMap(([document, { found }]) => (found === undefined ? [] : [[document, found]]))),
      async take(document, lease) {
        const page = pages.get(document);
        if (page !== undefined && page.due > now()) return undefined;
        pages.set(document, { found: page?.found, due: now() + lease });
        return { found: page?.found };
      },
      async keep(document, found, delay) {
        pages.set(document, { found: structuredClone(found), due: now() + delay });
      },
    },
    conversation: async (key) => goingOn(key),
    async recall(key, person) {
      return { conversation: goingOn(key), language: languages.get(idOf(person)) };
    },
    async remember(key, person, conversation) {
      conversations.set(key, { person: idOf(person), at: now(), conversation });
      answers.set(conversation.last.answer, { person: idOf(person), at: now(), turn: conversation.last });
    },
    async turn(answer) {
      const found = answers.get(answer);
      return found !== undefined && fresh(found.at) ? found.turn : undefined;
    },
    place: async (message) => places.get(message)?.place,
    async setPlace(message, place, person) {
      if (place === undefined) places.delete(message);
      else places.set(message, { place, person: person && idOf(person) });
    },
    language: async (person) => languages.get(idOf(person)),
    async setLanguage(person, language) {
      if (language === undefined) languages.delete(idOf(person));
      else languages.set(idOf(person), language);
    },
    async feedback(person, answer, verdict) {
      if (!answers.has(answer)) return "unknown";
      const key = JSON.stringify([idOf(person), answer]);
      const before = verdicts.get(key)?.verdict;
      verdicts.set(key, { person: idOf(person), verdict });
      return before === undefined ? "counted" : before === verdict ? "same" : "changed";
    },
    kept: async (person) => kept(person),
    async forget(person) {
      const all = kept(person);
      const id = idOf(person);
      languages.delete(id);
      for (const map of [conversations, answers, verdicts, seen, places] as Map<string, { person: string | undefined }>[])
        for (const [key, one] of map) if (one.person === id) map.delete(key);
      return all;
    },
    async once(key, person) {
      if (seen.has(key)) return false;
      seen.set(key, { person: person === undefined ? undefined : idOf(person) });
      return true;
    },
    installation: async (key) => installations.get(key),
    async setInstallation(key, value) {
      if (value === undefined) installations.delete(key);
      else installations.set(key, structuredClone(value));
    },
    exclusively: inOrder,
    ready: async () => undefined,
    close: async () => undefined,
  };
}
