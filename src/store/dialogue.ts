// Answered questions → conversations that go on, answers that can be asked for again, and verdicts on them.
import type { Language } from "../chat.js";
import { type AtHand, createAtHand } from "./athand.js";
import { type Database, statement } from "./database.js";
import type { Hash, Keyring } from "./keys.js";
import { SET_LANGUAGE, STALE } from "./settings.js";
import type { Conversation, Person, Store, Turn, Verdict } from "./store.js";

/** After this much silence a conversation is over, and the text of its last question is overwritten; in milliseconds. */
export const SILENCE = 30 * 60_000;

/** What an answer's row holds while it is whole. */
export type Whole = Conversation;

const REMEMBER = statement(
  "remember",
  { key: "bytes", person: "bytes", answer: "bytes", platform: "text", kind: "text", language: "text", value: "bytes" },
  [
    `insert into answer (key, person, at, platform, kind, language, value, settled)
     select answer, person, {now}, platform, kind, language, value, 0 from r where true on conflict (key) do nothing`,
    `insert into conversation (key, person, answer, at) select key, person, answer, {now} from r where true
     on conflict (key) do update set person = excluded.person, answer = excluded.answer, at = excluded.at`,
  ],
  // nobody waits for it: it goes with the next transaction, or with all that gathered in this time
  { waits: 50 },
);
const CONVERSATION = statement(
  "conversation",
  { key: "bytes" },
  [
    `select r.key as key, answer.key as answer, answer.value as value from r
     join conversation on conversation.key = r.key join answer on answer.key = conversation.answer
     where answer.settled = 0 and conversation.at > {now} - ${SILENCE}`,
  ],
  { patience: 400 },
);
/** The conversation as above, and the person's language: one statement takes 15 % less time than two. */
const RECALL = statement(
  "recall",
  { key: "bytes", person: "bytes" },
  [
    `select r.key as key, answer.key as answer, answer.value as value, language.language as language, ${STALE} from r
     left join conversation on conversation.key = r.key and conversation.at > {now} - ${SILENCE}
     left join answer on answer.key = conversation.answer and answer.settled = 0
     left join language on language.key = r.person`,
  ],
  // without an answer in this time, the question is answered as if nothing went before
  { patience: 600 },
);
const TURN = statement(
  "turn",
  { key: "bytes" },
  [`select r.key as key, value from r join answer on answer.key = r.key where settled = 0 and at > {now} - ${SILENCE}`],
  { patience: 400 },
);
const COUNT = statement(
  "feedback_count",
  { key: "bytes", person: "bytes", answer: "bytes", verdict: "text" },
  [
    `insert into feedback (key, person, answer, verdict, at) select r.key, r.person, r.answer, r.verdict, {now} from r
   where exists (select 1 from answer where answer.key = r.answer) on conflict (key) do nothing returning key`,
  ],
  { patience: 800 },
);
const CHANGE = statement("feedback_change", { key: "bytes", verdict: "text" }, [
  "update feedback set verdict = r.verdict, at = {now} from r where feedback.key = r.key and feedback.verdict <> r.verdict returning feedback.key as key",
]);
const GIVEN = statement("feedback_given", { key: "bytes" }, ["select feedback.key as key from r join feedback on feedback.key = r.key"]);

/** A UUID that begins with its time, in milliseconds since 1970. */
const TIMED = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;
const TIME = 6;

/** Under keys in the order of time, rows that come together stand together: they take a quarter less to write than in disorder. */
function inOrder(id: string, hashed: Buffer): Buffer {
  const time = TIMED.exec(id);
  return time === null ? hashed : Buffer.concat([Buffer.from(`${time[1]}${time[2]}`, "hex"), hashed.subarray(TIME)]);
}

interface Row {
  readonly answer: Buffer | null;
  readonly value: Buffer | null;
  readonly language: Language | null;
  readonly stale: number | boolean | null;
}

interface Parts {
  readonly database: Database;
  readonly ring: Keyring;
  readonly hash: Hash;
  readonly personOf: (person: Person) => Buffer;
}

type Dialogue = Pick<Store, "conversation" | "recall" | "remember" | "turn" | "feedback"> & { readonly hand: AtHand | undefined };

export function createDialogue({ database, ring, hash, personOf }: Parts): Dialogue {
  const answerOf = (answer: string): Buffer => inOrder(answer, hash("answer", answer));
  const hand = database.written && createAtHand(database.written, SILENCE);
  const nameOf = ({ platform, workspace, user }: Person): string => `${platform}\n${workspace}\n${user}`;
  return {
    hand,
    async conversation(key) {
      const row = await database.run<{ answer: Buffer; value: Buffer }, "key">(CONVERSATION, { key: hash("conversation", key) });
      return row === undefined ? undefined : (ring.open(row.value, row.answer) as Whole);
    },
    async recall(key, of, written) {
      hand?.refresh();
      const held = hand?.conversations.get(key);
      const chosen = hand?.languages.get(nameOf(of));
      if (held && chosen) return { conversation: held.value, language: chosen.value };
      await written?.();
      const person = personOf(of);
      const row = await database.run<Row, "key" | "person">(RECALL, { key: hash("conversation", key), person });
      if (row?.stale) await database.run(SET_LANGUAGE, { key: person, language: row.language });
      const conversation = row?.value == null ? undefined : (ring.open(row.value, row.answer as Buffer) as Whole);
      const language = row?.language ?? undefined;
      hand?.languages.set(nameOf(of), language);
      return { conversation, language };
    },
    async remember(key, person, conversation) {
      const { answer: id, before, kind, language } = conversation.last;
      hand?.conversations.set(key, { memory: conversation.memory, last: { answer: id, before } });
      try {
        await database.run(REMEMBER, () => {
          const answer = answerOf(id);
          const value = ring.seal(conversation satisfies Whole, answer);
          return { key: hash("conversation", key), person: personOf(person), answer, platform: person.platform, kind, language, value };
        });
      } catch (error) {
        hand?.conversations.clear();
        throw error;
      }
    },
    async turn(answer): Promise<Turn | undefined> {
      const key = answerOf(answer);
      const row = await database.run<{ value: Buffer }, "key">(TURN, { key });
      return row === undefined ? undefined : (ring.open(row.value, key) as Whole).last;
    },
    async feedback(person, of, verdict: Verdict) {
      const [who, answer] = [personOf(person), answerOf(of)];
      const key = hash("feedback", `${who.toString("hex")} ${answer.toString("hex")}`);
      if ((await database.run(COUNT, { key, person: who, answer, verdict })) !== undefined) return "counted";
      if ((await database.run(CHANGE, { key, verdict })) !== undefined) return "changed";
      return (await database.run(GIVEN, { key })) === undefined ? "unknown" : "same";
    },
  };
}
