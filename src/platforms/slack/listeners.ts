// What the app listens to, as one table that the manifest is checked against, and how it is registered with Bolt.
import type {
  AllMiddlewareArgs,
  App,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from "@slack/bolt";
import { DEFAULT_LANGUAGE } from "../../chat.js";
import type { Desk } from "../../desk.js";
import { languageOfLocale, WORDS } from "../../language/index.js";
import type { Log } from "../../log.js";
import { SURFACE } from "../../surface.js";
import { plain } from "./blocks.js";
import { contentOf } from "./content.js";
import type { Installations } from "./install.js";
import { LIMITS } from "./limits.js";
import { note } from "./pages.js";
import type { LocaleOf } from "./people.js";
import { PHRASES } from "./phrases.js";
import type { Press, Pressing } from "./pressing.js";
import { hear, readDelivery, readText, readWorkspace } from "./read.js";
import type { Replies } from "./reply.js";

export interface ListenerParts {
  readonly desk: Desk;
  readonly replies: Replies;
  readonly pressing: Pressing;
  readonly localeOf: LocaleOf;
  readonly installations: Installations | undefined;
  readonly log: Log;
  /** Stores a message to be answered; rejects if it could not be stored. */
  readonly accept: (body: unknown) => Promise<void>;
  /** Runs after the acknowledgement: Slack must not wait for our calls to Slack. */
  readonly background: (work: Promise<void>) => void;
}

type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
type EventArgs = SlackEventMiddlewareArgs & AllMiddlewareArgs;
type Handle = (args: EventArgs, parts: ListenerParts) => Promise<void>;

/** When the app is opened: redraws the home tab; an empty conversation gets suggested questions. */
async function opened({ event, body, client }: EventArgs, { pressing, desk, replies, localeOf }: ListenerParts): Promise<void> {
  if (event.type !== "app_home_opened") return;
  const person = { platform: "slack", workspace: readWorkspace(body), user: event.user };
  if (event.tab !== "messages") return pressing.publish(client, person);
  const language = await replies.languageOf(person, await localeOf(client, event.user));
  const questions = desk.guide.examples(language).slice(0, LIMITS.prompts);
  const prompts = questions.map((message) => ({ title: plain(message, LIMITS.buttonText).text, message })) as [
    { title: string; message: string },
  ];
  // in the agent view a `thread_ts` makes the call fail silently
  await client.assistant.threads.setSuggestedPrompts({ channel_id: event.channel, title: SURFACE[language].wondering, prompts });
}

async function removed({ body, event }: EventArgs, { installations }: ListenerParts): Promise<void> {
  if (event.type === "tokens_revoked" && (event.tokens.bot ?? []).length === 0) return;
  await installations?.remove(body);
}

/** Stored before it is acknowledged, and answered by the worker. */
const keep: Handle = ({ body }, { accept }) => accept(body);

/** By event type; `message` only comes for direct messages, since nothing else is subscribed to. */
export const EVENTS: Readonly<Record<string, Handle>> = {
  app_mention: keep,
  message: keep,
  app_home_opened: async (args, parts) => parts.background(opened(args, parts)),
  app_uninstalled: removed,
  tokens_revoked: removed,
};
export const ACTIONS = ["ask", "share", "more", "section", "feedback", "language", "forget"] as const;
export const SHORTCUTS = ["ask_this"] as const;

/** Handles every command that Slack sends, whatever its name in the app's settings. */
export function listen(app: App, parts: ListenerParts): void {
  for (const [event, handle] of Object.entries(EVENTS)) app.event(event, (args) => handle(args as unknown as EventArgs, parts));
  app.command(/./, (args) => command(args, parts));
  app.action(/./, async (args) => {
    if (readDelivery(args.body) === undefined) parts.background(pressed(args, parts));
    else await parts.accept(args.body);
    await args.ack();
  });
  app.shortcut(/./, async (args) => {
    if (SHORTCUTS.some((name) => name === args.shortcut.callback_id)) parts.background(asked(args, parts));
    await args.ack();
  });
}

async function asked(
  { shortcut, body, client, respond }: SlackShortcutMiddlewareArgs & AllMiddlewareArgs,
  parts: ListenerParts,
): Promise<void> {
  if (shortcut.type !== "message_action") return;
  const person = { platform: "slack", workspace: readWorkspace(body), user: shortcut.user.id };
  const { channel, message, trigger_id: trigger } = shortcut;
  const thread = threadOf(message);
  const press = {
    client,
    person,
    respond: shortcut.response_url ? respond : undefined,
    channel: channel.id,
    thread,
    trigger,
    value: "",
    view: undefined,
  };
  const locale = await parts.localeOf(client, person.user);
  const written = contentOf(message);
  const { text, otherwise } = hear(written, undefined);
  if (text === "") return parts.pressing.whisper(press, note(PHRASES[await parts.replies.languageOf(person, locale)].noText));
  const conversation = `slack:${person.workspace}:${channel.id}:${message.ts}:shortcut:${person.user}`;
  const { message: said, silent } = await parts.replies.reply({
    text,
    otherwise,
    person,
    locale,
    conversation,
    showing: { question: readText(written.text, undefined) || text, shareable: true },
  });
  if (!silent) await parts.pressing.whisper(press, said);
}

/** Answered in the acknowledgement itself, unless the app was removed. */
async function command({ ack, body, client, context }: CommandArgs, parts: ListenerParts): Promise<void> {
  const person = { platform: "slack", workspace: readWorkspace(body), user: body.user_id };
  const absent = context.botToken === undefined && (await parts.installations?.isAbsent(body)) === true;
  const locale = absent ? undefined : await parts.localeOf(client, body.user_id);
  try {
    if (absent) throw new Error("the app is not installed where a command comes from");
    const heard = {
      ...hear({ text: body.text ?? "" }, undefined),
      person,
      locale,
      conversation: `slack:${person.workspace}:${body.channel_id}:command:${person.user}`,
      command: body.command,
      showing: { shareable: true },
    };
    const { message, silent } = await parts.replies.reply(heard);
    await (silent ? ack() : ack({ response_type: "ephemeral", ...message }));
  } catch (error) {
    parts.log.error({ err: error }, "a command failed");
    const { failure } = WORDS[languageOfLocale(locale) ?? DEFAULT_LANGUAGE].phrases;
    await ack({ response_type: "ephemeral", ...note(failure) }).catch(() => undefined);
  }
}

async function pressed(
  { action, body, client, respond }: SlackActionMiddlewareArgs & AllMiddlewareArgs,
  parts: ListenerParts,
): Promise<void> {
  if (body.type !== "block_actions" || !("action_id" in action)) return;
  const name = ACTIONS.find((one) => one === action.action_id.split(":", 1)[0]);
  if (name === undefined) return;
  const press: Press = {
    client,
    person: { platform: "slack", workspace: readWorkspace(body), user: body.user.id },
    respond: body.response_url ? respond : undefined,
    value: valueIn(action),
    channel: body.channel?.id,
    thread: threadOf({ ...body.message, thread_ts: body.message?.thread_ts ?? body.container.thread_ts }),
    trigger: body.trigger_id,
    view: body.view && { id: body.view.id, type: body.view.type },
  };
  try {
    await parts.pressing.actions[name](press);
  } catch (error) {
    parts.log.error({ err: error, action: name }, "a press failed");
    const language = await parts.replies.languageOf(press.person, undefined);
    if (press.view === undefined) await parts.pressing.whisper(press, note(WORDS[language].phrases.failure));
  }
}

/** The thread of a message. The first message of a thread is in the channel, and is read there. */
function threadOf({ ts, thread_ts: thread }: { readonly ts?: string | undefined; readonly thread_ts?: unknown }): string | undefined {
  return typeof thread === "string" && thread !== ts ? thread : undefined;
}

function valueIn(action: object): string {
  const { value, selected_option: selected } = action as { value?: unknown; selected_option?: { value?: unknown } | null };
  const given = value ?? selected?.value;
  return typeof given === "string" ? given : "";
}
