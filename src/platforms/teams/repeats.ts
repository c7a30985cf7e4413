// Recognises a message that is redelivered with a new id, as Teams may do if it believes it undelivered.
import { createHash } from "node:crypto";

const WINDOW = 60_000;

export interface Message {
  readonly text: string;
  /** When the person sent it, in Teams' format. */
  readonly sent: string | undefined;
}

export interface Repeats {
  /**
   * Undefined where it is the dialogue's last message once more: sent by Teams again, or by somebody who has no answer yet. Else it
   * is the last one from now on, so that two at a time are told apart too; what is given back undoes that.
   */
  begin(dialogue: string, message: Message): (() => void) | undefined;
  /** Its answer was delivered: the same question now is a new one. */
  answered(dialogue: string, text: string): void;
  /** The next message isn't a repetition, whatever it says. */
  forget(dialogue: string): void;
}

interface Last {
  readonly hash: string;
  readonly at: number;
  readonly sent: string | undefined;
  answered: boolean;
}

/** Only the last message counts: “why” after another question is a new question. Kept as hashes, for a minute. */
export function createRepeats(now: () => number): Repeats {
  const last = new Map<string, Last>();
  const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64");
  /** After the clock was set back nothing counts as recent. */
  const isRecent = ({ at }: Last): boolean => now() >= at && now() - at < WINDOW;
  const expire = (): void => {
    for (const [dialogue, one] of last) {
      if (isRecent(one)) return;
      last.delete(dialogue);
    }
  };
  return {
    begin: (dialogue, { text, sent }) => {
      expire();
      const before = last.get(dialogue);
      const one: Last = { hash: hashOf(text), at: now(), sent, answered: false };
      if (before !== undefined && before.hash === one.hash && isRecent(before)) {
        const teams = before.sent === undefined || sent === undefined || before.sent === sent;
        if (teams || !before.answered) return undefined;
      }
      last.delete(dialogue);
      last.set(dialogue, one);
      return () => {
        if (last.get(dialogue) !== one) return;
        if (before === undefined) last.delete(dialogue);
        else last.set(dialogue, before);
      };
    },
    answered: (dialogue, text) => {
      const one = last.get(dialogue);
      if (one?.hash === hashOf(text)) one.answered = true;
    },
    forget: (dialogue) => void last.delete(dialogue),
  };
}
