// Bot → the same for text as people type it: without addresses, and trying several ways to read a message.
import type { Bot, ChatMessage, Memory, Reply } from "./chat.js";
import { TEXTS } from "./language/texts.js";
import { withoutAddresses } from "./text.js";

export interface Read {
  /** The text that was answered, as typed. */
  readonly text: string;
  readonly reply: Reply;
}

export type Reader = (message: ChatMessage, before?: Memory, otherwise?: readonly string[]) => Read;

/**
 * `otherwise`: other ways to read the message, with the names mentioned in it or the text it forwards. They are used only if
 * the message itself asks nothing that can be answered: people mentioned beside a question aren't its subject.
 */
export function createReader(bot: Bot): Reader {
  return (message, before, otherwise = []) => {
    if (before !== undefined && THANKS.test(message.text)) {
      const language = message.language ?? before.language;
      return { text: message.text, reply: bot({ ...message, text: TEXTS[language].thumb, language }, before) };
    }
    const texts = [message.text, ...otherwise];
    const [first = "", ...others] = texts.flatMap(waysOf);
    const said = bot({ ...message, text: first }, before);
    if (others.length === 0 || isWhole(said)) return { text: message.text, reply: said };
    for (const text of texts) {
      for (const way of waysOf(text)) {
        if (way === first) continue;
        const reply = bot({ ...message, text: way }, before);
        const { kind } = reply.answer;
        if (kind === "answer" || (kind === "smalltalk" && said.answer.kind === "unknown")) return { text, reply };
      }
    }
    return { text: message.text, reply: said };
  };
}

/** Only a thumb, a heart or folded hands after an answer, in any colour. */
const THANKS = /^[\s!.]*(?:(?:👍|👌|🙏|👏|🙌|🎉|❤|🧡|💛|💚|💙|💜|🖤|🤍|🤎)[\ufe0f\p{Emoji_Modifier}]*[\s!.]*)+$/u;

/** Without addresses, but with bare host names, since those may be words of the question. */
const waysOf = (text: string): string[] => [...new Set([withoutAddresses(text), withoutAddresses(text, false)])];

/** Whether it was answered by itself, not from the conversation. */
const isWhole = ({ answer, explanation }: Reply): boolean => answer.kind === "answer" && !explanation.fromMemory;
