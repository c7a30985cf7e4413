// What waits for the end of a turn of the event loop: together, step by step, in order.
import { describe, expect, it } from "vitest";
import { turn } from "../src/turn.js";

const next = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the end of a turn", () => {
  it("comes for all that wait in it, each step of one after the same step of the other", async () => {
    const done: string[] = [];
    const work = async (name: string): Promise<void> => {
      await turn();
      done.push(`${name} first`);
      await undefined;
      done.push(`${name} second`);
    };
    await Promise.all(["a", "b", "c"].map(work));
    expect(done).toEqual(["a first", "b first", "c first", "a second", "b second", "c second"]);
  });

  it("comes after all that the turn still reads, and before what the next one reads", async () => {
    const done: string[] = [];
    const over = turn().then(() => done.push("over"));
    await undefined;
    done.push("read in it");
    const later = next()
      .then(next)
      .then(() => done.push("read later"));
    await Promise.all([over, later]);
    expect(done).toEqual(["read in it", "over", "read later"]);
  });

  it("is another one for who comes later", async () => {
    const first = turn();
    expect(turn()).toBe(first);
    await first;
    const second = turn();
    expect(second).not.toBe(first);
    await second;
  });
});
