// A person's text → the reply: a command's page or an answer. The same for every surface.
import { DEFAULT_LANGUAGE, type Language } from "../../chat.js";
import { type Command, readCommand } from "../../commands.js";
import type { Desk } from "../../desk.js";
import { languageOfLocale, WORDS } from "../../language/index.js";
import type { Log } from "../../log.js";
import type { Person, Store } from "../../store/store.js";
import { SURFACE } from "../../surface.js";
import { asksNothing, withoutCommand } from "../../text.js";
import { help, note, privacy, why } from "./pages.js";
import { type Message, render, type Showing } from "./render.js";

export interface ReplyParts {
  readonly desk: Desk;
  readonly store: Store;
  readonly log: Log;
  /** `YYYY-MM-DD`, where the owner lives. */
  readonly today: () => string;
  readonly retentionDays: number;
  readonly command: string;
}

export interface Heard {
  /** Without Slack's markup. */
  readonly text: string;
  /** Other ways to read the message: with the names in it, or what it forwards. */
  readonly otherwise?: readonly string[] | undefined;
  readonly person: Person;
  readonly locale: string | undefined;
  readonly conversation: string;
  readonly from?: string | undefined;
  /** The answer that this one replaces. */
  readonly edits?: string | undefined;
  readonly command?: string | undefined;
  readonly showing: Omit<Showing, "id" | "today">;
}

export interface Said {
  readonly message: Message;
  readonly language: Language;
  /** It is about the person, so nobody else may see it. */
  readonly personal: boolean;
  /** The answer's id, if it is an answer. */
  readonly answer?: string | undefined;
  /** The person is over the limit and was told so: nothing is sent. */
  readonly silent?: true | undefined;
}

export type Replies = ReturnType<typeof createReplies>;

export function createReplies({ desk, store, log, today, retentionDays, command: usual }: ReplyParts) {
  /** The language of everything but answers: the chosen one, else the command's, else Slack's. */
  async function languageOf(person: Person, locale: string | undefined, command?: Command): Promise<Language> {
    const chosen = await desk.language(person).catch(() => undefined);
    return chosen ?? command?.language ?? languageOfLocale(locale) ?? DEFAULT_LANGUAGE;
  }

  async function obey(command: Command, heard: Heard, language: Language): Promise<Said> {
    const { person, conversation, from } = heard;
    const surface = SURFACE[language];
    const own = (message: Message, personal: boolean): Said => ({ message, language, personal });
    switch (command.name) {
      case "help":
      case "forums":
        return own(help(desk.guide, language, heard.command ?? usual, today()), false);
      case "language": {
        const { choice } = command;
        if (choice === undefined) return own(note(surface.languageUnknown), true);
        await desk.setLanguage(person, choice === "auto" ? undefined : choice);
        return own(note(surface.languageSet[choice]), true);
      }
      case "privacy":
        return own(privacy(await desk.kept(person), retentionDays, language), true);
      case "forget":
        await desk.forget(person);
        return own(note(surface.forgotten), true);
      case "why": {
        const last = (await desk.again({ conversation })) ?? (from === undefined ? undefined : await desk.again({ conversation: from }));
        if (last === undefined) return own(note(surface.why.gone), false);
        return own(why(last.question, last.reply, desk.guide, language), false);
      }
    }
  }

  async function reply(heard: Heard): Promise<Said> {
    const { person, locale, conversation, from, edits, showing } = heard;
    const [text = "", ...otherwise] = [heard.text, ...(heard.otherwise ?? [])].map((one) =>
      withoutCommand(one, [usual, heard.command ?? usual]),
    );
    const command = asksNothing(text) ? ({ name: "help", language: undefined } as const) : readCommand(text);
    if (command !== undefined) {
      const language = await languageOf(person, locale, command);
      try {
        return await obey(command, heard, language);
      } catch (error) {
        log.error({ err: error, command: command.name }, "a command failed");
        return { message: note(WORDS[language].phrases.failure), language, personal: true };
      }
    }
    const { id, reply: said, silent } = await desk.ask({ message: { text, locale }, otherwise, person, conversation, from, edits });
    const message = render(said.answer, { ...showing, id, today: today() });
    return { message, language: said.answer.language, personal: false, answer: id, silent };
  }

  return { reply, languageOf, today, place: store.place };
}
