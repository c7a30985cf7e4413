// Processes killed under load, on both databases, one and two at a time: every accepted question is
// answered.
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { folder, type Postgres, postgresSettings, sqliteSettings, startPostgres } from "../store/harness.js";
import { broken, chaos, type Outcome } from "./chaos.js";
import { slack, slackWithHistory } from "./slack.js";
import { createTeams } from "./teams.js";

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

const subjects = { Slack: () => slack, Teams: createTeams };

describe.each(Object.entries(subjects))(
  "%s: whoever is killed, every question is answered, and a second reply was counted",
  (_, subject) => {
    it.each([1, 2])(
      "on SQLite, with %i process(es)",
      async (instances) => {
        const settings = sqliteSettings(join(path, `${_}${instances}.db`));
        expectKept(await chaos({ subject: subject(), settings, instances, kills: KILLS, seed: 20 + instances }));
      },
      180_000,
    );

    it.each([1, 2])(
      "on PostgreSQL, with %i process(es)",
      async (instances) => {
        const settings = postgresSettings(await (await started()).create());
        expectKept(await chaos({ subject: subject(), settings, instances, kills: KILLS, seed: 30 + instances }));
      },
      180_000,
    );
  },
);

it("every question is answered though the database is restarted under load", async () => {
  const server = await started();
  const settings = postgresSettings(await server.create());
  const trouble = async (): Promise<void> => {
    await server.stop();
    await server.start();
  };
  expectKept(await chaos({ subject: slack, settings, instances: 2, kills: 2, seed: 40, trouble }));
}, 180_000);

it("where Slack's channels may be read, nobody gets a second reply at all", async () => {
  const settings = sqliteSettings(join(path, "history.db"));
  const outcome = await chaos({ subject: slackWithHistory, settings, instances: 2, kills: KILLS, seed: 50 });
  expectKept(outcome);
  expect(outcome.seconds).toBe(0);
}, 180_000);
