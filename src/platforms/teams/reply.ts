// A message → the reply: a command's panel, the last answer's section, or an answer.
import type { Answer, CommandName, Language } from "../../chat.js";
import { LANGUAGES } from "../../chat.js";
import { type Command, readCommand } from "../../commands.js";
import { COMMANDS } from "../../language/commands.js";
import { languageOfLocale } from "../../language/index.js";
import { SURFACE } from "../../surface.js";
import { withoutCommand } from "../../text.js";
import { type Around, act, languageFor, readAction } from "./actions.js";
import { type Card, cardMessage, type Outgoing } from "./card.js";
import { plain } from "./message.js";
import { helpPanel, languagePanel, saying, sectionsPanel, whyPanel } from "./panels.js";
import { TEAMS } from "./phrases.js";
import { type Activity, dialogueOf, hear, isPersonal, personOf } from "./read.js";
import { render } from "./render.js";

export interface Said {
  readonly message: Outgoing;
  /** The same in plain text, in case Teams refuses the message. */
  readonly plain: Outgoing;
  /** The answer's id, if it is one, for feedback. */
  readonly answer?: string;
  /** The person is over the limit and was told so: nothing is sent. */
  readonly silent?: true | undefined;
}

export async function reply(activity: Activity, around: Around): Promise<Said> {
  const asked = hear(activity);
  const [text = "", ...otherwise] = [asked.text, ...asked.otherwise].map((one) => withoutCommand(one, [around.command]));
  // clients without Action.Execute send a button as a message without text
  if (text === "" && activity.value != null) return pressed(activity, around);
  if (text === "") return panel(await help(activity, around, undefined, "wondering"));
  const command = readCommand(text);
  if (command !== undefined) return panel(await obey(command, text, activity, around));
  const section = LANGUAGES.find((language) => SURFACE[language].whole.toLowerCase() === text.toLowerCase());
  if (section !== undefined) return panel(await wholeSection(section, activity, around));
  return ask(text, otherwise, activity, around);
}

async function ask(text: string, otherwise: readonly string[], activity: Activity, around: Around): Promise<Said> {
  const alone = isPersonal(activity);
  // where others read along, it is said once how to ask on
  const hint = !alone && (await last(activity, around)) === undefined;
  const {
    id,
    reply: given,
    retryAfter,
    silent,
  } = await around.desk.ask({
    message: { text, locale: activity.locale ?? undefined },
    otherwise,
    person: personOf(activity),
    conversation: dialogueOf(activity),
  });
  const { answer } = given;
  const showing = { ...around.showing(), hint };
  if (answer.intent === "smalltalk.help") return panel(helpPanel(answer.language, around.showing(), SURFACE[answer.language].greeting));
  const said = { message: render(answer, showing, alone), plain: plain(answer), silent };
  // what was refused is no answer: asked again, it gets one
  return retryAfter === undefined ? { ...said, answer: id } : said;
}

/** A card, and its contents without buttons as plain text. */
const panel = (card: Card): Said => ({
  message: cardMessage(card),
  plain: { type: "message", textFormat: "plain", text: card.fallbackText },
});

async function help(activity: Activity, around: Around, said: Language | undefined, opening: "greeting" | "wondering"): Promise<Card> {
  const language = await languageFor(around.desk, activity, said);
  return helpPanel(language, around.showing(), opening === "greeting" ? SURFACE[language].greeting : SURFACE[language].wondering);
}

async function pressed(activity: Activity, around: Around): Promise<Said> {
  const action = readAction(activity.value);
  if (action !== undefined) return panel(await act(action, activity, around, false));
  return panel(saying(TEAMS[await languageFor(around.desk, activity)].unknownButton));
}

async function obey({ name, language: one, choice, sure }: Command, text: string, activity: Activity, around: Around): Promise<Card> {
  const said = one ?? spoken(name, text, activity);
  const language = await languageFor(around.desk, activity, said);
  if (name === "help") return help(activity, around, said, "greeting");
  if (name === "why") return why(language, activity, around);
  // there is more than “language”, but no known language
  const more = name === "language" && choice === undefined && text.includes(" ");
  if (more) return languagePanel(language, await around.desk.language(personOf(activity)), false, SURFACE[language].languageUnknown);
  const verb =
    name === "language" ? { verb: name, language, choice } : name === "forget" ? { verb: name, language, sure } : { verb: name, language };
  return act(verb, activity, around, false);
}

/** For a word of two languages (“hjelp”): the app's language if it is one of them, else the first. */
function spoken(name: CommandName, text: string, activity: Activity): Language | undefined {
  const words = text.toLowerCase();
  const languages = LANGUAGES.filter((language) => COMMANDS[language][name].some((word) => words.includes(word)));
  const app = languageOfLocale(activity.locale ?? undefined);
  return languages.find((language) => language === app) ?? languages[0];
}

/** The conversation's last answer, while it is stored. */
async function last(activity: Activity, around: Around) {
  return around.desk.again({ conversation: dialogueOf(activity) }).catch(() => undefined);
}

async function why(language: Language, activity: Activity, around: Around): Promise<Card> {
  const asked = await last(activity, around);
  if (asked === undefined) return saying(SURFACE[language].why.gone);
  return whyPanel(language, asked.question, asked.reply.explanation, around.showing());
}

async function wholeSection(said: Language, activity: Activity, around: Around): Promise<Card> {
  const answer: Answer | undefined = (await last(activity, around))?.reply.answer;
  const shown = answer === undefined ? undefined : sectionsPanel(answer.language, answer.citations, around.showing());
  return shown ?? saying(SURFACE[said].why.gone);
}
