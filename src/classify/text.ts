// Question → what the classifier sees: names masked, and its subjects as marks.
import type { Subject } from "../knowledge/types.js";
import { stemFor } from "../language/index.js";
import { madeOnce } from "../language/remembered.js";
import type { Question } from "../understand/index.js";
import type { Token } from "../understand/normalise.js";
import type { Text } from "./features.js";

/** Replaces a name in the text that intents are matched on: what is asked must not depend on the subject. */
export const MASK = "§";
export const OUTSIDE_MASK = "§o";

type Subjects = Readonly<Record<string, Subject>>;

/** Only where there are several kinds does the kind of a subject say what is asked: “how big is §” of a grant or of a venue. */
const hasKinds = madeOnce((subjects: Subjects) => new Set(Object.values(subjects).flatMap(({ kind }) => kind ?? [])).size > 1);

/** The subjects of a question as features: the subjects, what they belong to and their kinds, or a mark for none. */
export function marksOf(about: readonly string[], subjects: Subjects): string[] {
  if (about.length === 0) return ["nobody"];
  const wholes = new Set(about.map((id) => subjects[id]?.parent ?? id));
  const kinds = new Set(hasKinds(subjects) ? about.flatMap((id) => subjects[id]?.kind ?? []) : []);
  return [...about.map((id) => `s:${id}`), ...[...wholes].map((id) => `f:${id}`), ...[...kinds].map((kind) => `k:${kind}`)];
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
