// What every store promises, with the same tests for memory, SQLite and PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, Person, Store } from "../../src/store/store.js";

export interface Harness {
  readonly store: Store;
  /** Another instance on the same database; undefined where a store is one process. */
  readonly other: Store | undefined;
  /** As if so many milliseconds had passed. */
  passes(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let number = 0;
const fresh = (what: string): string => {
  number += 1;
  return `${what}-${number}`;
};
const someone = (): Person => ({ platform: "slack", workspace: "T1", user: fresh("U") });

export function turn(answer: string, question = "Hva gjør æøå – 🇳🇴 \u0000 \ud800?"): Conversation {
  return {
    memory: { language: "nn", subjects: ["a"], intent: "tasks", facts: ["a.1"] },
    last: {
      answer,
      question,
      locale: "nb-NO",
      before: { language: "nb", subjects: [], intent: null, facts: [] },
      kind: "answer",
      language: "nn",
      intent: "tasks",
      subjects: ["a"],
    },
  };
}

export function contract(name: string, open: () => Promise<Harness>): void {
  describe(`the store in ${name}`, () => {
    let harness: Harness;
    let store: Store;
    beforeAll(async () => {
      harness = await open();
      store = harness.store;
    });
    afterAll(() => harness?.close());
    const elsewhere = (): Store => harness.other ?? store;
    const takenOf = async (of: Store, key: string) => (await of.inbox.take(1000)).find((work) => work.key === key);

    describe("the inbox", () => {
      it("accepts a delivery once, however often and wherever it comes", async () => {
        const key = fresh("k");
        const work = { key, platform: "slack", body: { text: "hei" } };
        const outcomes = await Promise.all([1, 2, 3, 4].map((i) => (i % 2 ? store : elsewhere()).inbox.accept(work, someone())));
        expect(outcomes.filter((outcome) => outcome === "new")).toHaveLength(1);
        await store.inbox.finish(key);
        expect(await elsewhere().inbox.accept(work)).toBe("duplicate");
      });

      it("accepts the same again a day later", async () => {
        const work = { key: fresh("k"), platform: "slack", body: 1 };
        await store.inbox.accept(work);
        await store.inbox.finish(work.key);
        await harness.passes(DAY - MINUTE);
        expect(await store.inbox.accept(work)).toBe("duplicate");
        await harness.passes(2 * MINUTE);
        expect(await store.inbox.accept(work)).toBe("new");
        await store.inbox.finish(work.key);
      });

      it("hands over what is unfinished when its lease has ended, and not before", async () => {
        const body = { text: "Kva gjer æøå? \u0000", list: [1, null, "x"] };
        const key = fresh("k");
        await store.inbox.accept({ key, platform: "teams", body }, someone());
        expect(await takenOf(elsewhere(), key)).toBeUndefined();
        await harness.passes(2 * MINUTE);
        expect(await takenOf(elsewhere(), key)).toEqual({
          key,
          platform: "teams",
          body,
          attempt: 2,
          sending: false,
          age: expect.toSatisfy((age) => age >= 2 * MINUTE && age < 3 * MINUTE),
        });
        expect(await takenOf(store, key)).toBeUndefined();
        await elsewhere().inbox.finish(key);
      });

      it("says that a reply was under way", async () => {
        const key = fresh("k");
        await store.inbox.accept({ key, platform: "slack", body: 1 });
        await store.inbox.sending(key);
        await harness.passes(2 * MINUTE);
        expect(await takenOf(store, key)).toMatchObject({ attempt: 2, sending: true });
        await store.inbox.finish(key);
      });

      it("notes where a reply stands under both names of its message", async () => {
        const [key, message, also] = [fresh("k"), fresh("m"), fresh("m")];
        await store.inbox.accept({ key, platform: "slack", body: 1 }, someone());
        await store.inbox.finish(key, { message, also, place: "C1/1.2" });
        expect(await Promise.all([message, also].map((name) => elsewhere().place(name)))).toEqual(["C1/1.2", "C1/1.2"]);
        await store.inbox.finish(key, { message, also: message, place: "C1/1.3" });
        expect(await store.place(message)).toBe("C1/1.3");
        await Promise.all([message, also].map((name) => store.setPlace(name, undefined)));
      });

      it("says whether a reply may come or stand that isn't noted: of another instance, or one that was under way", async () => {
        const key = fresh("k");
        expect(await elsewhere().inbox.replying(key)).toBe("no");
        await store.inbox.accept({ key, platform: "slack", body: 1 });
        expect(await store.inbox.replying(key)).toBe("no");
        expect(await elsewhere().inbox.replying(key)).toBe(harness.other === undefined ? "no" : "elsewhere");
        await store.inbox.retry(key, 10 * MINUTE);
        expect(await elsewhere().inbox.replying(key)).toBe("no");
        await harness.passes(20 * MINUTE);
        await takenOf(store, key);
        await store.inbox.sending(key);
        await store.inbox.retry(key, 10 * MINUTE);
        expect(await Promise.all([store, elsewhere()].map((one) => one.inbox.replying(key)))).toEqual(["perhaps", "perhaps"]);
        await store.inbox.finish(key);
        expect(await store.inbox.replying(key)).toBe("no");
      });

      it("hands out a work that is to be tried again after its delay", async () => {
        const key = fresh("k");
        await store.inbox.accept({ key, platform: "slack", body: 1 });
        await store.inbox.retry(key, 10 * MINUTE);
        await harness.passes(9 * MINUTE);
        expect(await takenOf(elsewhere(), key)).toBeUndefined();
        await harness.passes(2 * MINUTE);
        expect(await takenOf(elsewhere(), key)).toMatchObject({ attempt: 2 });
        await elsewhere().inbox.retry(key, 0);
        expect(await takenOf(store, key)).toMatchObject({ attempt: 3 });
        await store.inbox.finish(key);
      });

      it("hands out each work to one taker only, no more than wanted, and only of the platforms named", async () => {
        const platform = fresh("p");
        const keys = Array.from({ length: 30 }, () => fresh("k"));
        await Promise.all(keys.map((key) => store.inbox.accept({ key, platform, body: key })));
        expect(await store.inbox.waiting()).toBe(30);
        await harness.passes(2 * MINUTE);
        expect(await store.inbox.take(5, [fresh("p")])).toEqual([]);
        expect(await store.inbox.take(5, [])).toEqual([]);
        expect((await store.inbox.take(5, [platform])).length).toBe(5);
        const rest = await Promise.all([1, 2, 3, 4, 5].map((i) => (i % 2 ? store : elsewhere()).inbox.take(5, [platform])));
        expect(new Set(rest.flat().map(({ key }) => key)).size).toBe(25);
        await Promise.all(keys.map((key) => store.inbox.finish(key)));
        expect(await store.inbox.waiting()).toBe(0);
      });

      it("forgets nothing where many come at once", async () => {
        const keys = Array.from({ length: 500 }, () => fresh("k"));
        const outcomes = await Promise.all([...keys, ...keys].map((key) => store.inbox.accept({ key, platform: "slack", body: key })));
        expect(outcomes.filter((outcome) => outcome === "new")).toHaveLength(500);
        await Promise.all(keys.flatMap((key) => [store.inbox.sending(key)]));
        await Promise.all(keys.map((key) => store.inbox.finish(key, { message: `m-${key}`, place: `p-${key}` })));
        expect(await store.inbox.waiting()).toBe(0);
        expect(await Promise.all(keys.map((key) => store.place(`m-${key}`)))).toEqual(keys.map((key) => `p-${key}`));
      });

      it("minds no key that it never saw", async () => {
        const key = fresh("k");
        await store.inbox.sending(key);
        await store.inbox.retry(key, 0);
        await store.inbox.finish(key);
        expect(await takenOf(store, key)).toBeUndefined();
      });
    });

    describe("conversations", () => {
      it("go on anywhere, for half an hour of silence", async () => {
        const [key, first, second] = [fresh("c"), turn(fresh("a")), turn(fresh("a"))];
        const person = someone();
        expect(await store.conversation(key)).toBeUndefined();
        await store.remember(key, person, first);
        expect(await elsewhere().conversation(key)).toEqual(first);
        await harness.passes(29 * MINUTE);
        await elsewhere().remember(key, person, second);
        await harness.passes(29 * MINUTE);
        expect(await store.conversation(key)).toEqual(second);
        expect(await store.turn(second.last.answer)).toEqual(second.last);
        expect(await store.turn(first.last.answer)).toBeUndefined();
        await harness.passes(2 * MINUTE);
        expect(await store.conversation(key)).toBeUndefined();
        expect(await store.turn(second.last.answer)).toBeUndefined();
      });

      it("don't mix", async () => {
        const keys = Array.from({ length: 50 }, () => fresh("c"));
        await Promise.all(keys.map((key) => store.remember(key, someone(), turn(key, `hvorfor ${key}`))));
        const found = await Promise.all(keys.map((key) => store.conversation(key)));
        expect(found.map((one) => one?.last.question)).toEqual(keys.map((key) => `hvorfor ${key}`));
      });
    });

    it("recalls a conversation and the person's language at once, each where it is known", async () => {
      const [key, last, person] = [fresh("c"), turn(fresh("a")), someone()];
      expect(await store.recall(key, person)).toEqual({ conversation: undefined, language: undefined });
      await store.setLanguage(person, "nn");
      expect(await elsewhere().recall(key, person)).toEqual({ conversation: undefined, language: "nn" });
      await store.remember(key, person, last);
      expect(await elsewhere().recall(key, person)).toEqual({ conversation: last, language: "nn" });
      expect(await store.recall(key, someone())).toEqual({ conversation: last, language: undefined });
      await harness.passes(31 * MINUTE);
      expect(await store.recall(key, person)).toEqual({ conversation: undefined, language: "nn" });
    });

    it("recalls what was said last, whoever said it, chose or forgot in between", async () => {
      const [key, person] = [fresh("c"), someone()];
      const goes = ({ memory, last }: Conversation) => ({ memory, last: { answer: last.answer, before: last.before } });
      const recalled = async (from: Store) => {
        const { conversation, language } = await from.recall(key, person);
        return { conversation: conversation && goes(conversation as Conversation), language };
      };
      const [first, second, third] = [turn(fresh("a")), turn(fresh("a")), turn(fresh("a"))];
      await store.remember(key, person, first);
      for (let again = 0; again < 2; again++) expect(await recalled(store)).toEqual({ conversation: goes(first), language: undefined });
      await elsewhere().remember(key, person, second);
      for (let again = 0; again < 2; again++) expect(await recalled(store)).toEqual({ conversation: goes(second), language: undefined });
      await store.remember(key, person, third);
      await store.setLanguage(person, "nn");
      for (let again = 0; again < 2; again++) expect(await recalled(store)).toEqual({ conversation: goes(third), language: "nn" });
      await elsewhere().setLanguage(person, "en");
      expect(await recalled(store)).toEqual({ conversation: goes(third), language: "en" });
      await store.remember(key, person, first);
      await store.forget(person);
      expect(await recalled(store)).toEqual({ conversation: undefined, language: undefined });
      await store.remember(key, person, first);
      await recalled(store);
      await elsewhere().forget(person);
      expect(await recalled(store)).toEqual({ conversation: undefined, language: undefined });
    });

    it("recalls what was remembered last, whoever wrote in between", async () => {
      const [key, person] = [fresh("c"), someone()];
      const [first, second] = [turn(fresh("a")), turn(fresh("a"))];
      const answers = [];
      for (const last of [first, second]) {
        await store.remember(key, person, last);
        answers.push((await store.recall(key, person)).conversation?.last.answer);
        await Promise.all([store.remember(key, person, last), elsewhere().setLanguage(person, "nn")]);
        answers.push((await elsewhere().recall(key, person)).conversation?.last.answer);
      }
      expect(answers).toEqual([first, first, second, second].map(({ last }) => last.answer));
    });

    it("counts one verdict a person and answer, and lets it be changed", async () => {
      const answer = fresh("a");
      const [one, two] = [someone(), someone()];
      expect(await store.feedback(one, answer, "helpful")).toBe("unknown");
      await store.remember(fresh("c"), one, turn(answer));
      expect(await store.feedback(one, answer, "helpful")).toBe("counted");
      expect(await elsewhere().feedback(one, answer, "helpful")).toBe("same");
      expect(await elsewhere().feedback(one, answer, "unhelpful")).toBe("changed");
      expect(await store.feedback(two, answer, "unhelpful")).toBe("counted");
      expect(await store.feedback(one, "'; drop table answer; -- \u0000", "helpful")).toBe("unknown");
    });

    it("counts one of many verdicts at once", async () => {
      const [person, answer] = [someone(), fresh("a")];
      await store.remember(fresh("c"), person, turn(answer));
      const outcomes = await Promise.all([1, 2, 3, 4, 5, 6].map((i) => (i % 2 ? store : elsewhere()).feedback(person, answer, "helpful")));
      expect(outcomes.filter((outcome) => outcome === "counted")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === "same")).toHaveLength(5);
    });

    it("keeps the language a person chose, apart from everybody else's", async () => {
      const person = someone();
      expect(await store.language(person)).toBeUndefined();
      await store.setLanguage(person, "nn");
      expect(await elsewhere().language(person)).toBe("nn");
      expect(await store.language({ ...person, workspace: "T2" })).toBeUndefined();
      expect(await store.language({ ...person, platform: "teams" })).toBeUndefined();
      await store.setLanguage(person, "en");
      expect(await store.language(person)).toBe("en");
      await store.setLanguage(person, undefined);
      expect(await store.language(person)).toBeUndefined();
    });

    it("knows where a reply stands", async () => {
      const message = fresh("m");
      expect(await store.place(message)).toBeUndefined();
      await store.setPlace(message, "C1/1.2");
      expect(await elsewhere().place(message)).toBe("C1/1.2");
      await store.setPlace(message, "C1/1.3");
      expect(await store.place(message)).toBe("C1/1.3");
      await store.setPlace(message, undefined);
      expect(await store.place(message)).toBeUndefined();
    });

    it("tells a person what it keeps, and deletes all of it and nothing else", async () => {
      const [person, neighbour] = [someone(), someone()];
      const [answer, hint] = [fresh("a"), fresh("once")];
      for (const who of [person, neighbour]) {
        await store.setLanguage(who, "nn");
        await store.remember(fresh("c"), who, turn(fresh("a")));
      }
      await store.remember(fresh("c"), person, turn(answer));
      await store.feedback(person, answer, "helpful");
      await store.once(hint, person);
      const all = { language: "nn", conversations: 2, answers: 2, feedback: 1, questions: 2 };
      expect(await elsewhere().kept(person)).toEqual(all);
      expect(await store.forget(person)).toEqual(all);
      const nothing = { language: null, conversations: 0, answers: 0, feedback: 0, questions: 0 };
      expect(await elsewhere().kept(person)).toEqual(nothing);
      expect(await store.forget(person)).toEqual(nothing);
      expect(await store.turn(answer)).toBeUndefined();
      expect(await store.once(hint, person)).toBe(true);
      expect(await store.kept(neighbour)).toEqual({ language: "nn", conversations: 1, answers: 1, feedback: 0, questions: 1 });
    });

    it("forgets with a person where the replies to them stand, and what was noted of their messages", async () => {
      const [person, neighbour] = [someone(), someone()];
      const marks = [fresh("m"), fresh("m"), fresh("m"), fresh("m")] as [string, string, string, string];
      const key = fresh("k");
      await store.inbox.accept({ key, platform: "slack", body: 1 }, person);
      await store.inbox.finish(key, { message: marks[0], place: "p" });
      await store.setPlace(marks[1], "p", person);
      await store.setPlace(marks[2], "p", neighbour);
      await store.setPlace(marks[3], "p");
      await elsewhere().forget(person);
      expect(await Promise.all(marks.map((mark) => store.place(mark)))).toEqual([undefined, undefined, "p", "p"]);
    });

    it("does once what is to be done once", async () => {
      const key = fresh("once");
      const outcomes = await Promise.all([1, 2, 3, 4].map((i) => (i % 2 ? store : elsewhere()).once(key)));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await store.once(key)).toBe(false);
    });

    it("keeps the credentials of a workspace until they are taken away", async () => {
      const [key, value] = [fresh("i"), { bot: { token: "xoxb-1", scopes: ["chat:write"] }, expires: 12 }];
      expect(await store.installation(key)).toBeUndefined();
      await store.setInstallation(key, { old: true });
      await store.setInstallation(key, value);
      expect(await elsewhere().installation(key)).toEqual(value);
      await store.setInstallation(key, undefined);
      expect(await store.installation(key)).toBeUndefined();
    });

    it("lets one instance look at a page when it is due, and keeps what it found", async () => {
      const page = fresh("page");
      const takers = await Promise.all([store, elsewhere(), store, elsewhere()].map((one) => one.watched.take(page, 60_000)));
      expect(takers.filter(Boolean)).toEqual([{ found: undefined }]);
      expect((await store.watched.all()).has(page)).toBe(false);
      await store.watched.keep(page, { status: "changed", facts: ["«æ»"] }, 3_600_000);
      expect((await elsewhere().watched.all()).get(page)).toEqual({ status: "changed", facts: ["«æ»"] });
      await harness.passes(3_500_000);
      expect(await elsewhere().watched.take(page, 60_000)).toBeUndefined();
      await harness.passes(200_000);
      expect(await elsewhere().watched.take(page, 60_000)).toEqual({ found: { status: "changed", facts: ["«æ»"] } });
      await harness.passes(70_000);
      expect(await store.watched.take(page, 60_000)).toBeDefined();
    });

    it("lets one work at a time run under a name, though one of them fails", async () => {
      const name = fresh("lock");
      let running = 0;
      let most = 0;
      const work = async (i: number): Promise<number> => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 3));
        running -= 1;
        if (i === 2) throw new Error("two");
        return i;
      };
      const results = await Promise.allSettled(
        [1, 2, 3, 4, 5, 6].map((i) => (i % 2 ? store : elsewhere()).exclusively(name, () => work(i))),
      );
      expect(most).toBe(1);
      expect(results.map((result) => (result.status === "fulfilled" ? result.value : "failed"))).toEqual([1, "failed", 3, 4, 5, 6]);
    });

    it("says that it is ready", async () => {
      await expect(store.ready()).resolves.toBeUndefined();
    });
  });
}
