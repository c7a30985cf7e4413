// Tasks with the same key run one after the other, even if they fail; others don't wait.
import { describe, expect, it } from "vitest";
import { createKeyedQueue } from "../../src/delivery/queue.js";

describe("a keyed queue", () => {
  it("runs tasks of one key in order, also after one that fails, and gives each its own outcome", async () => {
    const queue = createKeyedQueue();
    const seen: string[] = [];
    const task =
      (name: string, fails = false) =>
      async (): Promise<string> => {
        seen.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const outcomes = await Promise.allSettled([queue("k", task("a")), queue("k", task("b", true)), queue("k", task("c"))]);
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    expect(outcomes.map((one) => (one.status === "fulfilled" ? one.value : (one.reason as Error).message))).toEqual(["a", "b", "c"]);
    expect(outcomes[1]?.status).toBe("rejected");
  });

  it("lets tasks of another key go at once", async () => {
    const queue = createKeyedQueue();
    let free = (): void => undefined;
    const held = queue("a", () => new Promise<void>((resolve) => (free = () => resolve())));
    expect(await queue("b", async () => "b")).toBe("b");
    free();
    await held;
  });
});
