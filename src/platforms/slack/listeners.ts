// What the app listens to, as one table that the manifest is checked against, and how it is hung on Bolt.
import type {
  AllMiddlewareArgs,
  App,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from "@slack/bolt";
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
import { hear, readText, readWorkspace } from "./read.js";
import type { Message } from "./render.js";
import type { Replies } from "./reply.js";

export interface ListenerParts {
  readonly desk: Desk;
  readonly replies: Replies;
  readonly pressing: Pressing;
  readonly localeOf: LocaleOf;
  readonly installations: Installations | undefined;
  readonly log: Log;
}

type EventArgs = SlackEventMiddlewareArgs & AllMiddlewareArgs;
type Handle = (args: EventArgs, parts: ListenerParts) => Promise<void>;

/** Opening: the home tab is drawn anew; an empty conversation gets questions to begin with. */
async function opened({ event, body, client }: EventArgs, { pressing, desk, replies, localeOf }: ListenerParts): Promise<void> {
  if (event.type !== "app_home_opened") return;
  const person = { platform: "slack", workspace: readWorkspace(body), user: event.user };
  if (event.tab !== "messages") return pressing.publish(client, person);
  const language = await replies.languageOf(person, await localeOf(client, event.user));
  const questions = desk.guide.examples(language).slice(0, LIMITS.prompts);
  const prompts = questions.map((message) => ({ title: plain(message, LIMITS.buttonText).text, message })) as [
    { title: string; message: string },
  ];
  // with the agent view a `thread_ts` would make the call fail without a word
  await client.assistant.threads.setSuggestedPrompts({ channel_id: event.channel, title: SURFACE[language].wondering, prompts });
}

async function removed({ body, event }: EventArgs, { installations }: ListenerParts): Promise<void> {
  if (event.type === "tokens_revoked" && (event.tokens.bot ?? []).length === 0) return;
  await installations?.remove(body);
}

/** Kept before it is acknowledged, and answered by the worker. */
const KEPT: Handle = async () => undefined;

/** By the event's type; `message` comes for direct messages only, since nothing else is subscribed to. */
export const EVENTS: Readonly<Record<string, Handle>> = {
  app_mention: KEPT,
  message: KEPT,
  app_home_opened: opened,
  app_uninstalled: removed,
  tokens_revoked: removed,
};
export const ACTIONS = ["ask", "share", "more", "section", "feedback", "language", "forget"] as const;
export const SHORTCUTS = ["ask_this"] as const;

/** Whatever Slack sends us is ours, by whichever name the command was set up; messages to be answered don't come by here. */
export function listen(app: App, parts: ListenerParts): void {
  app.command(/./, async (args) => command(args, await parts.localeOf(args.client, args.command.user_id), parts));
  for (const [event, handle] of Object.entries(EVENTS))
    if (handle !== KEPT) app.event(event, (args) => handle(args as unknown as EventArgs, parts));
  app.action(/./, (args) => pressed(args, parts));
  app.shortcut(SHORTCUTS[0], (args) => asked(args, parts));
}

async function asked(
  { ack, shortcut, body, client, respond }: SlackShortcutMiddlewareArgs & AllMiddlewareArgs,
  parts: ListenerParts,
): Promise<void> {
  if (shortcut.type !== "message_action") return;
  await ack();
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

/** What is needed of a command as Slack delivers it. */
export interface Given {
  readonly body: Pick<SlackCommandMiddlewareArgs["command"], "command" | "user_id" | "channel_id"> & { readonly text?: string };
  readonly ack: (said?: { response_type: "ephemeral" } & Message) => Promise<void>;
}

/** Answered in the acknowledgement itself. Whatever Slack sends us is ours, by whichever name it was set up. */
export async function command({ ack, body }: Given, locale: string | undefined, parts: ListenerParts): Promise<void> {
  const person = { platform: "slack", workspace: readWorkspace(body), user: body.user_id };
  try {
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
    const { failure } = WORDS[languageOfLocale(locale) ?? "nb"].phrases;
    await ack({ response_type: "ephemeral", ...note(failure) }).catch(() => undefined);
  }
}

async function pressed(
  { ack, action, body, client, respond }: SlackActionMiddlewareArgs & AllMiddlewareArgs,
  parts: ListenerParts,
): Promise<void> {
  await ack();
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

/** The thread that a message stands in. One that only begins a thread stands in the channel, and is read there. */
function threadOf({ ts, thread_ts: thread }: { readonly ts?: string | undefined; readonly thread_ts?: unknown }): string | undefined {
  return typeof thread === "string" && thread !== ts ? thread : undefined;
}

function valueIn(action: object): string {
  const { value, selected_option: selected } = action as { value?: unknown; selected_option?: { value?: unknown } | null };
  const given = value ?? selected?.value;
  return typeof given === "string" ? given : "";
}
