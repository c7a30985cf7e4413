// The log's destination: lines that can't be written are counted and dropped, and block nothing.
import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { createLog, lossy } from "../src/log.js";

it("drops lines that can't be written, counts each, and writes again as soon as it can", () => {
  const written: string[] = [];
  let full = true;
  let lost = 0;
  const disk = Object.assign(new Writable(), {
    write: (line: string, done: (error?: Error) => void): boolean => {
      if (!full) written.push(line);
      done(full ? new Error("ENOSPC") : undefined);
      return true;
    },
  });
  const log = createLog(
    "info",
    lossy(disk, () => lost++),
  );
  log.info("one");
  log.info("two");
  full = false;
  log.info("three");
  expect(lost).toBe(2);
  expect(written.map((line) => JSON.parse(line).msg)).toEqual(["three"]);
});

it("keeps no more than a megabyte for a reader that doesn't read", () => {
  let lost = 0;
  const pipe = new Writable({ write: () => undefined, highWaterMark: 1 });
  const log = createLog(
    "info",
    lossy(pipe, () => lost++),
  );
  for (let i = 0; i < 300; i++) log.info("x".repeat(10_000));
  expect(pipe.writableLength).toBeLessThan(1.1 * 1024 * 1024);
  expect(lost).toBeGreaterThan(150);
});
