// Slack's markup → what the person wrote: our own mention is taken out, links and names show what people see, emphasis and emoji go.
import { withoutQuotes } from "../../letter.js";
import { type Heard, heard, mark, plainly, unmarked } from "../../mentions.js";
import { asksNothing, says, withoutAddresses } from "../../text.js";

/** What a message says: its own words, and those that it forwards or that stand in its attachments. Both in Slack's markup. */
export interface Written {
  readonly text: string;
  readonly forwarded?: string | undefined;
}

/** Nothing in it is markup, and words stand one space apart: so are most commands. */
const PLAIN = /^(?:[^\s<>&:*_~`]| (?! ))*$/;
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/**
 * What comes out has none of the characters that Slack gives a meaning to, so it can be shown again anywhere. Links and names stand
 * in it as people see them.
 */
export function readText(text: string, bot: string | undefined): string {
  if (PLAIN.test(text)) return text.trim();
  return unsigned(plainly(marked(text, bot, (_, shown) => shown)))
    .replace(/\s+/g, " ")
    .trim();
}

/** What is asked: addresses are no words of it, and who is mentioned beside a question isn't either. */
export function hear({ text, forwarded = "" }: Written, bot: string | undefined): Heard {
  const read = (written: string): string => {
    if (PLAIN.test(written)) return unmarked(written);
    const words = marked(written, bot, (address, shown) => (isAddress(address, shown) ? "" : shown));
    // in a command they are not marked as links, and have signs of Slack's in them
    return withoutAddresses(words, false);
  };
  // what is quoted above a question may be what "is that so?" is about
  const own = read(text);
  return heard(...[withoutQuotes(own), read(forwarded), own].map(unsigned));
}

type Link = (address: string, shown: string) => string;

/** Of what Slack writes for people, groups, channels and links, names are marked. */
function marked(text: string, bot: string | undefined, link: Link): string {
  const read = unmarked(text).replace(/<([^<>]*)>/g, (_, inside: string) => ` ${entity(inside, bot, link)} `);
  const words = read.replace(/&(?:amp|lt|gt);/g, (sign) => ENTITIES[sign] as string);
  const without = words.replace(EMOJI, emoji);
  return says(without) ? without : pictured(words);
}

/** `@U1|kari` and `!subteam^S1|@norge` name somebody; `!here` and `@U1` show nothing; a date and a link are what people see of them. */
function entity(inside: string, bot: string | undefined, link: Link): string {
  const [what = "", ...rest] = inside.split("|");
  const label = rest.join("|");
  if (what === `@${bot}`) return "";
  if (/^!date\b/.test(what)) return label;
  if (/^[@#!]/.test(what)) return mark(label);
  return link(what, label || what.replace(/^(?:mailto|tel):/, ""));
}

/** A label that isn't the address itself is a word of the question; of a telephone number, digits are. */
const isAddress = (address: string, shown: string): boolean =>
  asksNothing(shown) || address === shown || (address.startsWith("tel:") && !/\p{L}/u.test(shown));

/** `:wave::skin-tone-2:`: a run of names between colons. One without a letter is a clock time, but for these. */
const NAME = ":(?:100|1234|-1|(?=[^\\s:]{0,80}[\\p{L}+])[\\p{Ll}\\p{Lo}\\p{N}_+'-]{1,80}):";
const EMOJI = new RegExp(`(?:${NAME})+`, "gu");
const WORD = /[\p{L}\p{N}]/u;

/** Between two words, as in "a:b:c", it is none, unless no word is written so. */
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

/** Without the characters that Slack gives a meaning to. */
const unsigned = (text: string): string => text.replace(/[<>*_~`]/g, " ");
