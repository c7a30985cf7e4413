// Answer → a card: which reading is meant, or line by line what an overview, a list or a comparison tells.
import type { Answer, AnswerItem, Citation, Language } from "../../chat.js";
import { creditOf } from "../../credit.js";
import { WORDS } from "../../language/index.js";
import { SURFACE } from "../../surface.js";
import { asks, type Block, card, cardMessage, container, heading, type Outgoing, paragraph, row, run, say, toggle } from "./card.js";
import { ACTIONS } from "./limits.js";
import { FEEDBACK } from "./message.js";
import { LONGEST, linked, type Showing, sourceBlock } from "./showing.js";
import { table } from "./table.js";
import { clip } from "./text.js";

/** Which of these? Each reading is a button that asks it. */
export function clarify({ answer, choices, choiceNames, language }: Answer, room: number): Outgoing {
  const asked = clip(answer.split("\n")[0] ?? "", LONGEST.title) || WORDS[language].phrases.didYouMean;
  const questions = choices.slice(0, ACTIONS).map((choice) => clip(choice, LONGEST.line * room));
  const names = choiceNames.length === choices.length ? choiceNames.map((name) => clip(name, LONGEST.title)) : questions;
  return cardMessage(card(`${asked} ${names.slice(0, ACTIONS).join(" / ")}`, [heading(asked), ...asks(questions, names)]));
}

/** An overview, a list, a comparison. Its quotes are there to check: they are shown on demand. */
export function listed(answer: Answer, rest: string, showing: Showing, room: number): Outgoing {
  const { language, lead, note, sources } = answer;
  const items = answer.items.slice(0, Math.ceil(LONGEST.items * room));
  const cited = answer.citations.slice(0, Math.ceil(LONGEST.items * room));
  const members = new Set(items.map(({ ask }) => ask));
  const next = [...answer.suggestions.filter((question) => !members.has(question)).slice(0, NEXT), answer.showAll ?? ""]
    .map((question) => clip(question, LONGEST.title))
    .filter((question) => question !== "");
  const body = [
    lead === "" ? undefined : heading(clip(lead, LONGEST.line * room)),
    ...(answer.comparison === null ? items.map((item) => line(item, room)) : [table(answer.comparison, room)]),
    rest === "" ? undefined : paragraph(clip(rest, LONGEST.line * room)),
    note === "" ? undefined : paragraph(clip(note, LONGEST.line * room), { italic: true, isSubtle: true }),
    ...sources.map((source) => sourceBlock(creditOf(source, cited, language, showing.today), LONGEST.title * room, { separator: true })),
    ...proof(cited, showing, language, room),
    ...(next.length > 0 ? [paragraph(`${WORDS[language].phrases.askNext}:`, { weight: "Bolder" }), ...asks(next)] : []),
  ];
  const spoken = answer.comparison === null ? [lead, ...items.map(({ text: told }) => told)].join(" ") : answer.answer;
  return cardMessage(card(spoken, body), FEEDBACK);
}

/** Questions to ask next take as much of a card as its lines: two are enough. */
const NEXT = 2;

function line({ label, text: told, ask }: AnswerItem, room: number): Block {
  const ends = told === "" ? "" : ": ";
  const name = label === "" ? [] : [run(`${clip(label, LONGEST.title)}${ends}`, { weight: "Bolder" as const })];
  const rest = told === "" ? [] : [run(clip(told, LONGEST.line * room))];
  return row(paragraph("•", { isSubtle: true }), [paragraph([...name, ...rest])], pressed(clip(label || told, LONGEST.title), ask));
}

/** Buttons that show the quotes, and the section that all of them stand in; and what they show. */
function proof(cited: readonly Citation[], showing: Showing, language: Language, room: number): Block[] {
  if (cited.length === 0) return [];
  const sections = new Set(cited.map(({ document, section: name }) => JSON.stringify([document, name])));
  const whole = sections.size === 1 ? section(cited[0] as Citation, showing, language) : [];
  const actions = [
    toggle(SURFACE[language].showQuotes, "quotes"),
    ...(whole.length > 0 ? [toggle(SURFACE[language].whole, "section")] : []),
  ];
  const hidden = (id: string, blocks: readonly Block[]): Block => container(blocks, { id, isVisible: false, separator: true });
  return [
    { type: "ActionSet", actions },
    hidden("quotes", quoteBlocks(cited, language, room)),
    ...(whole.length > 0 ? [hidden("section", whole)] : []),
  ];
}

/** A line that more is told of asks for it, where its question is one that a person could have typed. */
const pressed = (title: string, ask = ""): Record<string, unknown> =>
  ask === "" || title === "" || ask.length > LONGEST.title ? {} : { selectAction: say(title, ask) };

const SMALL = { size: "Small", isSubtle: true } as const;

/** Below the quotes of a section its name, which leads to the last of them. */
function quoteBlocks(cited: readonly Citation[], language: Language, room: number): Block[] {
  const quotes = cited.flatMap(({ shown, section: name, url }, i) => [
    paragraph(`«${clip(shown, LONGEST.quote * room)}»`, { italic: true }, { spacing: i === 0 ? "Small" : "Medium" }),
    ...(cited[i + 1]?.section === name ? [] : [paragraph([linked(clip(name, LONGEST.title), url, SMALL)], {}, { spacing: "None" })]),
  ]);
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
