// Answer → a Slack message: the answer first, then the quote with its section, the source, what to ask next, and the buttons.
import type { Answer, Citation, Language, Source } from "../../chat.js";
import { fill, WORDS } from "../../language/index.js";
import { madeOnce, remembered } from "../../language/remembered.js";
import { SURFACE } from "../../surface.js";
import { actions, type Block, button, context, cut, echo, escaped, mrkdwn, section, sections, sound } from "./blocks.js";
import { BUDGET, LIMITS } from "./limits.js";
import { PHRASES } from "./phrases.js";
import { saidIn } from "./said.js";

export interface Message {
  readonly text: string;
  readonly blocks: Block[];
}

export interface Showing {
  /** The answer's id: buttons carry it. Undefined: nothing can be done with the answer later. */
  readonly id: string | undefined;
  /** `YYYY-MM-DD`: is the source past its review date? */
  readonly today: string;
  /** The question, where the message that asked it isn't seen beside the answer. */
  readonly question?: string | undefined;
  /** Only the asker sees it: it can be shared. */
  readonly shareable?: boolean | undefined;
  /** Said once in a thread: how to ask on. */
  readonly hint?: boolean | undefined;
  /** Finished mrkdwn before the answer. */
  readonly before?: string | undefined;
}

export function render(given: Answer, showing: Showing): Message {
  const answer = tidy(given);
  const { language } = answer;
  const surface = SURFACE[language];
  const said = saidIn(answer);
  const quotes = quotesIn(answer);
  const sources = answer.sources.map((source) => sourceLine(answer, source, showing.today));
  const whole = said.whole && quotes.whole;
  const tools = actions(
    whole || showing.id === undefined ? undefined : button(surface.more, "more", `${language}.${showing.id}`),
    sectionButton(answer),
    showing.shareable && showing.id !== undefined ? button(surface.share, "share", `${language}.${showing.id}`) : undefined,
  );
  const blocks: Block[] = [];
  if (showing.before !== undefined) blocks.push(context(showing.before));
  if (showing.question !== undefined) blocks.push(echo(PHRASES[language].question, showing.question, BUDGET.question));
  blocks.push(...said.blocks, ...quotes.blocks);
  if (!whole) blocks.push(context(mrkdwn(fill(PHRASES[language].dropped, { more: surface.more }), 300)));
  blocks.push(...noteIn(answer), ...sourcesIn(sources), ...asksIn(answer), ...tools);
  if (showing.id !== undefined && answer.kind !== "smalltalk") blocks.push(feedback(showing.id, language));
  if (showing.hint) blocks.push(context(escaped(surface.mention)));
  return { text: textOf(answer, sources), blocks };
}

/** Blocks of a window. */
const WINDOW = { answer: 30, quotes: 50 } as const;

/** For a modal: all of the answer, without the blocks that only messages have. */
export function renderWhole(given: Answer, today: string, question: string | undefined): Block[] {
  const answer = tidy(given);
  const quotes = grouped(answer.citations).map(({ shown, section: heading }) => quoted(shown, LIMITS.text / 2, heading));
  return [
    ...(question === undefined ? [] : [echo(PHRASES[answer.language].question, question, BUDGET.question)]),
    ...sections(answer.answer || WORDS[answer.language].phrases.notUnderstood, WINDOW.answer * LIMITS.text).slice(0, WINDOW.answer),
    ...(quotes.length === 0 ? [] : [section(`*${escaped(quoteLabel(answer))}:*`)]),
    ...quotes.slice(0, WINDOW.quotes).map(section),
    ...noteIn(answer),
    ...sourcesIn(answer.sources.map((source) => sourceLine(answer, source, today))),
    ...asksIn(answer),
  ];
}

/** Without what Slack refuses: characters that no text needs, and texts with nothing in them. */
function tidy(answer: Answer): Answer {
  const some = (texts: readonly string[]): string[] => texts.map(clean).filter((text) => text !== "");
  return {
    ...answer,
    answer: clean(answer.answer),
    lead: clean(answer.lead),
    note: clean(answer.note),
    suggestions: some(answer.suggestions),
    choices: some(answer.choices),
    items: answer.items.map((item) => ({ ...item, label: clean(item.label), text: clean(item.text) })).filter(({ text }) => text !== ""),
    citations: answer.citations.map(cleaned),
  };
}

const clean = (text: string): string => sound(text).trim();
const cleaned = madeOnce((one: Citation): Citation => ({ ...one, shown: clean(one.shown), section: clean(one.section) }));

const quoteLabel = ({ language }: Answer): string => WORDS[language].phrases.quoteLabel;

/** Quotes of one section together, each section where its first quote stood. */
function grouped(citations: Answer["citations"]): Answer["citations"] {
  if (citations.length < 2) return citations;
  const headings = [...new Set(citations.map(({ section: heading }) => heading))];
  return headings.flatMap((heading) => citations.filter((one) => one.section === heading));
}

/** Visibly a quote, in one line, so that no line of it falls out; below it where it stands. */
function quoted(shown: string, limit: number, heading?: string): string {
  const line = (text: string, most: number): string => mrkdwn(text.replace(/\s+/g, " "), most);
  const below = heading ? `\n>_${line(heading, 300)}_` : "";
  return `>${line(`«${shown}»`, limit)}${below}`;
}

/** A quote with where it stands, and without. */
const quotedWhole = madeOnce(({ shown, section: heading }: Citation) => ({
  last: `\n${quoted(shown, Number.POSITIVE_INFINITY, heading)}\n`,
  first: `\n${quoted(shown, Number.POSITIVE_INFINITY)}`,
}));

/** One section for all quotes, so that the client folds many of them. */
function quotesIn(answer: Answer): { blocks: Block[]; whole: boolean } {
  const citations = grouped(answer.citations);
  if (citations.length === 0) return { blocks: [], whole: true };
  let made = `*${escaped(quoteLabel(answer))}:*`;
  let fitting = 0;
  for (const [i, citation] of citations.entries()) {
    const last = citations[i + 1]?.section !== citation.section;
    const quote = quotedWhole(citation)[last ? "last" : "first"];
    if (made.length + quote.length > BUDGET.quotes) break;
    made += quote;
    fitting++;
  }
  if (fitting === 0) made += `\n${quoted(citations[0]?.shown ?? "", BUDGET.quotes / 2, citations[0]?.section)}`;
  return { blocks: [section(made.trimEnd())], whole: fitting === citations.length };
}

const noteIn = ({ note }: Answer): Block[] => (note.trim() === "" ? [] : [context(mrkdwn(note, BUDGET.note))]);

/** By language, as it is while the source is up to date, and after. */
const sourceLines = madeOnce(({ title, publisher, checked }: Source) => {
  const of = (age: "outdated" | undefined) => (language: Language) => {
    const { phrases } = WORDS[language];
    const said = age === undefined ? "" : `, ${phrases[age]}`;
    return sound(`${phrases.source}: ${title}, ${publisher} (${fill(phrases.checked, { date: checked })}${said})`);
  };
  return { fresh: remembered(of(undefined)), outdated: remembered(of("outdated")) };
});

const sourceLine = ({ language }: Answer, source: Source, today: string): string =>
  sourceLines(source)[today > source.reviewBy ? "outdated" : "fresh"](language);

function sourcesIn(all: readonly string[]): Block[] {
  const lines = all.slice(0, LIMITS.contextElements);
  const each = Math.floor(BUDGET.sources / Math.max(1, lines.length));
  return lines.length === 0 ? [] : [context(...lines.map((line) => mrkdwn(line, each)))];
}

function asksIn({ choices, suggestions }: Answer): Block[] {
  const asks = (questions: readonly string[], from: number) =>
    questions.slice(0, 5).map((question, i) => button(question, `ask:${from + i}`, question));
  return [...actions(...asks(choices, 0)), ...actions(...asks(suggestions, 5))];
}

/** Of JSON: a section as a button carries it. */
const placeOf = madeOnce(({ document, section: heading }: Citation): string => JSON.stringify([document, heading]));

/** The sections that the answer quotes, as many as a button can carry. */
function sectionButton({ citations, language }: Answer) {
  const carried = [...new Set(citations.map(placeOf))];
  const written = (): string => `["${language}"${carried.map((place) => `,${place}`).join("")}]`;
  let value = written();
  while (value.length > LIMITS.buttonValue) {
    carried.pop();
    value = written();
  }
  return carried.length === 0 ? undefined : button(SURFACE[language].whole, "section", value);
}

function feedback(id: string, language: Language): Block {
  const { helpful, unhelpful } = SURFACE[language];
  const press = (text: string, verdict: string) => ({
    text: { type: "plain_text" as const, text },
    accessibility_label: text,
    value: `${verdict}.${language}.${id}`,
  });
  return {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: "feedback",
        positive_button: press(helpful, "helpful"),
        negative_button: press(unhelpful, "unhelpful"),
      },
    ],
  };
}

/** What a notification shows and a screen reader reads. */
function textOf(answer: Answer, sources: readonly string[]): string {
  const quotes = answer.citations.map(({ shown }) => `${quoteLabel(answer)}: «${shown}»`);
  const whole = [answer.answer, answer.note, ...quotes, ...sources].filter((part) => part !== "").join("\n\n");
  return cut(whole, LIMITS.topLevelText, escaped) || WORDS[answer.language].phrases.notUnderstood;
}
