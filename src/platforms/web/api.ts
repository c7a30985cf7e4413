// What the page and the server say to each other, as schemas: inputs are checked with them, and the OpenAPI document is made of them.
import { z } from "zod";
import { CLAIMED, DECISIONS, LANGUAGE_FROM, LANGUAGES, MOVES, RELATIONS } from "../../chat.js";

const language = z.enum(LANGUAGES);
/** Made by the page at random, so that nobody can ask on in another's conversation. */
const id = z.uuid("expected a UUID");
const text = (most: number) => z.string().max(most, `expected at most ${most} characters`);

export const askInput = z.strictObject({
  text: text(4000).trim().min(1, "expected a question").describe("The question, in the person's own words."),
  person: id.describe("A random id that stands for the person."),
  conversation: id.describe("Messages under the same id are one dialogue."),
  locale: text(35).optional().describe("BCP 47 tag of the user interface: decides where the question tells no language."),
  language: language.optional().describe("A chosen language, which wins over the question's."),
  edits: id.optional().describe("The answer whose question this one takes the place of."),
});
export const feedbackInput = z.strictObject({ person: id, answer: id, verdict: z.enum(["helpful", "unhelpful"]) });
export const forgetInput = z.strictObject({ person: id });
export const guideInput = z.strictObject({ language });
export const searchInput = z.strictObject({ text: text(200), language, limit: z.coerce.number().int().min(1).max(50).default(10) });
export const sectionInput = z.strictObject({ document: text(200), heading: text(500) });

const number = z.number();
const strings = z.array(z.string());
const phrase = z.object(Object.fromEntries(LANGUAGES.map((one) => [one, z.string()])) as Record<(typeof LANGUAGES)[number], z.ZodString>);
const url = z.string().nullable();
const source = z.object({
  document: z.string(),
  title: z.string(),
  publisher: z.string(),
  language,
  url: url.describe("Where it is to be read."),
  checked: z.string(),
  checkedOn: phrase.describe("The day of `checked` as readers write it."),
  reviewBy: z.string(),
});
const credit = z.object({
  document: z.string(),
  label: z.string(),
  title: z.string(),
  url: url.describe("Opens the page at the sentence where one is quoted."),
  rest: z.string().describe("Who published it, and when it was last checked."),
  outdated: z.boolean(),
});
const citation = z.object({
  document: z.string(),
  section: z.string(),
  quote: z.string().describe("Whole sentences, verbatim."),
  shown: z.string().describe("The quote with slips of the source mended."),
  url: url.describe("Opens the page at the quote."),
});

const comparedCell = z.object({
  text: z.string(),
  citations: z.array(number.int()).describe("Places in `citations`; none where the source doesn't tell."),
});

export const answer = z.object({
  kind: z.enum(["answer", "clarify", "unknown", "smalltalk"]),
  language,
  text: z.string().describe("The bot's own words, without items, choices and quotes."),
  layout: z.enum(["plain", "fact", "overview", "list", "compare"]),
  items: z.array(z.object({ label: z.string(), text: z.string(), citation: number.int(), ask: z.string().optional() })),
  comparison: z
    .object({ subjects: strings, rows: z.array(z.object({ aspect: z.string(), cells: z.array(comparedCell) })) })
    .nullable()
    .describe("Subjects side by side: a column for each, a row for each aspect."),
  citations: z.array(citation.extend({ language })),
  sources: z.array(credit).describe("The sources as people read them: label, linked title, and the rest."),
  note: z.string(),
  subjects: strings,
  intent: z.string().nullable(),
  confidence: number.nullable(),
  suggestions: strings,
  choices: strings,
  choiceNames: strings.describe("What tells the choices from each other, one for each."),
  showAll: z.string().nullable().describe("A question for all that the source says of a subject, and its label."),
  elsewhere: z
    .object({ label: z.string(), links: z.array(z.object({ site: z.string(), url: z.string() })) })
    .nullable()
    .describe("Other people's sites: not the source."),
  labels: z
    .object({ quote: z.string(), quotes: z.string(), next: z.string() })
    .describe("Words of the answer's language that stand beside it."),
});

const scored = <const Name extends string>(name: Name) =>
  z.array(z.object({ [name]: z.string(), score: number } as Record<Name, z.ZodString> & { score: z.ZodNumber }));
export const explanation = z.object({
  language,
  languageFrom: z.enum(LANGUAGE_FROM),
  words: strings,
  mended: z.array(z.object({ from: z.string(), to: z.string() })),
  subjects: strings,
  outside: strings,
  fromMemory: z.boolean(),
  intents: scored("intent"),
  candidates: scored("outcome"),
  trust: number.nullable(),
  thresholds: z.object({ answer: number, clarify: number }),
  decision: z.enum(DECISIONS),
  parts: z
    .array(
      z.object({
        words: z.string(),
        decision: z.enum(DECISIONS),
        move: z.enum(MOVES).nullable(),
        subjects: strings,
        asked: z.string().nullable(),
        claim: z.object({ field: z.enum(CLAIMED), value: number, relation: z.enum(RELATIONS).nullable() }).nullable(),
      }),
    )
    .optional()
    .describe("The clauses of the message, each with how it was understood."),
});

export const askOutput = z.object({
  id,
  answer,
  explanation,
  views: z
    .object({ slack: z.unknown(), teams: z.unknown() })
    .describe("The payloads that Slack and Teams would be sent; null where there is none."),
});
export const feedbackOutput = z.object({ outcome: z.enum(["counted", "changed", "same", "unknown"]) });
export const forgetOutput = z.object({
  language: language.nullable(),
  conversations: number,
  answers: number,
  feedback: number,
  questions: number,
});

const subject = z.object({ id: z.string(), name: z.string(), title: z.string() });
const fact = z.object({ id: z.string(), subject: z.string(), text: z.string(), ask: z.string(), citation });
export const guideOutput = z.object({
  forums: z.array(subject.extend({ ask: z.string(), bodies: z.array(subject), facts: z.array(fact) })),
  examples: strings,
  names: z.record(z.string(), z.string()),
  sources: z.array(credit.extend({ headings: strings.describe("Its sections, in its order.") })),
  retentionDays: number,
});
export const searchOutput = z.object({ hits: z.array(fact) });
export const sectionOutput = z.object({ heading: z.string(), paragraphs: strings, language, source });
export const errorOutput = z.object({ error: z.object({ message: z.string() }) });

export type AskInput = z.input<typeof askInput>;
export type PageAnswer = z.output<typeof answer>;
export type PageReply = z.output<typeof askOutput>;
export type PageGuide = z.output<typeof guideOutput>;
export type PageFact = z.output<typeof fact>;
export type PageSection = z.output<typeof sectionOutput>;
