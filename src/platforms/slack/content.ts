// A message as Slack delivers it → its words: from its text, else its blocks, else what it forwards or has attached.
import { z } from "zod";
import { escaped } from "./blocks.js";
import type { Written } from "./words.js";

/** Placeholder texts for blocks that a client can't show. */
const NONE = /^\s*(?:This content can['’]t be displayed\.?\s*)?$/;
/** Limits of depth and number for nested blocks. */
const DEEP = 12;
const MOST = 200;

const text = z.string().max(40_000).optional().catch(undefined);
const list = z.array(z.unknown()).optional().catch(undefined);
const attachment = z.object({
  is_share: z.boolean().optional().catch(undefined),
  is_msg_unfurl: z.boolean().optional().catch(undefined),
  /** A link preview, which isn't part of the message. */
  from_url: text,
  service_name: text,
  pretext: text,
  title: text,
  text,
  fallback: text,
  fields: list,
  blocks: list,
  message_blocks: list,
});
type Attachment = z.output<typeof attachment>;
const message = z.object({ text: z.string().nullish().catch(undefined), blocks: list, attachments: list });

/** Never throws: anything of another form is empty. */
export function contentOf(value: unknown): Written {
  const parsed = message.safeParse(value);
  if (!parsed.success) return { text: "" };
  const own = parsed.data.text ?? "";
  const attached = attachedTo(parsed.data.attachments);
  if (!NONE.test(own)) return { text: own, forwarded: attached };
  const shown = inBlocks(parsed.data.blocks);
  return shown === "" ? { text: attached } : { text: shown, forwarded: attached };
}

/** Forwarded text, before text that an app attached. */
function attachedTo(attachments: readonly unknown[] | undefined): string {
  const all = (attachments ?? []).slice(0, MOST).flatMap((one) => attachment.safeParse(one).data ?? []);
  const shared = all.filter(({ is_share, is_msg_unfurl }) => is_share || is_msg_unfurl);
  const own = all.filter(({ from_url, service_name }) => from_url === undefined && service_name === undefined);
  return joined((shared.length > 0 ? shared : own).map(saidIn));
}

function saidIn({ pretext, title, text: said, fields, blocks, message_blocks, fallback }: Attachment): string {
  const shown = joined([pretext, title, said, ...(fields ?? []).map(inField)]) || inBlocks(blocks) || inBlocks(message_blocks);
  // "[28. nov.] kari: hva er …"
  return shown || (fallback ?? "").replace(/^\[[^\]]{0,40}\] [^:]{0,80}: /, "");
}

const joined = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join("\n");

function inField(field: unknown): string {
  const { title, value } = z.object({ title: text, value: text }).catch({}).parse(field);
  return joined([title, value]);
}

const inBlocks = (blocks: readonly unknown[] | undefined): string => joined((blocks ?? []).slice(0, MOST).map((one) => words(one, 0)));

const block = z.object({
  type: z.string(),
  text: z.unknown().optional(),
  fields: list,
  elements: list,
  /** The text of a nested message. */
  message: z.object({ blocks: list }).optional().catch(undefined),
  name: text,
  url: text,
  user_id: text,
  fallback: text,
});
type Block = z.output<typeof block>;

/** Buttons, menus and pictures have no text; mentions are written as in a text. */
function words(value: unknown, depth: number): string {
  const parsed = block.safeParse(value);
  if (!parsed.success || depth > DEEP) return typeof value === "object" && value !== null ? inMessage(value, depth) : "";
  const { type, name, url, user_id, fallback } = parsed.data;
  switch (type) {
    case "actions":
    case "input":
    case "image":
    case "context_actions":
      return "";
    case "emoji":
      return `:${name}:`;
    case "user":
      return `<@${user_id}>`;
    case "link":
      return `<${url}|${typeof parsed.data.text === "string" ? escaped(parsed.data.text) : ""}>`;
    case "date":
      return fallback ?? "";
    case "plain_text":
    case "text":
      return typeof parsed.data.text === "string" ? escaped(parsed.data.text) : "";
    default:
      return inside(parsed.data, depth);
  }
}

/** Mrkdwn and Markdown are used as they are, other blocks element by element, with those of a line joined. */
function inside({ type, text: own, fields, elements }: Block, depth: number): string {
  const said = typeof own === "string" ? own : own === undefined ? "" : words(own, depth + 1);
  const parts = [...(fields ?? []), ...(elements ?? [])].slice(0, MOST).map((one) => words(one, depth + 1));
  const line = /^rich_text_(?:section|quote|preformatted)$/.test(type);
  return joined([said, parts.filter(Boolean).join(line ? "" : "\n")]);
}

function inMessage(value: object, depth: number): string {
  const { message: within } = value as { message?: unknown };
  const { blocks } = z.object({ blocks: list }).catch({}).parse(within);
  return depth > DEEP ? "" : joined((blocks ?? []).slice(0, MOST).map((one) => words(one, depth + 1)));
}
