// A message that came again under a new id → known: Teams may deliver once more what it believes undelivered, with another id.
import { createHash } from "node:crypto";

const WINDOW = 60_000;

export interface Repeats {
  /** Whether it says the same as the dialogue's last message, which is under way or was answered less than a minute ago. */
  repeated(dialogue: string, text: string): boolean;
  accepted(dialogue: string, text: string): void;
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
    repeated: (dialogue, text) => {
      expire();
      return last.get(dialogue)?.hash === hashOf(text);
    },
    accepted: (dialogue, text) => {
      last.delete(dialogue);
      last.set(dialogue, { hash: hashOf(text), at: now() });
    },
    forget: (dialogue) => void last.delete(dialogue),
  };
}
