// What the value of a setting must look like, beyond what a schema says in a line, and the error that tells what doesn't.
import { z } from "zod";

/** Names every problem of the settings. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    const [only, ...others] = problems;
    super(`The settings can't be used:${others.length === 0 ? ` ${only}` : problems.map((problem) => `\n  ${problem}`).join("")}`);
    this.name = "ConfigError";
  }
}

/** As it was meant: without blanks, line ends and quotes around it, which files, shells and secret stores leave there. */
export function cleaned(value: string | undefined): string {
  const text = (value ?? "").replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, "");
  const quoted = /^(["'`])(.*)\1$/s.exec(text);
  // a list of quoted values is no quoted value
  return quoted === null || quoted[2]?.includes(quoted[1] as string) ? text : cleaned(quoted[2]);
}

/** What a token or a secret of Slack or Microsoft may hold, which are copied from their pages. */
const COPIED: Readonly<Record<string, RegExp>> = {
  SLACK_SIGNING_SECRET: /^[ -~]$/,
  SLACK_BOT_TOKEN: /^[!-~]$/,
  SLACK_APP_TOKEN: /^[!-~]$/,
  SLACK_CLIENT_ID: /^[!-~]$/,
  SLACK_CLIENT_SECRET: /^[ -~]$/,
  MicrosoftAppPassword: /^[ -~]$/,
};

/** Which character of a token or secret can't be one of it, such as a dash that a word processor made. */
export function strangeCharacter(name: string, value: string): string | undefined {
  const allowed = COPIED[name];
  const characters = [...value];
  const at = allowed === undefined ? -1 : characters.findIndex((character) => !allowed.test(character));
  if (at < 0) return undefined;
  const code = (characters[at] as string).codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return `character ${at + 1} of ${characters.length} is U+${code}, which can't be part of it: copy it anew`;
}

const ESCAPES = "in a user name or password write # as %23, / as %2F, ? as %3F, @ as %40, % as %25";
export const POSTGRES_FORM = `sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE; ${ESCAPES}`;

/** A mark that isn't escaped ends what it stands in: what follows it, with the `@`, is then read as something else. */
export function isPostgresUrl(value: string): boolean {
  // the driver takes a URL without a host, for a socket whose folder stands in the query
  const url = value.replace("@/", "@localhost/").replace(/^(\w+:\/\/)\//, "$1localhost/");
  if (!URL.canParse(url) || value.includes("#")) return false;
  const { username, password, pathname, search } = new URL(url);
  if (pathname.includes("@") || (search.includes("@") && username === "")) return false;
  return [username, password, pathname].every(isEscaped);
}

function isEscaped(text: string): boolean {
  // a lone % is no escape, and the driver takes it as it stands
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

/** A named pipe (IIS, App Service on Windows), a socket in the file system, or an abstract one (`@name`, Linux). */
const PIPE = /^(\\\\[.?]\\pipe\\.+|unix:.+|\/.+|@.+)$/i;

const pipeOf = (text: string): string => text.replace(/^unix:/i, "").replace(/^@/, "\0");

export const port = z.union([count(0, 65535, 3000), z.string().regex(PIPE).transform(pipeOf)]);
