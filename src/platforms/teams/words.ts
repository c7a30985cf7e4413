// A Teams message → its words: without our mention, quotes, markers and markup, with or without other names.
import { decodeHTMLStrict } from "entities";
import { z } from "zod";
import { type Heard, heard, mark, plainly, unmarked, waysToRead } from "../../mentions.js";
import { says } from "../../text.js";
import { TEXT } from "./limits.js";

/** Limits of the mentions that are looked for, and of their names. */
const MENTIONS = 20;
const NAME = 200;

/** The used fields of an entity. Clients send entities of any form: each is parsed separately. */
const short = z
  .string()
  .transform((text) => text.slice(0, NAME + 20))
  .nullish()
  .catch(null);
const ENTITY = z.object({
  type: z.string().max(100),
  text: short,
  mentioned: z
    .object({ id: z.string().max(500).nullish().catch(null), name: short })
    .nullish()
    .catch(null),
});
/** More than a message can mention. */
export const ENTITIES = z
  .array(z.unknown())
  .transform((all) => all.slice(0, 500).flatMap((one) => ENTITY.safeParse(one).data ?? []))
  .nullish()
  .catch(null);

const ATTACHMENT = z.object({
  contentType: z.enum(["forwardedMessageReference", "text/html"]),
  content: z
    .union([z.string(), z.object({ originalMessageContent: z.string().transform((text) => text.slice(0, 4 * TEXT)) })])
    .transform((content) => (typeof content === "string" ? content.slice(0, 8 * TEXT) : content)),
});
/** The attachments that contain words of the message. */
export const ATTACHMENTS = z
  .array(z.unknown())
  .transform((all) =>
    all
      .slice(0, 50)
      .flatMap((one) => ATTACHMENT.safeParse(one).data ?? [])
      .slice(0, 3),
  )
  .nullish()
  .catch(null);

export interface Spoken {
  readonly text?: string | null | undefined;
  readonly textFormat?: string | null | undefined;
  readonly entities?: z.output<typeof ENTITIES>;
  readonly attachments?: z.output<typeof ATTACHMENTS>;
  readonly recipient?: { readonly id: string; readonly name?: string | null | undefined } | null | undefined;
}

/** All words except our own name, with other names as if they were typed. */
export const wordsOf = (spoken: Spoken): string => tidy(plainly(wordsIn(spoken)));

/** The question, without mentions beside it; if there is none, the forwarded text. */
export const hear = (spoken: Spoken): Heard => heard(wordsIn(spoken), forwarded(spoken));

const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();
/** Decodes only once: a typed entity stays one. */
const decoded = (text: string): string => decodeHTMLStrict(text);

/** The text, or if there is none its HTML version, with names marked. */
function wordsIn(spoken: Spoken): string {
  const { text, textFormat, attachments } = spoken;
  const typed = spokenIn(text ?? "", textFormat === "xml", spoken);
  if (typed.trim() !== "") return typed;
  const twin = (attachments ?? []).find(({ contentType }) => contentType === "text/html")?.content;
  return typeof twin === "string" ? spokenIn(twin, true, spoken) : typed;
}

function spokenIn(text: string, markup: boolean, spoken: Spoken): string {
  const unquoted = withoutMarkers(unmarked(text).slice(0, TEXT));
  const words = withMentions(unquoted, spoken);
  return decoded(markup ? withoutTags(words) : words).slice(0, 2 * TEXT);
}

/** `<quoted …/>` stands for the message that is replied to, `<attachment …>` for one that is forwarded; both come escaped, too. */
const MARKER = String.raw`(?:<|&lt;)(quoted|attachment)(?:(?:\s|&nbsp;)(?:(?!&gt;)[^<>]){0,300})?(?:>|&gt;)`;
const PAIR = new RegExp(String.raw`${MARKER}(?:(?!&lt;)[^<>]){0,500}(?:<|&lt;)\/\1\s?(?:>|&gt;)`, "giu");
const ALONE = new RegExp(String.raw`${MARKER}|(?:<|&lt;)(?:quoted|attachment)\/(?:>|&gt;)`, "giu");
/** What clients of before write for a reply: the message that it is on, in full. Anybody may quote in the same way. */
const BLOCK = /<blockquote\b[^<>]{0,400}>[\s\S]{0,8000}?<\/blockquote>/giu;
const REPLY = /^[^>]*\bitemtype="[^"]*\/Reply"/iu;
/** A mention in the HTML version. */
const SPAN = /<span\b[^<>]{0,400}\/Mention"[^<>]{0,200}>([^<>]{0,400})<\/span>/giu;

function withoutMarkers(text: string): string {
  const marked = text.replace(PAIR, " ").replace(ALONE, " ").replace(SPAN, "<at>$1</at>");
  const unquoted = marked.replace(BLOCK, " ");
  return says(withoutTags(unquoted)) ? unquoted : marked.replace(BLOCK, (block) => (REPLY.test(block) ? " " : block));
}

function withoutTags(text: string): string {
  // an emoji is in its tag's attribute
  return text
    .replace(/<(?:emoji|img)\b[^<>]{0,400}?\balt="([^"<>]{1,20})"[^<>]{0,400}>/giu, " $1 ")
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^<>]{0,100}>/giu, "\n")
    .replace(/<[^<>]*>/g, " ");
}

const plainId = (of: string | null | undefined): string | undefined => of?.replace(/^28:/, "").toLowerCase();
const innerOf = (mention: string): string => mention.replace(/<[^<>]*>/g, "");
/** The form in which names are compared: some clients write them differently in text and entity. */
const same = (name: string): string => tidy(decoded(innerOf(name))).toLowerCase();

interface Mention {
  readonly ours: boolean;
  readonly text: string;
  readonly names: readonly string[];
}

function mentionsOf({ entities, recipient }: Spoken): Mention[] {
  const us = plainId(recipient?.id);
  const all = (entities ?? []).flatMap(({ type, text, mentioned }) => {
    if (type !== "mention") return [];
    const ours = us !== undefined && plainId(mentioned?.id) === us;
    const names = [text, mentioned?.name, ours ? recipient?.name : null].flatMap((name) => (name ? same(name) : []));
    return [{ ours, text: text ?? "", names: names.filter((name) => name !== "") }];
  });
  const distinct = [...new Map(all.map((one) => [`${one.ours} ${one.names.join("\n")}`, one])).values()];
  // ours first: it must be found whoever else is mentioned
  return [...distinct.filter(({ ours }) => ours).slice(0, MENTIONS), ...distinct.filter(({ ours }) => !ours).slice(0, MENTIONS)];
}

/** Matches a mention: `<at>Kari</at>`, `<at id="0">Kari</at>`. */
const AT = /<at\b[^<>]{0,200}>([^<>]{0,400})<\/at\s?>/giu;
const ONE = new RegExp(AT.source, "iu");

/**
 * Ours is taken out, others' are marked. Which parts are mentions is told by the entities only: what looks like one in the text may
 * have been typed. But where they say that we are mentioned and it isn't found, it is what stands first.
 */
function withMentions(text: string, spoken: Spoken): string {
  const mentions = mentionsOf(spoken);
  if (mentions.length === 0) return text;
  const called = mentions.some(({ ours }) => ours);
  let found = false;
  const put = ({ ours, text: own }: Mention, name = innerOf(own)): string => {
    found ||= ours;
    return ours ? " " : mark(name.slice(0, NAME));
  };
  let words = text.replace(AT, (whole, inside: string) => {
    const one = mentions.find(({ names }) => names.includes(same(inside)));
    return one === undefined ? whole : put(one, inside);
  });
  // without a tag: verbatim or escaped
  for (const one of mentions.filter(({ text: own }) => own.length > 1 && !own.includes("<")))
    for (const written of new Set([one.text, one.text.replace(/&/g, "&amp;")]))
      if (words.includes(written)) words = words.split(written).join(put(one));
  return called && !found ? withoutFirst(words, mentions) : words;
}

/** The first that is written as a mention, if only others' stand before it; else our name as plain text. */
function withoutFirst(words: string, mentions: readonly Mention[]): string {
  const first = words.search(AT);
  if (first >= 0 && waysToRead(words.slice(0, first)).length === 0) return words.slice(0, first) + words.slice(first).replace(ONE, " ");
  const start = words.trimStart().replace(/^@/, "");
  const names = mentions.filter(({ ours }) => ours).flatMap(({ names: own }) => own);
  const name = names.find((one) => start.toLowerCase().startsWith(one) && !/^[\p{L}\p{N}]/u.test(start.slice(one.length)));
  return name === undefined ? words : start.slice(name.length);
}

/** The text of a forwarded message in an attachment: HTML, often within JSON. */
function forwarded(spoken: Spoken): string {
  const parts = (spoken.attachments ?? []).filter(({ contentType }) => contentType === "forwardedMessageReference");
  return parts
    .map(({ content }) => spokenIn(typeof content === "string" ? originalIn(content) : content.originalMessageContent, true, spoken))
    .join("\n");
}

const ORIGINAL = z.object({ originalMessageContent: z.string() });

function originalIn(content: string): string {
  try {
    return ORIGINAL.safeParse(JSON.parse(content)).data?.originalMessageContent ?? "";
  } catch {
    return "";
  }
}
