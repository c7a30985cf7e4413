// Tests in two projects: `fast` starts no database, browser or process of its own, `slow` is
// everything else. Both use one compiled copy of the data, which is made before the workers start;
// each of them only restores it.
import { defineConfig } from "vitest/config";

const SLOW = [
  "test/{cli,fourth-language,image,operation,hostile,questions,stop}.test.ts",
  "test/{bench,chaos,hostile,store,knowledge}/**/*.test.ts",
  "test/platforms/web/{api,axe,page}.test.ts",
  "test/platforms/slack/{delivery,install,instances,socket,surfaces}.test.ts",
  "test/platforms/teams/{auth,delivery,invokes,messages}.test.ts",
];

export default defineConfig({
  test: {
    globalSetup: "test/setup.ts",
    setupFiles: "test/seed.ts",
    // for a slow machine with two cores; no test asserts seconds
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "fast", include: ["test/**/*.test.ts"], exclude: SLOW } },
      { extends: true, test: { name: "slow", include: SLOW } },
    ],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // the page runs in the browser, where V8's coverage of Node doesn't reach
      exclude: ["src/platforms/web/page/**", "src/**/*.d.ts"],
      reporter: ["text", "html", "json-summary"],
      reportsDirectory: "var/coverage",
    },
  },
});
