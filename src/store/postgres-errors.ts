// PostgreSQL and network errors → whether they are temporary or need another setting.
import { ConfigError } from "../config.js";

/** Temporary errors (restart, broken connection, deadlock): a retry may well succeed. */
const PASSING = /^(08...|57P0[123]|40001|40P01|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const BROKEN = /connection terminated|timeout exceeded|read timeout|not queryable/i;

export function isPassing(error: unknown): boolean {
  return error instanceof Error && (PASSING.test(codeOf(error)) || BROKEN.test(error.message));
}

const CERTIFICATE =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?))$/;

/** What is wrong and what to do, by code or message. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const FINAL: readonly (readonly [RegExp, string])[] = [
  [
    /^28P01$|^28000$|password must be a string/,
    "PostgreSQL refuses this user or password; correct them in the address, or add the user there",
  ],
  [/^3D000$/, "there is no database of this name; create it (createdb), or name another"],
  [
    /^42501$|^3F000$/,
    "this user may not create tables; run as owner of the database: grant create on schema public to USER, or use its owner",
  ],
  [
    CERTIFICATE,
    "nobody known here signed the server's certificate; add sslrootcert=FILE to the address (the authority's certificate), or sslmode=no-verify to encrypt without knowing to whom",
  ],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, "the server's certificate is of another host; use the name that it is made for"],
  [/^(ENOENT|EACCES): .*, open/, "a file that the address names can't be read"],
  [/does not support SSL/, "the server offers no encryption; take sslmode out of the address, or turn ssl on there"],
  [/statement pooling/, "the pool before PostgreSQL works statement by statement; set pool_mode = transaction or session there"],
];

/** Translates an error of opening: to a `ConfigError` if only a changed setting, here or on the server, helps. */
export function unusable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ConfigError) return error;
  const found = FINAL.find(([pattern]) => pattern.test(codeOf(error)) || pattern.test(error.message));
  return found === undefined ? error : new ConfigError([`DATABASE_URL: ${found[1]} (${codeOf(error) || error.message})`]);
}

const codeOf = (error: Error): string => `${(error as { code?: unknown }).code ?? ""}`;
