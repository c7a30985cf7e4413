// Bot → the same for texts as people type them: addresses are none of its words, and a message may be read in more ways than one.
import { type Bot, type ChatMessage, DEFAULT_LANGUAGE, type Language, type Memory, type Reply } from "./chat.js";
import { type Command, readCommand } from "./commands.js";
import { languageOfLocale } from "./language/index.js";
import { TEXTS } from "./language/texts.js";
import { withoutLetter, withoutQuotes } from "./letter.js";
import { withoutAddresses } from "./text.js";

export interface Read {
  /** The text that was answered, as it was typed. */
  readonly text: string;
  readonly reply: Reply;
}

export type Reader = (message: ChatMessage, before?: Memory, otherwise?: readonly string[]) => Read;

/**
 * `otherwise`: the same message read otherwise, with the names of whoever is mentioned in it, or what it forwards. That counts where
 * the message itself asks nothing that can be answered: who is mentioned beside a question isn't its subject.
 */
export function createReader(bot: Bot): Reader {
  return (message, before, otherwise = []) => {
    const meant = wordless(message.text, before) ?? commanded(readCommand(message.text));
    if (meant !== undefined) {
      const language = message.language ?? meant.language ?? before?.language ?? languageOfLocale(message.locale) ?? DEFAULT_LANGUAGE;
      return { text: message.text, reply: bot({ ...message, text: TEXTS[language].instead[meant.as], language }, before) };
    }
    const texts = [message.text, ...otherwise];
    const [first = "", ...others] = texts.flatMap(waysOf);
    const said = bot({ ...message, text: first }, before);
    const isOwn = others.length === 0 && (said.answer.kind !== "smalltalk" || first === withoutAddresses(message.text));
    if (isOwn || isWhole(said)) return { text: message.text, reply: said };
    for (const text of texts) {
      // of "Hello" and a signature the question may stand below
      const whole = said.answer.kind === "smalltalk" ? [withoutAddresses(text)] : [];
      for (const way of [...waysOf(text), ...whole]) {
        if (way === first) continue;
        const reply = bot({ ...message, text: way }, before);
        const { kind } = reply.answer;
        if (kind === "answer" || (kind === "smalltalk" && said.answer.kind === "unknown")) return { text, reply };
      }
    }
    return { text: message.text, reply: said };
  };
}

/** What a message comes to that has no words of its own, in any language. */
interface Meant {
  readonly as: keyof (typeof TEXTS)[Language]["instead"];
  readonly language?: Language | undefined;
}

const KIND =
  "👍|👌|🙏|👏|🙌|🎉|💯|✅|❤|🧡|💛|💚|💙|💜|🖤|🤍|🤎|🫶|[😀-😆😉-😍😘-😝🙂🤗🤩🥰☺]|[:;=8xX][-'’o]?[)D\\]pP*]+|<3+|\\^_?\\^|\\(y\\)";
const UNKIND = "👎|[😒😞😟😠😡😣😤😩😭🙁☹🤬🙄]|[:=][-'’]?[(/|\\[]+";
/** Nothing but such signs, in any colour. */
const only = (signs: string): RegExp => new RegExp(`^[\\s!.]*(?:(?:${signs})[\\ufe0f\\u200d\\p{Emoji_Modifier}]*[\\s!.]*)+$`, "u");
const [THANKS, COMPLAINT, SIGNS] = [only(KIND), only(UNKIND), only(`${KIND}|${UNKIND}`)];
/** A picture behind an answer is on that answer; whoever says nothing else ("?", a heart) is told what can be asked. */
function wordless(text: string, before: Memory | undefined): Meant | undefined {
  if (/[\p{L}\p{N}]/u.test(text) && !SIGNS.test(text)) return undefined;
  if (text.trim() === "") return undefined;
  if (before !== undefined && THANKS.test(text)) return { as: "thanks" };
  return { as: before !== undefined && COMPLAINT.test(text) ? "complaint" : "help" };
}

/** Where commands are no commands, on the page and in a terminal, they are questions: none is waved off. */
function commanded(command: Command | undefined): Meant | undefined {
  if (command === undefined) return undefined;
  const { name, language, choice } = command;
  if (name === "forget" || name === "privacy") return { as: "kept", language };
  if (name === "help") return { as: "help", language };
  return name === "language" && choice !== undefined && choice !== "auto" ? { as: "translated", language: choice } : undefined;
}

/** Without any address, a mail's head, what it quotes and its signature; then with those that may be what is asked of. */
function waysOf(text: string): string[] {
  const own = withoutLetter(text);
  const said = withoutQuotes(own);
  return [...new Set([withoutAddresses(said), withoutAddresses(said, false), withoutAddresses(own)])];
}

/** Answered by itself, not by what the conversation was about. */
const isWhole = ({ answer, explanation }: Reply): boolean => answer.kind === "answer" && !explanation.fromMemory;
