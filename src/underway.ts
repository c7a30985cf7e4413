// Messages under way → who waits for whom: a conversation goes in order, and whoever asks for what is kept waits until it is there.
import type { Person } from "./store/store.js";

/** So long one waits for what another message still has to store, in milliseconds: a store that is away must silence nobody. */
const WAITS = 1_000;

/** An answer, and until when it is being remembered. */
export interface Turn<Asked> {
  readonly asked: Asked;
  readonly kept: Promise<void> | undefined;
}

interface Message {
  readonly person: Person;
  readonly conversation: string;
  /** Conversations that are waited for besides its own. */
  readonly from?: string | undefined;
}

interface Entry extends Message {
  /** The answer's id, once there is one. */
  id: string | undefined;
  /** Answered and remembered; never rejects. */
  readonly over: Promise<void>;
}

export function createUnderway<Asked extends { readonly id: string }>() {
  /** Of each conversation, until its last message is answered and remembered. */
  const last = new Map<string, Promise<void>>();
  const all = new Set<Entry>();

  async function settled(of: (one: Entry) => boolean): Promise<void> {
    const waits = [...all].filter(of).map(({ over }) => over);
    if (waits.length > 0) await Promise.all(waits);
  }

  return {
    run(message: Message, answer: () => Promise<Turn<Asked>>): Promise<Asked> {
      const { conversation, from } = message;
      const before = [last.get(conversation), from === undefined ? undefined : last.get(from)].filter((one) => one !== undefined);
      const turn = before.length === 0 ? answer() : Promise.all(before).then(answer);
      // whoever asked is told of an error
      const over = turn.then(({ kept }) => kept).catch(() => undefined);
      const entry: Entry = { ...message, id: undefined, over };
      all.add(entry);
      void over.then(() => all.delete(entry));
      const next = turn
        .then(({ asked, kept }) => {
          entry.id = asked.id;
          return kept && atMost(kept, WAITS);
        })
        .catch(() => undefined)
        .then(() => {
          if (last.get(conversation) === next) last.delete(conversation);
        });
      last.set(conversation, next);
      return turn.then(({ asked }) => asked);
    },
    answer: (id: string): Promise<void> =>
      atMost(
        settled((one) => one.id === id),
        WAITS,
      ),
    conversation: (key: string): Promise<void> =>
      atMost(
        settled(({ conversation }) => conversation === key),
        WAITS,
      ),
    /** All of it, however long it takes: what is deleted must not come back. */
    person: (of: Person): Promise<void> =>
      settled(({ person }) => person.user === of.user && person.workspace === of.workspace && person.platform === of.platform),
    everything: (): Promise<void> => settled(() => true),
  };
}

async function atMost(work: Promise<void>, limit: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
