// Its settings → a platform that is not built yet: it has no routes and nothing to do.
import type { Connect } from "../../platform.js";

export const connect: Connect = async () => ({
  name: "teams",
  routes: [],
  start: async () => undefined,
  resume: async () => undefined,
  ready: async () => undefined,
  stop: async () => undefined,
});
