// A plot of measured values, where the packages of the benchmarks are installed: npm ci --prefix
// test/bench.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../../src/open.js";

it.skipIf(!existsSync(join(ROOT, "test/bench/node_modules/@observablehq/plot")))(
  "a plot is an SVG that needs nothing else",
  async () => {
    const { plot } = await import("./plot.js");
    const svg = plot("ms", [
      { size: 1, value: 1 },
      { size: 100, value: 5 },
    ]);
    expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/NaN|undefined/);
  },
);
