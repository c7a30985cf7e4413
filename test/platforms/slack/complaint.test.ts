// A wrong secret or clock refuses every request: that is logged once, with the difference.
import { expect, it } from "vitest";
import { createComplaint } from "../../../src/platforms/slack/complaint.js";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const headers = (secondsAgo: number): Record<string, string> => ({ "x-slack-request-timestamp": String(NOW / 1000 - secondsAgo) });

function told() {
  const lines: { reason: string; clockAheadBySeconds: number; message: string }[] = [];
  const error = (values: object, message: string): void =>
    void lines.push({ ...(values as { reason: string; clockAheadBySeconds: number }), message });
  return { lines, complain: createComplaint({ error } as never) };
}

it("a signature that doesn't fit is told of with its setting, and not again for an hour", () => {
  const { lines, complain } = told();
  for (let i = 0; i < 100; i++) complain("signature", headers(1), NOW);
  expect(lines).toEqual([{ reason: "signature", clockAheadBySeconds: 1, message: expect.stringContaining("SLACK_SIGNING_SECRET") }]);
  complain("signature", headers(0), NOW + HOUR);
  expect(lines).toHaveLength(2);
});

it("a clock that is off is told of with by how much", () => {
  for (const [refusal, seconds] of [
    ["stale", 360],
    ["future", -420],
  ] as const) {
    const { lines, complain } = told();
    complain(refusal, headers(seconds), NOW);
    expect(lines).toEqual([{ reason: refusal, clockAheadBySeconds: seconds, message: expect.stringContaining("clock") }]);
  }
});

it("strangers among requests that fit are no reason to say anything", () => {
  const { lines, complain } = told();
  complain("unsigned", {}, NOW);
  for (let i = 0; i < 50; i++) {
    complain.over();
    complain("signature", headers(1), NOW);
  }
  expect(lines).toEqual([]);
  for (let i = 0; i < 10; i++) complain("signature", headers(1), NOW);
  expect(lines).toHaveLength(1);
});
