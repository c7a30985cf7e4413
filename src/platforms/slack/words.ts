// Slack's markup → what the person wrote: without our own mention, emphasis and emoji; links and names as people see them.
import { withoutQuotes } from "../../letter.js";
import { type Heard, heard, mark, plainly, unmarked } from "../../mentions.js";
import { asksNothing, says, withoutAddresses } from "../../text.js";

/** The words of a message, and those that it forwards or has attached, both in Slack's markup. */
export interface Written {
  readonly text: string;
  readonly forwarded?: string | undefined;
}

/** Text without markup and with single spaces, like most commands. */
const PLAIN = /^(?:[^\s<>&:*_~`]| (?! ))*$/;
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/**
 * The result has none of the characters with a meaning in Slack, so it can be shown anywhere. Links and names are as people
 * see them.
 */
export function readText(text: string, bot: string | undefined): string {
  if (PLAIN.test(text)) return text.trim();
  return unsigned(plainly(marked(text, bot, (_, shown) => shown)))
    .replace(/\s+/g, " ")
    .trim();
}

/** The question: without addresses, and without people mentioned beside it. */
export function hear({ text, forwarded = "" }: Written, bot: string | undefined): Heard {
  const read = (written: string): string => {
    if (PLAIN.test(written)) return unmarked(written);
    const words = marked(written, bot, (address, shown) => (isAddress(address, shown) ? "" : shown));
    // in a command addresses aren't marked as links, and may contain Slack's characters
    return withoutAddresses(words, false);
  };
  // “is that so?” may refer to the quote above it
  const own = read(text);
  return heard(...[withoutQuotes(own), read(forwarded), own].map(unsigned));
}

type Link = (address: string, shown: string) => string;

/** Converts Slack's markup for people, groups, channels and links, and marks names. */
function marked(text: string, bot: string | undefined, link: Link): string {
  const read = unmarked(text).replace(/<([^<>]*)>/g, (_, inside: string) => ` ${entity(inside, bot, link)} `);
  const words = read.replace(/&(?:amp|lt|gt);/g, (sign) => ENTITIES[sign] as string);
  const without = words.replace(EMOJI, emoji);
  return says(without) ? without : pictured(words);
}

/** `@U1|kari` and `!subteam^S1|@norge` are names; `!here` and `@U1` are dropped; dates and links become their visible text. */
function entity(inside: string, bot: string | undefined, link: Link): string {
  const [what = "", ...rest] = inside.split("|");
  const label = rest.join("|");
  if (what === `@${bot}`) return "";
  if (/^!date\b/.test(what)) return label;
  if (/^[@#!]/.test(what)) return mark(label);
  return link(what, label || what.replace(/^(?:mailto|tel):/, ""));
}

/** A label other than the address itself is part of the question; so are a telephone number's digits. */
const isAddress = (address: string, shown: string): boolean =>
  asksNothing(shown) || address === shown || (address.startsWith("tel:") && !/\p{L}/u.test(shown));

/** `:wave::skin-tone-2:`: a run of names between colons. One without a letter is a time of day, except these. */
const NAME = ":(?:100|1234|-1|(?=[^\\s:]{0,80}[\\p{L}+])[\\p{Ll}\\p{Lo}\\p{N}_+'-]{1,80}):";
const EMOJI = new RegExp(`(?:${NAME})+`, "gu");
const WORD = /[\p{L}\p{N}]/u;

/** Between two words, as in “a:b:c”, it isn't an emoji, unless no word is written like that. */
function emoji(run: string, at: number, whole: string): string {
  const inside = WORD.test(whole[at - 1] ?? " ") && WORD.test(whole[at + run.length] ?? " ");
  return inside && !/::|_/.test(run) ? run : " ";
}

/** Nothing but emoji: one that says thanks, or the opposite, is read as the picture that it is. */
function pictured(words: string): string {
  const names = words.match(EMOJI)?.flatMap((run) => run.split(":")) ?? [];
  const left = words.replace(EMOJI, emoji);
  const [kind, unkind] = [THANKS, COMPLAINT].map((signs) => names.some((name) => signs.test(name)));
  return kind ? `${left} 👍` : unkind ? `${left} 👎` : left;
}
const THANKS =
  /^(?:\+1|thumbsup|thumbsup_all|(?:\w+_)?heart(?:_\w+|s)?|hearts|pray|clap|ok_hand|raised_hands|tada|takk|thanks|thank_?you|100|white_check_mark|(?:\w+_)?smil(?:e|ey|ing_face)(?:_\w+)?|grin(?:ning)?|blush|wink|hugging_face|star-struck)$/;
const COMPLAINT = /^(?:-1|thumbsdown|angry|rage|disappointed|confused|(?:slightly_|white_)?frowning(?:_face)?|cry|sob|unamused)$/;

/** Removes the characters with a meaning in Slack. */
const unsigned = (text: string): string => text.replace(/[<>*_~`]/g, " ");
