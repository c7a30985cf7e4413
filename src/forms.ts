// The forms of settings that take more than a line of schema, and the error that reports what doesn't fit.
import { z } from "zod";

/** Lists every problem of the settings. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    const [only, ...others] = problems;
    super(`The settings can't be used:${others.length === 0 ? ` ${only}` : problems.map((problem) => `\n  ${problem}`).join("")}`);
    this.name = "ConfigError";
  }
}

/** Removes spaces, line ends and quotes around a value, which files, shells and secret stores leave there. */
export function cleaned(value: string | undefined): string {
  const text = (value ?? "").replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, "");
  const quoted = /^(["'`])(.*)\1$/s.exec(text);
  // a list of quoted values is not a quoted value
  return quoted === null || quoted[2]?.includes(quoted[1] as string) ? text : cleaned(quoted[2]);
}

/** The characters allowed in tokens and secrets, which people copy from Slack's and Microsoft's pages. */
const COPIED: Readonly<Record<string, RegExp>> = {
  SLACK_SIGNING_SECRET: /^[ -~]$/,
  SLACK_BOT_TOKEN: /^[!-~]$/,
  SLACK_APP_TOKEN: /^[!-~]$/,
  SLACK_CLIENT_ID: /^[!-~]$/,
  SLACK_CLIENT_SECRET: /^[ -~]$/,
  MicrosoftAppPassword: /^[ -~]$/,
};

/** Reports a character that can't be part of a token or secret, such as a dash from a word processor. */
export function strangeCharacter(name: string, value: string): string | undefined {
  const allowed = COPIED[name];
  const characters = [...value];
  const at = allowed === undefined ? -1 : characters.findIndex((character) => !allowed.test(character));
  if (at < 0) return undefined;
  const code = (characters[at] as string).codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return `character ${at + 1} of ${characters.length} is U+${code}, which can't be part of it: copy it again`;
}

const ESCAPES = "in a user name or password write # as %23, / as %2F, ? as %3F, @ as %40, % as %25";
export const POSTGRES_FORM = `sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE; ${ESCAPES}`;

/** An unescaped mark ends the part of the URL it is in: what follows, with the `@`, is then misread. */
export function isPostgresUrl(value: string): boolean {
  // the driver accepts a URL without a host, for a socket whose directory is in the query
  const url = value.replace("@/", "@localhost/").replace(/^(\w+:\/\/)\//, "$1localhost/");
  if (!URL.canParse(url) || value.includes("#")) return false;
  const { username, password, pathname, search } = new URL(url);
  if (pathname.includes("@") || (search.includes("@") && username === "")) return false;
  return [username, password, pathname].every(isEscaped);
}

function isEscaped(text: string): boolean {
  // a lone % is not an escape, and the driver takes it literally
  if (/%(?![\da-f]{2})/i.test(text)) return true;
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

export const count = (least: number, most: number, otherwise: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(most)).default(otherwise);
export const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
export const guid = z.guid();
export const keys = z
  .string()
  .transform((all) => all.split(",").map(cleaned))
  .pipe(z.array(z.string().min(16)))
  .default([]);

/** A name, or an address: `intranet.example.no`, `10.0.0.1`, `[::1]`. */
const HOST = /^(?:\[[\da-f:.]+\]|[\p{L}\d](?:[\p{L}\d.-]*[\p{L}\d])?)$/iu;
export const hosts = z
  .string()
  .transform((all) => all.split(",").map(cleaned).filter(Boolean))
  .pipe(z.array(z.string().regex(HOST)))
  .default([]);

/** A named pipe (IIS, App Service on Windows), a socket in the file system, or an abstract one (`@name`, Linux). */
const PIPE = /^(\\\\[.?]\\pipe\\.+|unix:.+|\/.+|@.+)$/i;

const pipeOf = (text: string): string => text.replace(/^unix:/i, "").replace(/^@/, "\0");

export const port = z.union([count(0, 65535, 3000), z.string().regex(PIPE).transform(pipeOf)]);
