// Everything around answers as cards: help, forums, language, privacy, deleting, why, a whole section, a hit of a search.
import { type Citation, type CommandName, type Explanation, type FactEntry, LANGUAGES, type Language } from "../../chat.js";
import { creditOf } from "../../credit.js";
import { COMMAND_HELP, COMMANDS } from "../../language/commands.js";
import { capital, fill, WORDS } from "../../language/index.js";
import { explainInWords } from "../../language/reasons.js";
import { REASONS } from "../../language/texts.js";
import { SURFACE } from "../../surface.js";
import { section } from "./answer-card.js";
import { asks, type Block, type Card, card, container, execute, heading, paragraph, row, run, say } from "./card.js";
import { SUGGESTIONS } from "./limits.js";
import { TEAMS } from "./phrases.js";
import { LONGEST, type Showing, sourceBlock } from "./showing.js";
import { clip } from "./text.js";

const SUBTLE = { isSubtle: true } as const;
const SMALL = { size: "Small", isSubtle: true } as const;

/** `opening` comes before the introduction: a greeting, or a question to a person who said nothing. */
export function helpPanel(language: Language, { guide }: Showing, opening: string): Card {
  const surface = SURFACE[language];
  const words = COMMANDS[language];
  const command = (name: CommandName): Block =>
    row(paragraph(words[name][0] ?? name, { weight: "Bolder" }), [paragraph(COMMAND_HELP[language][name])]);
  const places = (["forums", "language", "privacy"] as const).map((name) => execute(surface[name], name, { language }));
  const commands = (Object.keys(words) as CommandName[]).map(command);
  const body = [
    heading(opening),
    paragraph(surface.intro),
    paragraph(`${surface.tryAsking}:`, { weight: "Bolder" }),
    ...asks(guide.examples(language).slice(0, SUGGESTIONS)),
    paragraph(`${surface.commands}:`, { weight: "Bolder" }),
    ...commands,
  ];
  return card(`${opening} ${surface.intro}`, body, places);
}

export function forumsPanel(language: Language, { guide }: Showing, within: boolean): Card {
  const forums = guide.forums(language).map(({ name, title, ask }) => {
    const whole = title === name ? [] : [paragraph(title, SMALL, { spacing: "None" })];
    return container([paragraph(capital(name), { weight: "Bolder" }), ...whole], {
      style: "emphasis",
      spacing: "Small",
      selectAction: say(name, ask),
    });
  });
  const body = [heading(SURFACE[language].forums), paragraph(TEAMS[language].pickForum, SUBTLE), ...forums];
  return card(SURFACE[language].forums, body, back(language, within));
}

/** A panel that replaced the help leads back to it. */
const back = (language: Language, within: boolean): Block[] => (within ? [execute(TEAMS[language].back, "help", { language })] : []);

export function languagePanel(language: Language, chosen: Language | undefined, within: boolean, said = ""): Card {
  const { languages, language: title } = SURFACE[language];
  const choices = ([...LANGUAGES, "auto"] as const).map((choice) => execute(languages[choice], "language", { language, choice, within }));
  const now = `${TEAMS[language].chosen}: ${languages[chosen ?? "auto"]}`;
  const body = [heading(title), said === "" ? undefined : paragraph(said), paragraph(now, SUBTLE)];
  return card(`${title}: ${languages[chosen ?? "auto"]}`, body, [...choices, ...back(language, within)]);
}

/** `kept` is what is stored about the person; undefined if others would see it. */
export function privacyPanel(language: Language, days: number, kept: string | undefined, within: boolean): Card {
  const surface = SURFACE[language];
  const about =
    kept === undefined
      ? [paragraph(TEAMS[language].alone, SUBTLE)]
      : [paragraph(`${surface.kept}:`, { weight: "Bolder" }), paragraph(kept)];
  const points = surface.privacyText.map((point) => fill(point, { days }));
  const body = [heading(surface.privacy), ...points.map((point) => paragraph(`• ${point}`)), ...about];
  // of whom nothing is stored there is nothing to delete
  const forget = kept === surface.keptNothing ? [] : [execute(surface.forget, "forget", { language })];
  return card(points.join(" "), body, [...forget, ...back(language, within)]);
}

export function forgetPanel(language: Language, done: boolean): Card {
  const { forget, forgetConfirm, forgotten } = SURFACE[language];
  if (done) return card(forgotten, [paragraph(forgotten)]);
  return card(
    forgetConfirm,
    [heading(forget), paragraph(forgetConfirm)],
    [
      execute(SURFACE[language].sure, "forget", { language, sure: true }, { style: "destructive" }),
      execute(SURFACE[language].cancel, "privacy", { language }),
    ],
  );
}

/** Why the last answer is as it is. The question is echoed in a TextRun, in which nothing is markup. */
export function whyPanel(language: Language, question: string, explanation: Explanation, { guide }: Showing): Card {
  const { why } = SURFACE[language];
  const lines = [{ label: why.question, text: question }, ...explainInWords(explanation, guide.names(language), REASONS[language])];
  const told = lines.map(({ label, text }) =>
    paragraph([run(`${label}: `, { weight: "Bolder" }), run(clip(text, LONGEST.line))], {}, { spacing: "Small" }),
  );
  return card(why.title, [heading(why.title), ...told]);
}

/** The whole sections of an answer's quotes; undefined if there are none. */
export function sectionsPanel(language: Language, citations: readonly Citation[], showing: Showing): Card | undefined {
  const wanted = new Map(citations.map((citation) => [`${citation.document}\n${citation.section}`, citation]));
  const blocks = [...wanted.values()].map((citation) => section(citation, showing, language)).filter((found) => found.length > 0);
  const sources = showing.guide.sources.filter(({ document }) => citations.some((citation) => citation.document === document));
  const lines = sources.map((source) => sourceBlock(creditOf(source, [], language, showing.today), LONGEST.title, { separator: true }));
  const first = citations[0]?.section ?? "";
  return blocks.length === 0 ? undefined : card(first, [...blocks.map((found) => container(found, { separator: true })), ...lines]);
}

/** A fact with its quote and source, to be put into a message that somebody writes: it has nothing to press, since we may not be there. */
export function factPanel({ subject, text, citation }: FactEntry, language: Language, showing: Showing): Card {
  const sources = showing.guide.sources.filter(({ document }) => document === citation.document);
  const lines = sources.map((source) => sourceBlock(creditOf(source, [citation], language, showing.today), LONGEST.title));
  const quote = [
    paragraph(`${WORDS[language].phrases.quoteLabel}:`, { weight: "Bolder" }),
    paragraph(`«${citation.shown}»`, { italic: true }, { spacing: "Small" }),
    paragraph(citation.section, SMALL, { spacing: "None" }),
  ];
  return card(`${subject}: ${text}`, [heading(subject), paragraph(text), container(quote, { style: "emphasis" }), ...lines]);
}

export const saying = (text: string): Card => card(text, [paragraph(text)]);
