// Twenty processes killed under load, on both databases, one and two at a time: every question that was accepted is answered.
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { folder, type Postgres, postgresSettings, sqliteSettings, startPostgres } from "../store/harness.js";
import { broken, chaos, type Outcome } from "./chaos.js";
import { slack } from "./slack.js";

const KILLS = 5;
let postgres: Promise<Postgres> | undefined;
const started = (): Promise<Postgres> => (postgres ??= startPostgres());
const { path, remove } = folder();
afterAll(async () => {
  await (await postgres)?.remove();
  remove();
});

function expectKept(outcome: Outcome): void {
  expect(outcome.accepted, outcome.output).toBeGreaterThan(KILLS);
  expect(broken(outcome), outcome.output).toEqual([]);
}

describe("whoever is killed, every question is answered, and a second reply is one that was counted as possible", () => {
  it.each([1, 2])(
    "on SQLite, with %i process(es)",
    async (instances) => {
      const settings = sqliteSettings(join(path, `${instances}.db`));
      expectKept(await chaos({ subject: slack, settings, instances, kills: KILLS, seed: 20 + instances }));
    },
    180_000,
  );

  it.each([1, 2])(
    "on PostgreSQL, with %i process(es)",
    async (instances) => {
      const settings = postgresSettings(await (await started()).create());
      expectKept(await chaos({ subject: slack, settings, instances, kills: KILLS, seed: 30 + instances }));
    },
    180_000,
  );

  it("though the database is restarted under load", async () => {
    const server = await started();
    const settings = postgresSettings(await server.create());
    const trouble = async (): Promise<void> => {
      await server.stop();
      await server.start();
    };
    expectKept(await chaos({ subject: slack, settings, instances: 2, kills: 2, seed: 40, trouble }));
  }, 180_000);
});
