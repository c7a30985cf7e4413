// Bot → the same for texts as people type them: addresses are none of its words, and a message may be read in more ways than one.
import type { Bot, ChatMessage, Memory, Reply } from "./chat.js";
import { TEXTS } from "./language/texts.js";
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

/** A thumb, a heart or folded hands behind an answer, and nothing else, in any colour. */
const THANKS = /^[\s!.]*(?:(?:👍|👌|🙏|👏|🙌|🎉|❤|🧡|💛|💚|💙|💜|🖤|🤍|🤎)[\ufe0f\p{Emoji_Modifier}]*[\s!.]*)+$/u;

/** Without any address, and with the bare names of hosts, since those may be words of the question. */
const waysOf = (text: string): string[] => [...new Set([withoutAddresses(text), withoutAddresses(text, false)])];

/** Answered by itself, not by what the conversation was about. */
const isWhole = ({ answer, explanation }: Reply): boolean => answer.kind === "answer" && !explanation.fromMemory;
