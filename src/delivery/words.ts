// The words of a message → a short hash, kept with its reply: an edit that leaves them as they are needs no other answer.
import { createHash } from "node:crypto";

/** Enough to tell other words from the same; too little to tell what was asked. */
export const hashOf = (words: string): string => createHash("sha256").update(words).digest("base64url").slice(0, 8);
