// Slack over HTTP, with everything between the request and the reply: ours beside a bare Bolt app
// that sends the same blocks as a fixed payload. Distinct questions, no cache of answers; the two
// take turns, each in a process of its own.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { render } from "../../src/platforms/slack/render.js";
import { ask } from "../bot.js";
import { startPostgres } from "../store/harness.js";
import { build } from "./build.js";
import { overview, type Report, type Row, times } from "./show.js";
import {
  command,
  type Made,
  type Measured,
  mention,
  type Side,
  shown,
  startApp,
  startDriver,
} from "./slack-driver.js";

/** A folder with the blocks that the bare app sends, and the driver; all is cleared away after. */
async function withDriver(
  run: (
    driver: Awaited<ReturnType<typeof startDriver>>,
    file: string,
    sides: Side[],
  ) => Promise<Report>,
): Promise<Report> {
  build();
  const driver = await startDriver();
  const folder = mkdtempSync(join(tmpdir(), "forumbot-"));
  const file = join(folder, "message.json");
  const message = render(ask("Hvor ofte møtes NSHF?"), {
    id: crypto.randomUUID(),
    today: "2026-11-22",
    shareable: true,
  });
  writeFileSync(file, JSON.stringify(message));
  const sides: Side[] = [];
  try {
    return await run(driver, file, sides);
  } finally {
    driver.close(sides);
    rmSync(folder, { recursive: true, force: true });
  }
}

const rowOf = (what: string, aim: string, [bare, ours]: readonly Measured[]): Row => {
  const [one, other] = [bare as Measured, ours as Measured];
  return { what, ratio: times(other.ratio), ours: shown(other), peer: shown(one), aim };
};

export const benchSlack = (): Promise<Report> =>
  withDriver(async ({ url, compare }, file, sides) => {
    sides.push(await startApp("bare", url, file), await startApp("ours", url, file));
    const measure = async (what: string, aim: string, make: () => Made, replies: boolean) => {
      const measured = await compare(sides, make, replies);
      return {
        row: rowOf(what, aim, measured),
        data: { name: what, bare: measured[0], ours: measured[1] },
      };
    };
    const found = [
      await measure("Slack: command", "0.8 (0.65)", command, false),
      await measure("Slack: mention with its reply, store on", "0.9 (0.75)", mention, true),
    ];
    const rows = found.map(({ row }) => row);
    return { rows, text: overview([["end to end", rows]]), data: found.map(({ data }) => data) };
  });

/**
 * What durability costs: mentions with their replies on each database, and by two instances that
 * share one.
 */
export const benchStores = (): Promise<Report> =>
  withDriver(async ({ url, compare }, file, sides) => {
    const postgres = await startPostgres();
    try {
      const database = await postgres.create();
      const shared = await postgres.create();
      const two = [
        await startApp("ours", url, file, shared),
        await startApp("ours", url, file, shared),
      ];
      sides.push(
        await startApp("bare", url, file),
        await startApp("ours", url, file),
        await startApp("ours", url, file, database),
        {
          children: two.flatMap(({ children }) => children),
          addresses: two.flatMap(({ addresses }) => addresses),
        },
      );
      const measured = await compare(sides, mention, true);
      const [bare, sqlite, one, both] = measured as [Measured, Measured, Measured, Measured];
      const rows: Row[] = [
        rowOf("mention with its reply, SQLite", "0.9 (0.75)", [bare, sqlite]),
        rowOf("mention with its reply, PostgreSQL", "0.7 (0.5)", [bare, one]),
        {
          what: "two instances on PostgreSQL, beside one",
          ratio: times(both.rate / one.rate),
          ours: shown(both),
          peer: shown(one),
          aim: "",
        },
      ];
      return {
        rows,
        text: overview([["durability", rows]]),
        data: { bare, sqlite, postgres: one, two: both },
      };
    } finally {
      // before their database: they would tell at length that it is gone
      for (const child of sides.flatMap(({ children }) => children)) child.kill("SIGKILL");
      await postgres.remove();
    }
  });
