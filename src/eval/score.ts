// Question sets and replies → verdicts: whether each reply cites the sentences that a good one must
// cite.
import { z } from "zod";
import type { Answer } from "../chat.js";

const asked = z.union([
  z.string(),
  z
    .object({ repeat: z.tuple([z.string(), z.number()]) })
    .transform(({ repeat: [text, times] }) => text.repeat(times)),
]);
const turn = z.object({
  q: asked,
  lang: z.string().optional(),
  style: z.string().optional(),
  gold: z.array(z.string()),
  gold_mode: z.enum(["any", "all"]).default("any"),
  must: z.array(z.string()).default([]),
  /** What the reply must not say: a false yes. */
  must_not: z.array(z.string()).default([]),
  /** “The source doesn't say” is as good as the fact without a yes. */
  ok_unknown: z.boolean().default(false),
  optional: z.boolean().default(false),
});
const none = {
  class: z.string(),
  q: asked,
  allowed: z.array(z.string()).default([]),
  must_not: z.array(z.string()).default([]),
  optional: z.boolean().default(false),
};
const row = z.union([
  z.object({
    id: z.string(),
    kind: z.literal("dialogue"),
    lang: z.string(),
    turns: z.array(
      z.union([
        z.object({ kind: z.literal("none"), ...none }),
        z.object({ kind: z.literal("smalltalk"), q: asked }),
        // a scene only sets up the next turn: it may be a question that the bot was trained on
        turn.extend({
          kind: z.literal("question").default("question"),
          scene: z.boolean().default(false),
        }),
      ]),
    ),
  }),
  z.object({ id: z.string(), kind: z.literal("none"), lang: z.string(), ...none }),
  z.object({
    id: z.string(),
    kind: z.literal("smalltalk"),
    class: z.string(),
    lang: z.string(),
    q: asked,
  }),
  turn.extend({
    id: z.string(),
    lang: z.string(),
    kind: z.literal("question").default("question"),
  }),
]);
export const rowsSchema = z.array(row);
export const sentencesSchema = z.array(
  z.object({ id: z.string(), section: z.string(), text: z.string() }),
);

export type Row = z.output<typeof row>;
export type Turn = z.output<typeof turn>;
export type None = Pick<Extract<Row, { kind: "none" }>, keyof typeof none>;
export type Sentence = z.output<typeof sentencesSchema>[number];
export type Verdict =
  | "hit"
  | "padded"
  | "partial"
  | "unsaid"
  | "clarify"
  | "miss"
  | "wrong"
  | "untrue"
  | "malformed"
  | "ok";

const plain = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[•*_«»"“”>]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();

/** The sentences that a reply cites. */
export function citedIn(answer: Answer, sentences: readonly Sentence[]): string[] {
  const quotes = answer.citations.map(({ quote }) => plain(quote));
  return sentences
    .filter(({ text }) =>
      quotes.some(
        (quote) =>
          quote.includes(plain(text)) || (quote.length > 18 && plain(text).includes(quote)),
      ),
    )
    .map(({ id }) => id);
}

const malformed = (answer: Answer, cited: readonly string[]): boolean =>
  answer.kind === "answer" ? cited.length === 0 : answer.citations.length > 0;

/** Words that ask for everything: then other sentences of the same section are welcome. */
const OVERVIEW =
  /^(so |ok )?(hva|kva|what|who|hvem|kven|fortell|fortel|tell|forklar|explain|describe)\b/iu;

/** A question that the source answers. The introduction of a list counts neither way. */
export function scoreTold(asked: Turn, answer: Answer, sentences: readonly Sentence[]): Verdict {
  const cited = citedIn(answer, sentences);
  const says = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => new RegExp(pattern, "iu").test(answer.answer));
  if (asked.optional) return "hit";
  if (malformed(answer, cited)) return "malformed";
  if (answer.kind === "unknown" && says(asked.must_not)) return "untrue";
  if (answer.kind === "unknown" && asked.ok_unknown) return "hit";
  if (answer.kind !== "answer") return answer.kind === "clarify" ? "clarify" : "miss";
  if (
    says(asked.must_not) ||
    asked.must.some((pattern) => pattern.startsWith("^(?!") && !says([pattern]))
  )
    return "wrong";
  const { gold } = asked;
  const sectionOf = (id: string): string | undefined => sentences.find((s) => s.id === id)?.section;
  const wide =
    asked.q.trim().split(/\s+/).length <= 2 || OVERVIEW.test(asked.q.trim()) || gold.length > 2;
  const sections = new Set(gold.map(sectionOf));
  const foreign = cited.filter(
    (id) => !gold.includes(id) && !(wide && sections.has(sectionOf(id))),
  );
  const room = asked.gold_mode === "all" ? 2 : gold.length >= 6 ? gold.length : 1;
  const right =
    asked.gold_mode === "all"
      ? gold.every((id) => cited.includes(id))
      : gold.some((id) => cited.includes(id));
  if (!right)
    return asked.gold_mode === "all" && gold.some((id) => cited.includes(id)) ? "partial" : "wrong";
  if (!asked.must.every((pattern) => new RegExp(pattern, "iu").test(answer.answer)))
    return "unsaid";
  return foreign.length <= room ? "hit" : "padded";
}

/**
 * A question that the source doesn't answer: it must be refused, or answered with what is allowed.
 */
export function scoreNone(asked: None, answer: Answer, sentences: readonly Sentence[]): Verdict {
  const cited = citedIn(answer, sentences);
  if (asked.optional) return "ok";
  if (malformed(answer, cited)) return "malformed";
  if (asked.must_not.some((pattern) => new RegExp(pattern, "iu").test(answer.answer)))
    return "untrue";
  if (
    answer.kind === "unknown" ||
    (answer.kind === "smalltalk" && ["offtopic", "hostile"].includes(asked.class))
  )
    return "ok";
  const extra = cited.filter((id) => !asked.allowed.includes(id)).length;
  if (
    answer.kind === "answer" &&
    cited.some((id) => asked.allowed.includes(id)) &&
    extra <= (asked.class === "false_premise" ? 1 : 0)
  )
    return "ok";
  return answer.kind === "clarify" ? "clarify" : "wrong";
}
