// Answer → a Slack message: the answer, the quote that proves it, the source, what to ask next, thumbs.
import type { Answer, Citation, Language } from "../../chat.js";
import { creditOf, inOneLine } from "../../credit.js";
import { fill, WORDS } from "../../language/index.js";
import { madeOnce } from "../../language/remembered.js";
import { SURFACE } from "../../surface.js";
import { actions, type Block, button, context, cut, echo, escaped, mrkdwn, section, sections, sound } from "./blocks.js";
import { BUDGET, LIMITS } from "./limits.js";
import { PHRASES } from "./phrases.js";
import { quoteBlocks, quotesIn, sourcesIn, spokenQuotes } from "./quotes.js";
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
  const { language, kind } = answer;
  const { id, today } = showing;
  const said = saidIn(answer);
  const proof = quotesIn(answer, id);
  const cut = !(said.whole && proof.whole);
  const blocks: Block[] = [];
  if (showing.before !== undefined) blocks.push(context(showing.before));
  if (showing.question !== undefined) blocks.push(echo(PHRASES[language].question, showing.question, BUDGET.question));
  blocks.push(...said.blocks, ...noteIn(answer), ...proof.blocks);
  if (cut) blocks.push(context(mrkdwn(fill(PHRASES[language].dropped, { more: moreLabel(language, proof.opens) }), 300)));
  blocks.push(...sourcesIn(answer.sources, answer.citations, language, today), ...elsewhereIn(answer), ...asksIn(answer));
  blocks.push(...toolsFor(language, showing, cut && !proof.opens));
  if (id !== undefined && (kind === "answer" || kind === "unknown")) blocks.push(feedback(id, language));
  if (showing.hint) blocks.push(context(escaped(SURFACE[language].mention)));
  return { text: textOf(answer, today), blocks };
}

/** What the button is called that opens all of the answer: one among the quotes does so too. */
const moreLabel = (language: Language, quotes: boolean): string => SURFACE[language][quotes ? "showQuotes" : "more"];

function toolsFor(language: Language, { id, shareable }: Showing, more: boolean): Block[] {
  if (id === undefined) return [];
  const { share } = SURFACE[language];
  const value = `${language}.${id}`;
  return actions(
    more ? button(moreLabel(language, false), "more", value) : undefined,
    shareable ? button(share, "share", value) : undefined,
  );
}

/** Blocks of a window. */
const WINDOW = { answer: 30, quotes: 50 } as const;

/** For a modal: all of the answer, without the blocks that only messages have. */
export function renderWhole(given: Answer, today: string, question: string | undefined): Block[] {
  const answer = tidy(given);
  const { language, citations, sources } = answer;
  const { phrases } = WORDS[language];
  const quotes = quoteBlocks(answer).slice(0, WINDOW.quotes);
  return [
    ...(question === undefined ? [] : [echo(PHRASES[language].question, question, BUDGET.question)]),
    ...sections(answer.answer || phrases.notUnderstood, WINDOW.answer * LIMITS.text).slice(0, WINDOW.answer),
    ...noteIn(answer),
    ...(quotes.length === 0 ? [] : [section(`*${escaped(phrases.quoteLabel)}:*`)]),
    ...quotes,
    ...sourcesIn(sources, citations, language, today),
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
    choiceNames: some(answer.choiceNames),
    showAll: some(answer.showAll === null ? [] : [answer.showAll])[0] ?? null,
    items: answer.items
      .map((item) => ({ ...item, label: clean(item.label), text: clean(item.text) }))
      .filter(({ label, text }) => label !== "" || text !== ""),
    citations: answer.citations.map(cleaned),
  };
}

const clean = (text: string): string => sound(text).trim();
const cleaned = madeOnce((one: Citation): Citation => ({ ...one, shown: clean(one.shown), section: clean(one.section) }));

const noteIn = ({ note }: Answer): Block[] => (note.trim() === "" ? [] : [context(mrkdwn(note, BUDGET.note))]);

/** Questions on buttons: readings to choose from, and what to ask next. */
const CHOICES = 5;
const SUGGESTIONS = 3;

/** Other people's sites, in one line. */
function elsewhereIn({ elsewhere }: Answer): Block[] {
  if (elsewhere === null) return [];
  let made = `${mrkdwn(elsewhere.label, BUDGET.elsewhere / 2)}:`;
  for (const { site, url } of elsewhere.links) {
    const link = ` <${mrkdwn(url, Number.POSITIVE_INFINITY)}|${mrkdwn(site.replace(/[|\n]/g, " "), 100)}>`;
    if (made.length + link.length <= BUDGET.elsewhere) made += link;
  }
  return [context(made)];
}

/** Readings, members of a list and what to ask next, each a button that asks its question. */
function asksIn({ choices, choiceNames, suggestions, items, showAll }: Answer): Block[] {
  const asks = (questions: readonly string[], from: number, labels = questions) =>
    questions.slice(0, LIMITS.actionElements).map((question, i) => button(labels[i] ?? question, `ask:${from + i}`, question));
  let room: number = BUDGET.members;
  const members = items.flatMap(({ label, ask = "" }) => {
    room -= 2 * ask.length + label.length;
    return room < 0 || ask.trim() === "" ? [] : [{ label: label || ask, ask }];
  });
  const names = choiceNames.length === choices.length ? choiceNames : choices;
  const next = suggestions.filter((question) => !members.some(({ ask }) => ask === question));
  return [
    ...actions(...asks(choices.slice(0, CHOICES), 0, names)),
    ...actions(
      ...asks(
        members.map(({ ask }) => ask),
        20,
        members.map(({ label }) => label),
      ),
    ),
    ...actions(...asks([...next.slice(0, SUGGESTIONS), ...(showAll === null ? [] : [showAll])], CHOICES)),
  ];
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
function textOf(answer: Answer, today: string): string {
  const { citations, language } = answer;
  const sources = answer.sources.map((source) => sound(inOneLine(creditOf(source, citations, language, today))));
  const whole = [answer.answer, answer.note, ...spokenQuotes(answer), ...sources].filter((part) => part !== "").join("\n\n");
  return cut(whole, LIMITS.topLevelText, escaped) || WORDS[language].phrases.notUnderstood;
}
