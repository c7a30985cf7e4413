// A message that came again under a new id → known: Teams may deliver once more what it believes undelivered, with another id.
import { createHash } from "node:crypto";

const WINDOW = 60_000;

export interface Repeats {
  /**
   * Undefined where it says the same as the dialogue's last message, which is under way or was answered less than a minute ago.
   * Else it is the last one from now on, so that two at a time are told apart too; what is given back undoes that.
   */
  begin(dialogue: string, text: string): (() => void) | undefined;
  /** What comes next is no repetition, whatever it says. */
  forget(dialogue: string): void;
}

/** Only the last one counts: "why" after another question is another question. Kept as hashes, for a minute. */
export function createRepeats(now: () => number): Repeats {
  const last = new Map<string, { readonly hash: string; readonly at: number }>();
  const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64");
  const expire = (): void => {
    for (const [dialogue, { at }] of last) {
      if (now() - at < WINDOW) return;
      last.delete(dialogue);
    }
  };
  return {
    begin: (dialogue, text) => {
      expire();
      const before = last.get(dialogue);
      const one = { hash: hashOf(text), at: now() };
      if (before?.hash === one.hash && one.at - before.at < WINDOW) return undefined;
      last.delete(dialogue);
      last.set(dialogue, one);
      return () => {
        if (last.get(dialogue) !== one) return;
        if (before === undefined) last.delete(dialogue);
        else last.set(dialogue, before);
      };
    },
    forget: (dialogue) => void last.delete(dialogue),
  };
}
