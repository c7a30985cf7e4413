// The file `.env` → its values, however it was saved: byte order marks, UTF-16, Windows line ends.
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { ConfigError } from "./forms.js";

/** Empty if there is no such file. Throws a `ConfigError` if it can't be read, or if a `#` truncates one of the settings. */
export function readEnvFile(path: string, settings: readonly string[]): Readonly<Record<string, string>> {
  const text = decode(read(path)).replace(/\r\n?/g, "\n");
  if (text.includes("\0")) throw new ConfigError([`${path} is no text: expected UTF-8`]);
  const unread = unquoted(text).flatMap((content, at) => {
    const name = COLON.exec(content)?.[1];
    return name !== undefined && settings.includes(name) ? [`${name}: expected a = behind the name in ${path} (line ${at + 1})`] : [];
  });
  if (unread.length > 0) throw new ConfigError(unread);
  const cut = cutValues(text).filter(({ name }) => settings.includes(name));
  if (cut.length === 0) return parseEnv(text) as Record<string, string>;
  throw new ConfigError(cut.map(({ name, line }) => `${name}: a # begins a comment in ${path} (line ${line}): put the value in quotes`));
}

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: "is a folder: expected a file",
  EACCES: "can't be read: permission denied",
  EPERM: "can't be read: permission denied",
};

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return Buffer.alloc(0);
    throw new ConfigError([`${path} ${REASONS[code] ?? `can't be read: ${code}`}`]);
  }
}

/** Decodes by the byte order mark, which is then removed; without one it is UTF-8. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** As YAML has it: such a line would be passed over without a word. */
const COLON = /^\s*(?:export\s+)?(\w+)\s*:(?!\s*=)/;
const QUOTED = /(?<==[ \t]*)(["'`])[\s\S]*?\1/g;
/** An unquoted value that contains a `#` without a space before it. */
const CUT = /^\s*(?:export\s+)?(\w+)\s*=[ \t]*(?:[^\s#"'`](?:[^#]*[^\s#])?#|#\S)/;

/** Its lines, without what stands in quotes. */
const unquoted = (text: string): string[] =>
  text.replace(QUOTED, (quoted) => `""${"\n".repeat(quoted.split("\n").length - 1)}`).split("\n");

function cutValues(text: string): { readonly name: string; readonly line: number }[] {
  return unquoted(text).flatMap((content, at) => {
    const name = CUT.exec(content)?.[1];
    return name === undefined ? [] : [{ name, line: at + 1 }];
  });
}
