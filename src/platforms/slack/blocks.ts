// Texts → blocks that Slack accepts: everything is escaped and truncated here, so that no text becomes markup and no message is
// refused.
import type { types } from "@slack/bolt";
import { LIMITS } from "./limits.js";

export type Block = types.KnownBlock;
type Button = types.Button;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** Characters that Slack or the request's encoding refuses, and that no text needs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are removed
const ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Surrogate}]/gu;
/** Finds all texts that have one, and some more, in a third of the time. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const PERHAPS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]/;

export const sound = (text: string): string => (PERHAPS.test(text) ? text.replace(ODD, "") : text);
export const escaped = (text: string): string => (/[&<>]/.test(text) ? text.replace(/[&<>]/g, (sign) => ENTITIES[sign] as string) : text);

/** Truncates to `limit` characters, counted as `as` writes them, between words if possible. */
export function cut(text: string, limit: number, as: (text: string) => string = (same) => same): string {
  const whole = as(text);
  if (whole.length <= limit) return whole;
  let length = 0;
  let end = 0;
  for (const sign of text) {
    length += as(sign).length;
    if (length > limit - 1) break;
    end += sign.length;
  }
  const space = text.lastIndexOf(" ", end);
  return `${as(text.slice(0, space > end * 0.8 ? space : end).trimEnd())}…`;
}

/** Escapes any text for a `mrkdwn` text, so that it is shown literally. */
export const mrkdwn = (text: string, limit: number): string => cut(sound(text), limit, escaped);

/** An address that may stand in a link: nothing in it ends the link. */
const ADDRESS = /^https?:\/\/[^\s<>|]{1,1000}$/;

/** Text as a link, where there is an address. */
export function link(url: string | null, text: string, limit: number): string {
  const shown = mrkdwn(text, limit);
  return url === null || shown.trim() === "" || !ADDRESS.test(url) ? shown : `<${escaped(url)}|${shown}>`;
}

export const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: "plain_text",
  text: cut(sound(text), limit),
  emoji: false,
});

/** `made` is finished mrkdwn from our own texts and the data; clients fold long ones. */
export const section = (made: string): Block => ({ type: "section", text: { type: "mrkdwn", text: made } });

/** Text up to `limit` in as many sections as needed; none for an empty text. */
export function sections(text: string, limit: number): Block[] {
  const blocks: Block[] = [];
  let rest = cut(sound(text).trim(), limit, escaped);
  while (rest !== "") {
    const end = rest.length <= LIMITS.text ? rest.length : breakBefore(rest, LIMITS.text);
    const part = rest.slice(0, end).trim();
    if (part !== "") blocks.push(section(part));
    rest = rest.slice(end).trimStart();
  }
  return blocks;
}

/** Splits between lines, else between words, else anywhere outside an entity or a surrogate pair. */
function breakBefore(text: string, limit: number): number {
  const window = text.slice(0, limit);
  const line = window.lastIndexOf("\n");
  if (line > limit / 2) return line;
  const space = window.lastIndexOf(" ");
  if (space > limit / 2) return space;
  const entity = window.lastIndexOf("&");
  const end = entity > limit - 6 ? entity : limit;
  return /[\ud800-\udbff]/.test(text[end - 1] as string) ? end - 1 : end;
}

export const context = (...made: readonly string[]): Block => ({
  type: "context",
  elements: made.slice(0, LIMITS.contextElements).map((text) => ({ type: "mrkdwn", text })),
});

/** A line with typed text, as plain text: nothing in it becomes active. */
export const echo = (label: string, text: string, limit: number): Block => ({
  type: "context",
  elements: [plain(`${label}: ${text}`, limit)],
});

/** Lines with a label and possibly a person's text: nothing in them becomes active. */
export function labelled(lines: readonly (readonly [label: string, text: string])[]): Block {
  const elements = lines.flatMap(([label, text], i) => [
    { type: "text" as const, text: `${i === 0 ? "" : "\n"}${label}: `, style: { bold: true } },
    { type: "text" as const, text: sound(text) || "–" },
  ]);
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

export const header = (text: string): Block => ({ type: "header", text: plain(text, LIMITS.header) });

export function bullets(lines: readonly string[]): Block {
  const elements = lines.map((text) => ({ type: "rich_text_section" as const, elements: [{ type: "text" as const, text: sound(text) }] }));
  return { type: "rich_text", elements: [{ type: "rich_text_list", style: "bullet", elements }] };
}

/** One a message; the first row is its head, the first column says what a row is about. No cell may be empty. */
export function table(rows: readonly (readonly string[])[]): Block {
  const cell = (text: string, bold: boolean) => ({
    type: "rich_text" as const,
    elements: [
      {
        type: "rich_text_section" as const,
        elements: [{ type: "text" as const, text: cut(sound(text), LIMITS.cell) || " ", ...(bold ? { style: { bold } } : {}) }],
      },
    ],
  });
  const columns = rows.slice(0, LIMITS.tableRows).map((row) => row.slice(0, LIMITS.tableColumns));
  return {
    type: "table",
    column_settings: (columns[0] ?? []).map(() => ({ is_wrapped: true })),
    rows: columns.map((row, y) => row.map((text, x) => cell(text, x === 0 || y === 0))),
  };
}

/** Undefined if the value doesn't fit: a button must do what it says. */
export function button(label: string, id: string, value: string, style?: "primary" | "danger"): Button | undefined {
  const text = sound(label);
  const carried = value === label ? text : sound(value);
  if (value.length > LIMITS.buttonValue || carried === "" || text.trim() === "") return undefined;
  const long = label.length > LIMITS.buttonText;
  return {
    type: "button",
    action_id: id,
    text: { type: "plain_text", text: cut(text, LIMITS.buttonText), emoji: false },
    value: carried,
    ...(long ? { accessibility_label: cut(text, LIMITS.accessibilityLabel) } : {}),
    ...(style === undefined ? {} : { style }),
  };
}

/** No block if there are no buttons. */
export function actions(...buttons: readonly (Button | undefined)[]): Block[] {
  const elements = buttons.filter((one) => one !== undefined).slice(0, LIMITS.actionElements);
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}
