// A text as typed → the question in it: without addresses, and without the name of the command.
import { readCommand } from "./commands.js";
import { inAnyLanguage } from "./language/index.js";

/** The command's default name. */
export const USUAL_COMMAND = "/forum";

/** The most of a text that is read; it may be anything. */
const LONGEST = 20_000;

/** Only a text with one of these can contain an address. */
const PERHAPS = /[@/]|\.\p{L}|\d\W{0,3}\d|\u20e3/u;
const KEYCAP = /[\d#*]\ufe0f?\u20e3/gu;
const EMAIL = /(?<![\p{L}\p{N}._%+-])(?:mailto:)?[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])/giu;
/** With a scheme or `www.`, or a host followed by a path (`un.org/en`). */
const URL = /(?:\b(?:https?|ftps?|file|slack|msteams):\/\/|\bwww\.)[^\s<>"«»]+/giu;
const PATH = /(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,5}[a-z]{2,12}(?::\d{1,5})?\/[^\s<>"«»]*/gu;
const TOP = "no|com|org|int|net|eu|edu|gov|mil|info|se|dk|fi|is|de|nl|be|fr|ch|at|uk|ie|io";
/** A bare host, which may be a word of the question: “is that from un.org?” */
const HOST = new RegExp(
  `(?<![\\p{L}\\p{N}@._/-])(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{1,62}\\.){1,4}(?:${TOP})(?![\\p{L}\\p{N}_-]|\\.\\p{L})`,
  "giu",
);
const GAP = "[ \\u00a0.-]";
/** Telephone numbers in the forms people write; years, dates, times and amounts look different. */
const PHONES = [
  "(?:tlf|tel|telefon|mob|mobil|mobile|phone|cell|fax|faks)(?:\\.?\\s?(?:nr|nummer|number))?\\.?\\s?:?\\s{0,2}\\+?\\(?\\d[\\d \\u00a0().-]{3,20}\\d",
  "(?:tel|callto|sms):\\+?[\\d().-]{3,20}",
  `\\(?(?:\\+|00)\\d{1,3}\\)?${GAP}?\\(?\\d[\\d \\u00a0().-]{4,18}\\d`,
  `\\d{2}(?:${GAP}\\d{2}){3}`,
  `\\d{3}${GAP}\\d{2}${GAP}\\d{3}`,
  `\\(?\\d{3}\\)?${GAP}{1,2}\\d{3}${GAP}\\d{4}`,
  `0\\d{2,4}${GAP}\\d{3,4}${GAP}\\d{3,4}`,
  `\\d{6}${GAP}?\\d{5}`,
  "\\d{7,15}",
];
const PHONE = new RegExp(`(?<![\\p{L}\\p{N}.,/+-]|\\d:)(?:${PHONES.join("|")})(?![\\p{L}\\p{N}%]|[.,:]\\d)`, "giu");

/** Characters that close a bracket or a sentence after an address, and aren't part of it. */
const closing = (address: string): string => ` ${/[).,;:!?'\]]*$/.exec(address)?.[0] ?? ""}`;

/** Whether there is anything to read: a letter, a number, an emoji. */
export const says = (text: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);

/**
 * Removes e-mail and web addresses and telephone numbers; empty if there is nothing else. The rest stays as typed.
 * `hosts`: also removes bare host names (`un.org`).
 */
export function withoutAddresses(text: string, hosts = true): string {
  if (!PERHAPS.test(text)) return text;
  const typed = text.slice(0, LONGEST);
  let left = typed.replace(URL, closing).replace(EMAIL, " ").replace(PATH, closing);
  if (hosts) left = left.replace(HOST, " ");
  left = left.replace(PHONE, " ").replace(KEYCAP, " ");
  if (left === typed) return text;
  return says(left) ? left.replace(/[ \t]+/g, " ").trim() : "";
}

/** Whether a text is empty or only addresses: a message without a question. */
export const asksNothing = (text: string): boolean => withoutAddresses(text).trim() === "";

const FUNCTION_WORDS = inAnyLanguage((words) => words.functionWords);
/** “Forums where …” is a sentence of its own; after the command's name “where” doesn't begin one. */
const PLACES = new Set(["hvor", "kor", "der", "where", "which", "som", "that"]);
const ASKING = inAnyLanguage((words) => words.questionWords);
const AMOUNTS = /^(?:hvor|kor)\s+(?:ofte|mange|mye|mykje|lenge|stor|stort|gammel|gammal)\b/iu;

/**
 * Removes the command's own name from the beginning: people type it in a direct message, after a mention, in Teams, or twice.
 * The name alone is kept, since it may be the question. `commands`: `/forum`.
 */
export function withoutCommand(text: string, commands: readonly string[]): string {
  let left = text.trim();
  // “/forum /forum x” and “/forum forum x” are the most that people type
  for (let times = 0; times < 3; times++) {
    const rest = commands.map((command) => behind(left, command)).find((found) => found !== undefined);
    if (rest === undefined) return left;
    left = rest;
  }
  return left;
}

/** The text after the name, if that is certainly the command's name and not a word of a sentence. */
function behind(text: string, command: string): string | undefined {
  const name = command.replace(/^\//, "").toLowerCase();
  const slash = /^[/／]/.test(text);
  const from = (slash ? 1 : 0) + name.length;
  if (text.slice(slash ? 1 : 0, from).toLowerCase() !== name) return undefined;
  const gap = /^\s*[:,]\s*|^\s+[–-]\s+|^\s+/.exec(text.slice(from))?.[0];
  const rest = gap === undefined ? "" : text.slice(from + gap.length);
  if (gap === undefined || !says(rest)) return undefined;
  return slash || /[:–-]/.test(gap) || begins(rest) ? rest : undefined;
}

/** After the bare word: a command, a question, or a name or two, but not the rest of a sentence (“forum for …”). */
function begins(rest: string): boolean {
  if (readCommand(rest) !== undefined || AMOUNTS.test(rest)) return true;
  const words = rest.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const first = words[0] ?? "";
  if (ASKING.has(first)) return words.length > 1 && !PLACES.has(first);
  return words.length <= 2 && !FUNCTION_WORDS.has(first);
}
