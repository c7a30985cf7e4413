// A PostgreSQL that refuses: a problem that only another setting fixes ends the start with advice;
// a temporary one doesn't.
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config.js";
import { createStore, openDatabase } from "../../src/store/open.js";
import { unusable } from "../../src/store/postgres-errors.js";
import { type Postgres, postgresSettings, silent, startPostgres } from "./harness.js";

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());

const refusal = (url: string): Promise<unknown> => openDatabase(postgresSettings(url), silent).catch((error: unknown) => error);
const changed = (url: string, change: Partial<URL>): string => {
  return Object.assign(new URL(url), change).href;
};
async function execute(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const text of statements) await client.query(text);
  await client.end();
}

describe("a start on PostgreSQL ends with what to do", () => {
  it.each([
    ["the password is wrong", { password: "wrong" }, /user or password/],
    ["there is no such user", { username: "nobody" }, /user or password/],
    ["there is no such database", { pathname: "/nowhere" }, /createdb/],
    ["the server offers no encryption", { search: "?sslmode=verify-full" }, /sslmode/],
    ["the authority's certificate can't be read", { search: "?sslmode=verify-full&sslrootcert=/none" }, /can't be read/],
  ])("where %s", async (_, change, told) => {
    const error = await refusal(changed(await postgres.create(), change));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems).toEqual([expect.stringMatching(told)]);
    expect((error as ConfigError).message).not.toContain("wrong");
  });

  it("where the user may not create tables, and not where the tables are there", async () => {
    const url = await postgres.create();
    await execute(url, "create role app login password 'app'", "revoke create on schema public from public");
    const app = changed(url, { username: "app", password: "app" });
    const error = await refusal(app);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toContain("grant create on schema");
    const { database } = await openDatabase(postgresSettings(url), silent);
    await database.close();
    await execute(url, "grant select, insert, update, delete on all tables in schema public to app");
    const store = await createStore(await openDatabase(postgresSettings(app), silent), postgresSettings(app), silent);
    expect(await store.inbox.accept({ key: "k", platform: "slack", body: {} })).toBe("new");
    await store.close();
  });

  it.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /sslrootcert/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /sslrootcert/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", /sslrootcert/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /another host/],
  ])("where the certificate isn't trusted: %s", (code, told) => {
    expect(String(unusable(Object.assign(new Error("certificate"), { code })))).toMatch(told);
  });
});

it.each(["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "57P03", "53300", "25006", "CERT_HAS_EXPIRED"])(
  "%s may pass: it is tried again",
  (code) => {
    const error = Object.assign(new Error("connect ENOENT /var/run/postgresql"), { code });
    expect(unusable(error)).toBe(error);
  },
);
