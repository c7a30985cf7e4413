// What was found when pages were looked at again, and when each is due: any instance may look, and one of them does.
import { sql } from "kysely";
import type { Database } from "./database.js";
import type { Watched } from "./store.js";

export function createWatched({ kysely, now }: Database): Watched {
  const later = (delay: number) => sql<number>`${now} + ${sql.lit(Math.round(delay))}`;
  return {
    all: async () => {
      const rows = await kysely.selectFrom("watched").select(["document", "value"]).where("value", "is not", null).execute();
      return new Map(rows.map(({ document, value }) => [document, JSON.parse(value as string)]));
    },
    take: async (document, lease) => {
      const row = await kysely
        .insertInto("watched")
        .values({ document, value: null, due: later(lease) })
        .onConflict((conflict) =>
          conflict
            .column("document")
            .doUpdateSet({ due: later(lease) })
            .where("watched.due", "<=", now),
        )
        .returning("value")
        .executeTakeFirst();
      return row === undefined ? undefined : { found: row.value === null ? undefined : JSON.parse(row.value) };
    },
    keep: async (document, found, delay) => {
      const value = JSON.stringify(found);
      await kysely
        .insertInto("watched")
        .values({ document, value, due: later(delay) })
        .onConflict((conflict) => conflict.column("document").doUpdateSet({ value, due: later(delay) }))
        .execute();
    },
  };
}
