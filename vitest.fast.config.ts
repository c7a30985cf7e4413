// The tests that start no database, no browser and no process of their own: `npm run test:fast`.
import { defineConfig, mergeConfig } from "vitest/config";
import all from "./vitest.config.js";

export default mergeConfig(
  all,
  defineConfig({
    test: {
      exclude: [
        "test/{cli,image,operation,hostile,questions}.test.ts",
        "test/{bench,chaos,hostile,store,knowledge}/**",
        "test/platforms/web/{axe,page}.test.ts",
        "test/platforms/slack/{delivery,install,instances,socket,surfaces}.test.ts",
        "test/platforms/teams/{auth,invokes,messages}.test.ts",
      ],
    },
  }),
);
