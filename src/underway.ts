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

interface Entry<Asked> {
  readonly message: Message;
  readonly turn: Promise<Turn<Asked>>;
  /** The answer's id, once there is one. */
  id: string | undefined;
  /** Answered and remembered; never rejects. */
  over: Promise<void>;
}

export function createUnderway<Asked extends { readonly id: string }>() {
  type One = Entry<Asked>;
  /** The last message of each conversation, until it is answered and remembered. */
  const last = new Map<string, One>();
  const all = new Set<One>();

  async function settled(of: (one: One) => boolean): Promise<void> {
    const waits = [...all].filter(of).map(({ over }) => over);
    if (waits.length > 0) await Promise.all(waits);
  }

  /** For its answer however long it takes, and then a while for it to be remembered. */
  async function waitFor({ turn, over }: One): Promise<void> {
    const answered = await turn.catch(() => undefined);
    if (answered !== undefined) await atMost(over, WAITS);
  }

  async function follow(one: One): Promise<void> {
    try {
      const { asked, kept } = await one.turn;
      one.id = asked.id;
      await kept;
    } catch {
      // whoever asked is told
    }
    all.delete(one);
    const { conversation } = one.message;
    if (last.get(conversation) === one) last.delete(conversation);
  }

  return {
    run(message: Message, answer: () => Promise<Turn<Asked>>): Promise<Asked> {
      const { conversation, from } = message;
      const own = last.get(conversation);
      const other = from === undefined ? undefined : last.get(from);
      const before = own === undefined && other === undefined ? undefined : [own, other].filter((one) => one !== undefined);
      const turn = before === undefined ? answer() : Promise.all(before.map(waitFor)).then(answer);
      const one: One = { message, turn, id: undefined, over: Promise.resolve() };
      all.add(one);
      last.set(conversation, one);
      one.over = follow(one);
      return turn.then(({ asked }) => asked);
    },
    answer: (id: string): Promise<void> =>
      atMost(
        settled((one) => one.id === id),
        WAITS,
      ),
    conversation: (key: string): Promise<void> =>
      atMost(
        settled(({ message }) => message.conversation === key),
        WAITS,
      ),
    /** All of it, however long it takes: what is deleted must not come back. */
    person: (of: Person): Promise<void> =>
      settled(({ message: { person } }) => person.user === of.user && person.workspace === of.workspace && person.platform === of.platform),
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
