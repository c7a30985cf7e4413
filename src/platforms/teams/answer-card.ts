// Answer → a card: a choice of readings, or the lines of an overview, a list or a comparison.
import type { Answer, Citation, Language } from "../../chat.js";
import { WORDS } from "../../language/index.js";
import { SURFACE } from "../../surface.js";
import { asks, type Block, card, cardMessage, container, heading, type Outgoing, paragraph, row, run, toggle } from "./card.js";
import { ACTIONS, SUGGESTIONS } from "./limits.js";
import { FEEDBACK } from "./message.js";
import { TEAMS } from "./phrases.js";
import { LONGEST, type Showing, sourceLine } from "./showing.js";
import { table } from "./table.js";
import { clip } from "./text.js";

/** Up to this many quotes are shown at once. */
const FEW = 2;

/** A choice: each reading is a button that asks it. */
export function clarify({ answer, choices, language }: Answer, room: number): Outgoing {
  const asked = clip(answer.split("\n")[0] ?? "", LONGEST.title) || WORDS[language].phrases.didYouMean;
  const questions = choices.slice(0, ACTIONS).map((choice) => clip(choice, LONGEST.line * room));
  return cardMessage(card(`${asked} ${questions.join(" / ")}`, [heading(asked), ...asks(questions)]));
}

/** An overview, a list, a comparison: line by line, each with the number of its quote. */
export function listed(answer: Answer, rest: string, showing: Showing, room: number): Outgoing {
  const { language, lead, note, sources } = answer;
  const items = answer.items.slice(0, Math.ceil(LONGEST.items * room));
  const cited = answer.citations.slice(0, Math.ceil(LONGEST.items * room));
  const lines = items.map(({ label, text: told, citation }) => {
    const runs = [
      ...(label === "" ? [] : [run(`${clip(label, LONGEST.title)}: `, { weight: "Bolder" as const })]),
      run(clip(told, LONGEST.line * room)),
    ];
    return row(paragraph(cited.length === 1 || cited[citation] === undefined ? "•" : String(citation + 1), { isSubtle: true }), [
      paragraph(runs),
    ]);
  });
  const sections = [...new Set(cited.map(({ document, section }) => JSON.stringify([document, section])))];
  const whole = sections.length === 1 ? section(cited[0] as Citation, showing, language) : [];
  const quotes = container(quoteBlocks(cited, language, room), { id: "quotes", isVisible: cited.length <= FEW, separator: true });
  const actions = [
    ...(cited.length > FEW ? [toggle(TEAMS[language].showQuotes, "quotes")] : []),
    ...(whole.length > 0 ? [toggle(SURFACE[language].whole, "section")] : []),
  ];
  const next = answer.suggestions.slice(0, SUGGESTIONS).map((question) => clip(question, LONGEST.title));
  const body = [
    lead === "" ? undefined : heading(clip(lead, LONGEST.line * room)),
    ...(answer.comparison === null ? lines : [table(answer.comparison, room)]),
    rest === "" ? undefined : paragraph(clip(rest, LONGEST.line * room)),
    note === "" ? undefined : paragraph(clip(note, LONGEST.line * room), { italic: true, isSubtle: true }),
    actions.length === 0 ? undefined : { type: "ActionSet", actions },
    quotes,
    whole.length > 0 ? container(whole, { id: "section", isVisible: false, separator: true }) : undefined,
    ...sources.map((source) => paragraph(clip(sourceLine(source, language, showing), LONGEST.line * room), SMALL, { separator: true })),
    ...(next.length > 0 ? [paragraph(`${WORDS[language].phrases.askNext}:`, { weight: "Bolder" }), ...asks(next)] : []),
  ];
  const spoken = answer.comparison === null ? [lead, ...items.map(({ text: told }) => told)].join(" ") : answer.answer;
  return cardMessage(card(spoken, body), FEEDBACK);
}

const SMALL = { size: "Small", isSubtle: true } as const;

function quoteBlocks(cited: readonly Citation[], language: Language, room: number): Block[] {
  const quotes = cited.map(({ shown, section: name }, i) => {
    const below = cited[i + 1]?.section === name ? [] : [paragraph(clip(name, LONGEST.title), SMALL, { spacing: "None" })];
    const mark = cited.length === 1 ? "•" : String(i + 1);
    return row(paragraph(mark, { isSubtle: true }), [paragraph(`«${clip(shown, LONGEST.quote * room)}»`, { italic: true }), ...below]);
  });
  return [paragraph(`${WORDS[language].phrases.quoteLabel}:`, { weight: "Bolder" }), ...quotes];
}

/** The section that a quote stands in, as it stands in the source. Nothing where the guide does not have it. */
export function section(
  { document, section: name }: Pick<Citation, "document" | "section">,
  { guide }: Showing,
  language: Language,
): Block[] {
  const found = guide.section(document, name);
  if (found === undefined) return [];
  const foreign = language !== found.language ? [paragraph(SURFACE[language].inNorwegian, SMALL)] : [];
  return [heading(clip(found.heading, LONGEST.title)), ...foreign, ...found.paragraphs.map((one) => paragraph(clip(one, LONGEST.text)))];
}
