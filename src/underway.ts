// Serialises messages per conversation; readers of stored data wait for pending writes.
import pTimeout from "p-timeout";
import type { Person } from "./store/store.js";

/** How long to wait for another message's write, in milliseconds: an unavailable store must not silence the bot. */
const WAITS = 400;

/** An answer, and the promise of its being stored. */
export interface Turn<Asked> {
  readonly asked: Asked;
  readonly kept: Promise<void> | undefined;
}

interface Message {
  readonly person: Person;
  readonly conversation: string;
  /** Other conversations to wait for. */
  readonly from?: string | undefined;
}

/** Holds no reference to the answer, so pending writes don't keep answers alive across garbage collections. */
interface One {
  readonly person: Person;
  readonly conversation: string;
  /** The answer's id, once it has one. */
  id: string | undefined;
  /** Resolves when it is answered or failed; never rejects. */
  readonly answered: Promise<void>;
  /** Resolves when it is answered and stored; never rejects. */
  readonly over: Promise<void>;
}

export function createUnderway<Asked extends { readonly id: string }>() {
  /** The last message of each conversation, until it is answered and stored. */
  const last = new Map<string, One>();
  const all = new Set<One>();

  async function settled(of: (one: One) => boolean): Promise<void> {
    const waits = [...all].filter(of).map(({ over }) => over);
    if (waits.length > 0) await Promise.all(waits);
  }

  function follow(turn: Promise<Turn<Asked>>, { person, conversation }: Message): One {
    let kept: Promise<void> | undefined;
    const answered = turn.then(
      (answer) => {
        one.id = answer.asked.id;
        kept = answer.kept;
      },
      // the caller gets the error
      () => undefined,
    );
    const end = (): void => {
      all.delete(one);
      if (last.get(conversation) === one) last.delete(conversation);
    };
    const one: One = { person, conversation, id: undefined, answered, over: answered.then(() => kept).then(end, end) };
    return one;
  }

  return {
    /** Begins when those before it have their answers, however long they take, and a while after that, until these are remembered. */
    run(message: Message, answer: () => Promise<Turn<Asked>>): Promise<Asked> {
      const { conversation, from } = message;
      const before = [last.get(conversation), from === undefined ? undefined : last.get(from)].filter((one) => one !== undefined);
      const turn = before.length === 0 ? answer() : Promise.all(before.map(over)).then(answer);
      const one = follow(turn, message);
      all.add(one);
      last.set(conversation, one);
      return turn.then(({ asked }) => asked);
    },
    answer: (id: string): Promise<unknown> =>
      atMost(
        settled((one) => one.id === id),
        WAITS,
      ),
    conversation: (key: string): Promise<unknown> =>
      atMost(
        settled(({ conversation }) => conversation === key),
        WAITS,
      ),
    /** Waits for all of it: deleted data must not come back. Rejects if that takes long. */
    person: async (of: Person): Promise<void> => {
      const own = ({ person }: One): boolean =>
        person.user === of.user && person.workspace === of.workspace && person.platform === of.platform;
      if (!(await atMost(settled(own), WAITS))) throw new Error("what this person asked isn't stored yet");
    },
    everything: (): Promise<void> => settled(() => true),
  };
}

const over = async ({ answered, over: remembered }: One): Promise<void> => {
  await answered;
  await atMost(remembered, WAITS);
};

/** Whether the promise settled within this many milliseconds. */
const atMost = (work: Promise<void>, milliseconds: number): Promise<boolean> =>
  pTimeout(
    work.then(() => true),
    { milliseconds, fallback: () => false },
  );
