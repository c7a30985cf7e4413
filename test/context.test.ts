// What is said beside a question, before it, behind it or on both sides, doesn't change its answer.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "../src/root.js";
import { ask } from "./bot.js";

/** `bare`: the question alone. */
const row = z.object({ id: z.string(), q: z.string(), bare: z.string() });
const rows = readFileSync(join(ROOT, "test/questions/fresh/context.jsonl"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => row.parse(JSON.parse(line)));

/** As measured when nobody had looked at the set; it may only rise. */
const LEAST = 90;

it("at least in so many of a hundred messages", () => {
  const same = rows.filter(({ q, bare }) => ask(q).answer === ask(bare).answer);
  expect(rows).toHaveLength(100);
  expect(same.length).toBeGreaterThanOrEqual(LEAST);
});
