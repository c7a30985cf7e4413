// The words of a message → a short hash, stored with its reply: an edit that doesn't change them needs no new answer.
import { createHash } from "node:crypto";

/** Long enough to notice a change, too short to reveal the question. */
export const hashOf = (words: string): string => createHash("sha256").update(words).digest("base64url").slice(0, 8);
