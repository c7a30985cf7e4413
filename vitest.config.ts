// Tests: the compiled copy of the data is made fresh once, before the workers start; each of them only restores it.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/setup.ts",
    setupFiles: "test/seed.ts",
    // what a slow machine with two cores may need; no test asserts seconds
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
