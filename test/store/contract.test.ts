// The contract in memory, on SQLite and on PostgreSQL; on the latter two by two instances that start at the same moment.
import { join } from "node:path";
import { afterAll } from "vitest";
import { createMemoryStore } from "../../src/store/memory.js";
import { contract } from "./contract.js";
import { folder, type Postgres, pair, postgresSettings, sqliteSettings, startPostgres } from "./harness.js";

contract("memory", async () => {
  let now = Date.now();
  return {
    store: createMemoryStore(() => now),
    other: undefined,
    passes: async (milliseconds) => {
      now += milliseconds;
    },
    close: async () => undefined,
  };
});

contract("SQLite", async () => {
  const { path, remove } = folder();
  return pair(sqliteSettings(join(path, "forumbot.db")), remove);
});

let postgres: Postgres | undefined;
afterAll(() => postgres?.remove());

contract("PostgreSQL", async () => {
  postgres = await startPostgres();
  return pair(postgresSettings(await postgres.create()));
});
