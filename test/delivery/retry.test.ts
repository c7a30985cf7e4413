// When a delivery is retried, and when it is given up: one policy for every platform.
import { describe, expect, it } from "vitest";
import { isOver, LONGEST_ASKED, PATIENCE, pause } from "../../src/delivery/retry.js";

describe("the pause before the next try", () => {
  it.each([
    [1, 2_000],
    [2, 4_000],
    [3, 8_000],
    [5, 32_000],
    [6, 60_000],
    [2_880, 60_000],
  ])("after try %i is about %i ms, and not the same for all", (attempt, usual) => {
    const pauses = Array.from({ length: 50 }, () => pause(attempt));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(usual * 0.9 - 1);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(usual * 1.1 + 1);
    expect(new Set(pauses).size).toBeGreaterThan(1);
  });

  it("is what the platform asks for, a quarter of an hour at most", () => {
    expect([30_000, LONGEST_ASKED, 30 * 24 * 3_600_000, Number.POSITIVE_INFINITY].map((asked) => pause(1, asked))).toEqual([
      30_000,
      LONGEST_ASKED,
      LONGEST_ASKED,
      LONGEST_ASKED,
    ]);
  });

  it.each([0, -5_000, Number.NaN, undefined])("is the usual one where it asks for %s", (asked) => {
    expect(pause(6, asked)).toBeGreaterThan(50_000);
  });
});

describe("a delivery", () => {
  it.each([
    [5_000, PATIENCE - 1, false],
    [5_000, PATIENCE, true],
    // the clock was set ahead by days
    [1, 30 * PATIENCE, false],
  ])("that was tried %i times and is %i ms old is given up: %s", (attempt, age, over) => {
    expect(isOver({ attempt, age })).toBe(over);
  });
});
