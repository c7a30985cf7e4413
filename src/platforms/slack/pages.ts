// Everything that isn't an answer: help, privacy, “why”, the home tab and the modals. Values in, messages and views out.
import type { types } from "@slack/bolt";
import { type Guide, LANGUAGES, type Language, type Reply, type Section } from "../../chat.js";
import { COMMAND_HELP, COMMANDS, LANGUAGE_NAMES } from "../../language/commands.js";
import { capital, fill, WORDS } from "../../language/index.js";
import { explainInWords } from "../../language/reasons.js";
import { REASONS } from "../../language/texts.js";
import type { Kept } from "../../store/store.js";
import { SURFACE } from "../../surface.js";
import {
  actions,
  type Block,
  bullets,
  button,
  context,
  cut,
  echo,
  escaped,
  header,
  labelled,
  mrkdwn,
  plain,
  section,
  sections,
} from "./blocks.js";
import { BUDGET, LIMITS } from "./limits.js";
import { PHRASES, SHORTCUT } from "./phrases.js";
import { sourcesIn } from "./quotes.js";
import type { Message } from "./render.js";

const EXAMPLES = 4;

export const note = (text: string): Message => ({ text: escaped(text), blocks: [section(escaped(text))] });

const bold = (text: string): Block => section(`*${escaped(text)}*`);

function examplesOf(guide: Guide, language: Language): Block[] {
  const questions = guide.examples(language).slice(0, EXAMPLES);
  return [bold(SURFACE[language].tryAsking), ...actions(...questions.map((question, i) => button(question, `ask:${i}`, question)))];
}

/** What people can type after the command, in the language's own words. */
function commandLines(command: string, language: Language, guide: Guide): string[] {
  const words = COMMANDS[language];
  const { asks, yourQuestion } = PHRASES[language];
  const does = COMMAND_HELP[language];
  const choice = LANGUAGE_NAMES[LANGUAGES.find((other) => other !== language) ?? language][0];
  const lines: [string, string][] = [
    [guide.examples(language)[0] ?? yourQuestion, asks],
    [words.help[0] as string, does.help],
    [`${words.language[0]} ${choice}`, does.language],
    [words.why[0] as string, does.why],
    [words.privacy[0] as string, does.privacy],
    [words.forget[0] as string, does.forget],
  ];
  return lines.map(([word, what]) => `\`${escaped(`${command} ${word}`)}\` ${escaped(what)}`);
}

export function help(guide: Guide, language: Language, command: string, today: string): Message {
  const surface = SURFACE[language];
  const how = fill(PHRASES[language].how, { command, shortcut: SHORTCUT });
  const blocks = [
    section(`*${escaped(surface.greeting)}* ${escaped(surface.intro)}`),
    ...examplesOf(guide, language),
    bold(surface.forums),
    bullets(guide.forums(language).map(({ name, title }) => capital(title === "" || title === name ? name : `${name}: ${title}`))),
    bold(surface.commands),
    section(commandLines(command, language, guide).join("\n")),
    context(escaped(how)),
    ...sourcesIn(guide.sources, [], language, today),
  ];
  const examples = guide.examples(language).slice(0, EXAMPLES);
  return { text: escaped(`${surface.greeting} ${surface.intro}\n\n${surface.tryAsking}: ${examples.join(" ")}\n\n${how}`), blocks };
}

export function keptText(kept: Kept, language: Language): string {
  const { keptCounts, keptNothing, languages } = SURFACE[language];
  const { conversations, answers, feedback, questions } = kept;
  if (kept.language === null && conversations + answers + feedback + questions === 0) return keptNothing;
  return fill(keptCounts, { language: languages[kept.language ?? "auto"], conversations, answers, feedback, questions });
}

const privacyLines = (language: Language, days: number): string =>
  SURFACE[language].privacyText.map((point) => `• ${fill(point, { days })}`).join("\n");

export function privacy(kept: Kept, days: number, language: Language): Message {
  const surface = SURFACE[language];
  const text = privacyLines(language, days);
  const counts = keptText(kept, language);
  return {
    text: escaped(`${surface.privacy}: ${text}\n\n${surface.kept}: ${counts}`),
    blocks: [bold(surface.privacy), section(escaped(text)), bold(surface.kept), section(escaped(counts)), ...forgetButton(language)],
  };
}

/** Asks for confirmation when pressed. */
function forgetButton(language: Language): Block[] {
  const surface = SURFACE[language];

  const pressed = button(surface.forget, "forget", language, "danger");
  if (pressed === undefined) return [];
  const ask = {
    title: plain(surface.forget, LIMITS.confirmTitle),
    text: plain(surface.forgetConfirm, LIMITS.confirmText),
    confirm: plain(surface.sure, LIMITS.confirmButton),
    deny: plain(surface.cancel, LIMITS.confirmButton),
    style: "danger" as const,
  };
  return actions({ ...pressed, confirm: ask });
}

/** Why the last answer is as it is, in words, and the sentence it rests on. */
export function why(question: string, { answer, explanation }: Reply, guide: Guide, language: Language): Message {
  const { why: words } = SURFACE[language];
  const lines = explainInWords(explanation, guide.names(language), REASONS[language]);
  const quote = answer.citations[0];
  return {
    text: escaped(`${words.title}\n${lines.map(({ label, text }) => `${label}: ${text}`).join("\n")}`).slice(0, LIMITS.topLevelText),
    blocks: [
      bold(words.title),
      echo(words.question, question, BUDGET.question),
      labelled(lines.map(({ label, text }) => [label, cut(text, 300)] as const)),
      ...(quote === undefined
        ? []
        : [section(`*${escaped(WORDS[language].phrases.quoteLabel)}:*\n>${mrkdwn(`«${quote.shown}»`, BUDGET.quotes)}`)]),
    ],
  };
}

export interface HomeState {
  readonly language: Language;
  readonly chosen: Language | undefined;
  readonly kept: Kept;
  readonly days: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Said on top, once: that everything was deleted. */
  readonly said?: string | undefined;
}

export function home(guide: Guide, { language, chosen, kept, days, today, said }: HomeState): types.HomeView {
  const surface = SURFACE[language];
  const option = (choice: Language | "auto") => ({ text: plain(surface.languages[choice], LIMITS.buttonText), value: choice });
  const forum = ({ name, title, ask }: { name: string; title: string; ask: string }): Block => {
    const accessory = button(surface.askThis, "ask:forum", ask);
    return {
      type: "section",
      text: { type: "mrkdwn", text: `*${mrkdwn(capital(name), 200)}*${title === name ? "" : `\n${mrkdwn(title, 1000)}`}` },
      ...(accessory && { accessory }),
    };
  };
  const blocks: Block[] = [
    ...(said === undefined ? [] : [section(`:white_check_mark: ${escaped(said)}`)]),
    header(surface.greeting),
    section(escaped(surface.intro)),
    ...sourcesIn(guide.sources, [], language, today),
    ...examplesOf(guide, language),
    { type: "divider" },
    header(surface.forums),
    ...guide.forums(language).slice(0, 50).map(forum),
    { type: "divider" },
    {
      type: "section",
      text: { type: "mrkdwn", text: `*${escaped(surface.language)}*` },
      accessory: {
        type: "static_select",
        action_id: "language",
        initial_option: option(chosen ?? "auto"),
        options: (["auto", ...LANGUAGES] as const).map(option),
      },
    },
    section(`*${escaped(surface.privacy)}*\n${escaped(privacyLines(language, days))}`),
    section(`*${escaped(surface.kept)}*\n${escaped(keptText(kept, language))}`),
    ...forgetButton(language),
  ];
  return { type: "home", blocks };
}

export function window(title: string, language: Language, blocks: readonly Block[]): types.ModalView {
  return {
    type: "modal",
    title: plain(title, LIMITS.viewTitle),
    close: plain(SURFACE[language].close, LIMITS.viewTitle),
    blocks: blocks.slice(0, LIMITS.viewBlocks),
  };
}

/** Whole sections of the source, as they stand there. */
export function sectionsPage(found: readonly Section[], language: Language, today: string): Block[] {
  if (found.length === 0) return [section(escaped(PHRASES[language].sectionGone))];
  const label = language === "nb" ? [] : [context(escaped(SURFACE[language].inNorwegian))];
  const texts = found.flatMap(({ heading, paragraphs }) => [
    ...(heading.length > LIMITS.header ? [bold(heading)] : [header(heading)]),
    ...paragraphs.flatMap((paragraph) => sections(paragraph, LIMITS.text * 3)),
  ]);
  const source = found[0]?.source;
  const line = source === undefined ? [] : sourcesIn([source], [], language, today);
  return [...label, ...texts.slice(0, LIMITS.viewBlocks - 2), ...line];
}
