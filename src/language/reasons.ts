// Explanation → lines that tell in the reader's words why an answer came out as it did: every platform shows these.
// No id and no term of the program is in them. The page is bundled with this: it imports types only, and is given the words.
import type { Claim, Decision, ExplainedPart, Explanation } from "../chat.js";
import type { OutcomeName, Reasons } from "./schema/reasons.js";

/** What ids are called in the reader's language: `Guide.names`. */
export type Names = Readonly<Record<string, string>>;

export interface ReasonItem {
  readonly text: string;
  /** How likely, 0 to 1; undefined where no figure is told. */
  readonly share?: number;
}

export interface ReasonLine {
  readonly label: string;
  /** All of it, for whoever shows plain lines. */
  readonly text: string;
  /** The same in pieces, for whoever draws them, and what stands behind them. */
  readonly items?: readonly ReasonItem[];
  readonly note?: string;
  /** Of a share that is held against it. */
  readonly threshold?: number;
}

/** So many readings are shown, and so many facts of one. */
const MOST_ITEMS = 3;
const MOST_PARTS = 8;
const LONGEST_WORDS = 120;
/** What is less likely says nothing to a reader. */
const LEAST = 0.05;

/** What may be told in figures: what was refused, or was clear without reckoning, has none. */
const FIGURES: Readonly<Record<Decision, "sure" | "shares" | "none" | "refused">> = {
  answered: "sure",
  severalFacts: "sure",
  ambiguous: "shares",
  notInSource: "refused",
  notUnderstood: "refused",
  noSuchValue: "refused",
  outsideName: "refused",
  unknownWords: "refused",
  otherLanguage: "refused",
  bareName: "none",
  bareTopic: "none",
  knownPhrase: "none",
  severalQuestions: "none",
  sameQuestion: "none",
  more: "none",
  tooMany: "none",
  error: "refused",
};

export function explainInWords(explanation: Explanation, names: Names, reasons: Reasons): readonly ReasonLine[] {
  const { labels } = reasons;
  const { decision, mended, outside, words, parts = [] } = explanation;
  const reason = { label: labels.reason, text: reasons.decisions[decision] };
  if (decision === "error") return [reason];
  const name = nameIn(names, reasons);
  const several = parts.length > 1;
  const from = reasons.languageFrom[explanation.languageFrom];
  return [
    { label: labels.language, text: `${reasons.languages[explanation.language]} (${from})` },
    ...(several ? [] : listed(labels.words, words)),
    ...listed(
      labels.mended,
      mended.map((one) => `${one.from} → ${one.to}`),
    ),
    ...listed(labels.outside, outside.map(name)),
    ...(several ? partLines(parts, name, reasons) : meaning(explanation, name, reasons)),
    reason,
  ];
}

/** What one clause means, what else it might have, and how sure that is. */
function meaning(explanation: Explanation, name: Name, reasons: Reasons): ReasonLine[] {
  const { decision, subjects, fromMemory, intents, candidates, trust, thresholds, parts } = explanation;
  const { labels } = reasons;
  const part = parts?.[0];
  const figures = FIGURES[decision];
  const told = figures === "sure" || figures === "shares";
  const scored = (of: readonly (readonly [text: string, share: number])[]): ReasonItem[] =>
    once(of.filter(([, share], i) => i === 0 || share >= LEAST).map(([text, share]) => (told ? { text, share } : { text }))).slice(
      0,
      MOST_ITEMS,
    );
  const questions = intents.map(({ intent, score }) => [askedIn(intent, subjects, name), score] as const);
  const asked = told && questions.length > 0 ? scored(questions) : textsOf(part, name);
  const shown = figures === "none" ? [] : candidates;
  const found = shown.filter(({ outcome }) => isReading(outcome, reasons) && (figures !== "refused" || TELLING.test(outcome)));
  const sure = figures === "sure" && trust !== null && trust >= thresholds.answer;
  return [
    ...moveLine(part, reasons),
    ...(subjects.length > 0 || decision === "ambiguous" ? [whom(subjects.map(name), fromMemory, reasons)] : []),
    ...(asked.length > 0 ? [line(labels.asked, asked, reasons)] : []),
    ...claimLine(part, reasons),
    ...(found.length > 0
      ? [
          line(
            figures === "refused" ? labels.near : labels.candidates,
            scored(found.map(({ outcome, score }) => [outcomeIn(outcome, name, reasons), score])),
            reasons,
          ),
        ]
      : []),
    ...(sure ? [sureness(trust, thresholds.answer, reasons)] : []),
  ];
}

/** Each clause of several in one line: its words, what they mean, and what came of them. */
function partLines(parts: readonly ExplainedPart[], name: Name, reasons: Reasons): ReasonLine[] {
  const { labels, quotes } = reasons;
  return parts.slice(0, MOST_PARTS).map((part, i) => {
    const found: readonly (readonly [string, string])[] = [
      ...moveLine(part, reasons).map(({ label, text }) => [label, text] as const),
      ...(part.subjects.length > 0 ? [[labels.subjects, part.subjects.map(name).join(", ")] as const] : []),
      ...textsOf(part, name).map(({ text }) => [labels.asked, text] as const),
      ...claimLine(part, reasons).map(({ label, text }) => [label, text] as const),
    ];
    const told = found.map(([label, text]) => sentence(`${label}: ${text}`));
    const words = sentence(`${quotes[0]}${shortened(part.words)}${quotes[1]}`);
    return { label: fill(labels.part, String(i + 1)), text: [words, ...told, reasons.decisions[part.decision]].join(" ") };
  });
}

function whom(texts: readonly string[], fromMemory: boolean, { labels, unsaid, fromConversation }: Reasons): ReasonLine {
  const text = texts.join(", ") || unsaid;
  const items = texts.map((one) => ({ text: one }));
  const all = { label: labels.subjects, text, items };
  return fromMemory && texts.length > 0 ? { ...all, text: `${text} (${fromConversation})`, note: fromConversation } : all;
}

type Name = (id: string) => string;

/** An intent is told with a gap for whom it is asked of. */
const askedIn = (id: string, [subject, ...others]: readonly string[], name: Name): string =>
  subject === undefined || others.length > 0 ? name(id) : name(id).replace("…", name(subject));

function nameIn(names: Names, { intents, moves, outcomes, other }: Reasons): Name {
  const own: Names = { ...intents, ...Object.fromEntries(Object.entries(moves).map(([move, text]) => [`dialogue.${move}`, text])) };
  return (id) => names[id] ?? own[id] ?? (id === "dialogue.aside" ? outcomes.aside : other);
}

/** What a clause was recognised as, without a question, is no answer to it. */
const isReading = (outcome: string, { outcomes }: Reasons): boolean =>
  TELLING.test(outcome) || Object.hasOwn(outcomes, outcome.split(":")[0] ?? "");

/** Readings that name something: what is close to a refused question. */
const TELLING = /^(told|elsewhere):/;

interface Frame {
  readonly name: string;
  readonly list?: string;
  readonly subject?: string | null;
  readonly subjects?: readonly string[];
  readonly topics?: readonly string[];
}

/** `told:a+b`, `told:{"name":"list", …}`, `whose:a+b`, `untold`, an intent. */
function outcomeIn(outcome: string, name: Name, { outcomes, other }: Reasons): string {
  const isOutcome = (kind: string): kind is OutcomeName => Object.hasOwn(outcomes, kind);
  const join = (ids: readonly string[], between: string): string =>
    `${[...new Set(ids.map(name))].slice(0, MOST_ITEMS).join(between)}${ids.length > MOST_ITEMS ? " …" : ""}`;
  const phrase = (kind: OutcomeName, ids: readonly string[], between: string): string =>
    fill(outcomes[kind], join(ids, between), "what").replace(/: $/, "");
  const [, kind = outcome, rest = ""] = /^(\w+):(.*)$/s.exec(outcome) ?? [];
  if (kind === "told" && rest.startsWith("{")) {
    const { name: frame, list, subject, subjects = [], topics = [] } = JSON.parse(rest) as Frame;
    if (list !== undefined) return name(list);
    return isOutcome(frame) ? phrase(frame, [...subjects, ...topics, ...(subject ? [subject] : [])], ", ") : other;
  }
  const ids = rest.split("+").filter(Boolean);
  if (kind === "told") return join(ids, " · ");
  return isOutcome(kind) ? phrase(kind, ids, " · ") : name(kind);
}

const moveLine = (part: ExplainedPart | undefined, { labels, moves }: Reasons): ReasonLine[] =>
  part?.move ? [{ label: labels.move, text: moves[part.move] }] : [];

const claimLine = (part: ExplainedPart | undefined, reasons: Reasons): ReasonLine[] =>
  part?.claim ? [{ label: reasons.labels.claim, text: claimIn(part.claim, reasons) }] : [];

function claimIn({ field, value, relation }: Claim, { claims, years }: Reasons): string {
  switch (field) {
    case "year":
      return fill(years[relation ?? "in"], String(value));
    case "perYear":
      if (value > 0 && value < 1) return fill(claims.rarely, String(Math.round(1 / value)));
      return value === 1 ? claims.once : fill(claims.perYear, String(Math.round(value)));
    case "members":
      return value === 1 ? claims.member : fill(claims.members, String(value));
    case "count":
      return fill(claims.count, String(value));
  }
}

function sureness(trust: number, threshold: number, reasons: Reasons): ReasonLine {
  const note = `${reasons.labels.threshold}: ${percentIn(threshold, reasons)}`;
  const item = { text: "", share: trust };
  return { label: reasons.labels.sure, text: `${percentIn(trust, reasons)}. ${note}.`, items: [item], note, threshold };
}

function line(label: string, items: readonly ReasonItem[], reasons: Reasons): ReasonLine {
  const texts = items.map(({ text, share }) => (share === undefined ? text : `${text} (${percentIn(share, reasons)})`));
  return { label, text: texts.join(", "), items };
}

const listed = (label: string, texts: readonly string[]): ReasonLine[] =>
  texts.length === 0 ? [] : [{ label, text: texts.join(", "), items: texts.map((text) => ({ text })) }];

const textsOf = (part: ExplainedPart | undefined, name: Name): ReasonItem[] =>
  part?.asked ? [{ text: askedIn(part.asked, part.subjects, name) }] : [];

/** Two ids of one name are one reading to whoever reads. */
const once = (items: readonly ReasonItem[]): ReasonItem[] =>
  [...new Map([...items].reverse().map((item) => [item.text, item])).values()].reverse();

/** 0.996 is not certain: it is no 100 %. */
export function percentIn(share: number, { percent }: Pick<Reasons, "percent">): string {
  const rounded = Math.round(share * 100);
  return fill(percent, rounded === 100 && share < 1 ? ">99" : rounded === 0 && share > 0 ? "<1" : String(rounded));
}

const fill = (text: string, value: string, name = "n"): string => text.split(`{${name}}`).join(value);

const sentence = (text: string): string => (/[.?!…]$/.test(text) ? text : `${text}.`);

const shortened = (words: string): string => {
  const all = [...words.replace(/\s+/g, " ")];
  return all.length > LONGEST_WORDS ? `${all.slice(0, LONGEST_WORDS).join("")}…` : all.join("");
};
