// Question → what the classifier sees: names masked, and its subjects as marks.
import type { Subject } from "../knowledge/types.js";
import { stemFor } from "../language/index.js";
import type { Question } from "../understand/index.js";
import type { Token } from "../understand/normalise.js";
import type { Text } from "./features.js";

/** Replaces a name in the text that intents are matched on: what is asked must not depend on the subject. */
export const MASK = "§";
export const OUTSIDE_MASK = "§o";

/** The subjects of a question as features: the subjects and their forums, or a mark for none. */
export function marksOf(about: readonly string[], subjects: Readonly<Record<string, Subject>>): string[] {
  const forums = new Set(about.map((id) => subjects[id]?.parent ?? id));
  return about.length === 0 ? ["nobody"] : [...about.map((id) => `s:${id}`), ...[...forums].map((id) => `f:${id}`)];
}

/** What the classifier sees of a question. `about`: its subjects, including those from memory. */
export function toText(question: Question, about: readonly string[], subjects: Readonly<Record<string, Subject>>): Text {
  const words: string[] = [];
  const concepts: string[] = [];
  for (let i = 0; i < question.tokens.length; ) {
    const mention = question.mentions.find((m) => m.start === i && m.kind !== "topic");
    if (mention === undefined) {
      concepts.push(...(question.concepts.get(i) ?? []));
      words.push((question.tokens[i++] as Token).word);
    } else {
      const mask = mention.kind === "outside" || mention.kind === "place" ? OUTSIDE_MASK : MASK;
      words.push(mask);
      concepts.push(mask);
      i = mention.end;
    }
  }
  const stem = stemFor(question.language);
  return {
    words,
    concepts,
    stems: words.map((word) => (word.startsWith(MASK) ? word : stem(word))),
    marks: [...marksOf(about, subjects), ...(question.outside.length > 0 ? ["outside"] : [])],
  };
}
