// A button press, a command, a shortcut → what is shown for it, privately or in a modal. Slack never delivers these twice.
import { RespondError, type RespondFn } from "@slack/bolt";
import { z } from "zod";
import { LANGUAGES, type Language } from "../../chat.js";
import type { Desk } from "../../desk.js";
import { fill } from "../../language/index.js";
import type { Log } from "../../log.js";
import type { Metrics } from "../../metrics.js";
import type { Person } from "../../store/store.js";
import { SURFACE } from "../../surface.js";
import { escaped } from "./blocks.js";
import { type HomeState, home, note, sectionsPage, window } from "./pages.js";
import type { LocaleOf } from "./people.js";
import { PHRASES } from "./phrases.js";
import { readText } from "./read.js";
import { type Message, render, renderWhole } from "./render.js";
import type { Replies } from "./reply.js";
import type { Client } from "./send.js";

export interface Press {
  readonly client: Client;
  readonly person: Person;
  readonly respond: RespondFn | undefined;
  /** The value of the pressed button. */
  readonly value: string;
  readonly channel: string | undefined;
  readonly thread: string | undefined;
  readonly trigger: string;
  /** The modal or home tab in which it was pressed. */
  readonly view: { readonly id: string; readonly type: string } | undefined;
}

export interface PressingParts {
  readonly desk: Desk;
  readonly replies: Replies;
  readonly localeOf: LocaleOf;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly retentionDays: number;
}

const language = z.enum(LANGUAGES);
const sectionValue = z.tuple([language]).rest(z.tuple([z.string(), z.string()]));

/** Without a thread, Slack shows the message in the channel. */
const within = (thread: string | undefined): { thread_ts?: string } => (thread === undefined ? {} : { thread_ts: thread });

/** `nb.0b0c…` and `helpful.nb.0b0c…` */
const carried = z
  .string()
  .transform((value) => value.split("."))
  .pipe(z.tuple([language, z.uuid()]));
const judged = z
  .string()
  .transform((value) => value.split("."))
  .pipe(z.tuple([z.enum(["helpful", "unhelpful"]), language, z.uuid()]));

export function createPressing({ desk, replies, localeOf, metrics, log, retentionDays }: PressingParts) {
  /** Shares in progress: a second press of the same button does nothing. */
  const sharing = new Set<string>();

  /** Privately to the person, where they pressed; otherwise in a direct message. */
  async function whisper({ client, person, respond, channel, thread }: Press, message: Message): Promise<void> {
    const ways = [
      async () => respond?.({ response_type: "ephemeral", replace_original: false, ...message, ...within(thread) }),
      async () => channel && client.chat.postEphemeral({ channel, user: person.user, ...message, ...within(thread) }),
      async () => client.chat.postMessage({ channel: person.user, ...message, unfurl_links: false, unfurl_media: false }),
    ];
    await first(ways, respond === undefined ? 1 : 0);
  }

  async function first(ways: readonly (() => Promise<unknown>)[], from: number): Promise<void> {
    for (const way of ways.slice(from)) {
      try {
        if (await way()) return void metrics.deliveries.inc({ platform: "slack", outcome: "private" });
      } catch (error) {
        log.warn({ err: error, gone: error instanceof RespondError }, "a private message could not be sent");
      }
    }
    metrics.deliveries.inc({ platform: "slack", outcome: "failed" });
  }

  /** Opens a modal, or replaces the current one. */
  async function show({ client, trigger, view }: Press, title: string, as: Language, blocks: Parameters<typeof window>[2]): Promise<void> {
    const made = window(title, as, blocks);
    if (view?.type === "modal") await client.views.update({ view_id: view.id, view: made });
    else await client.views.open({ trigger_id: trigger, view: made });
  }

  const languageOf = async (press: Press): Promise<Language> =>
    replies.languageOf(press.person, await localeOf(press.client, press.person.user));

  async function publish(client: Client, person: Person, said?: (language: Language) => string): Promise<void> {
    const [chosen, locale, kept] = await Promise.all([desk.language(person), localeOf(client, person.user), desk.kept(person)]);
    const shown = await replies.languageOf(person, locale);
    const state: HomeState = { language: shown, chosen, kept, days: retentionDays, today: replies.today(), said: said?.(shown) };
    await client.views.publish({ user_id: person.user, view: home(desk.guide, state) });
  }

  async function ask(press: Press): Promise<void> {
    const { client, person, value, channel, view } = press;
    const locale = await localeOf(client, person.user);
    if (view === undefined) {
      const conversation = `slack:${person.workspace}:${channel}:command:${person.user}`;
      const showing = { question: value, shareable: true };
      const said = await replies.reply({ text: value, person, locale, conversation, showing });
      return said.silent ? undefined : whisper(press, said.message);
    }
    const conversation = `slack:${person.workspace}:home:${person.user}`;
    const { reply } = await desk.ask({ message: { text: value, locale }, person, conversation });
    const { answer } = reply;
    await show(press, PHRASES[answer.language].answer, answer.language, renderWhole(answer, replies.today(), value));
  }

  async function share(press: Press): Promise<void> {
    const parsed = carried.safeParse(press.value);
    if (!parsed.success || press.channel === undefined) return;
    const [as, id] = parsed.data;
    const key = `${press.channel}:${id}`;
    if (sharing.has(key)) return;
    sharing.add(key);
    try {
      const found = await desk.again({ answer: id }).catch(() => undefined);
      if (found === undefined) return await whisper(press, note(PHRASES[as].tooOld));
      const by = fill(PHRASES[as].sharedBy, { who: `<@${press.person.user}>` });
      const message = render(found.reply.answer, { id, today: replies.today(), question: readText(found.question, undefined), before: by });
      const shared = await post(press, message);
      await whisperInPlace(press, PHRASES[as][shared ? "shared" : "notShared"], shared);
    } finally {
      sharing.delete(key);
    }
  }

  /** Through the button's response URL, which works where the bot isn't a member; without one, as the bot. */
  async function post({ client, respond, channel, thread }: Press, message: Message): Promise<boolean> {
    const open = { ...message, unfurl_links: false, unfurl_media: false, ...within(thread) };
    try {
      if (respond !== undefined) await respond({ response_type: "in_channel", replace_original: false, ...open });
      else await client.chat.postMessage({ channel: channel as string, ...open });
      metrics.deliveries.inc({ platform: "slack", outcome: "sent" });
      return true;
    } catch (error) {
      log.warn({ err: error }, "an answer could not be shared");
      return false;
    }
  }

  /** After sharing, the private copy says so and loses the button. */
  async function whisperInPlace(press: Press, text: string, replace: boolean): Promise<void> {
    const { respond } = press;
    if (!replace || respond === undefined) return whisper(press, note(text));
    await first(
      [async () => respond({ replace_original: true, ...note(text) }), async () => whisper({ ...press, respond: undefined }, note(text))],
      0,
    );
  }

  async function more(press: Press): Promise<void> {
    const parsed = carried.safeParse(press.value);
    if (!parsed.success) return;
    const [as, id] = parsed.data;
    const found = await desk.again({ answer: id }).catch(() => undefined);
    const blocks = found === undefined ? note(PHRASES[as].tooOld).blocks : renderWhole(found.reply.answer, replies.today(), undefined);
    await show(press, PHRASES[as].answer, as, blocks);
  }

  async function section(press: Press): Promise<void> {
    const parsed = sectionValue.safeParse(json(press.value));
    if (!parsed.success) return;
    const [as, ...places] = parsed.data;
    const found = places.flatMap(([document, heading]) => desk.guide.section(document, heading) ?? []);
    await show(press, PHRASES[as].section, as, sectionsPage(found, as, replies.today()));
  }

  async function feedback(press: Press): Promise<void> {
    const parsed = judged.safeParse(press.value);
    if (!parsed.success) return;
    const [verdict, as, id] = parsed.data;
    const outcome = await desk.feedback(press.person, id, verdict);
    const { client, person, channel, thread } = press;
    const thanks = { text: escaped(SURFACE[as].thanks[outcome]) };
    const ways = [
      async () => channel && client.chat.postEphemeral({ channel, user: person.user, ...thanks, ...within(thread) }),
      async () => press.respond?.({ response_type: "ephemeral", replace_original: false, ...thanks, ...within(thread) }),
    ];
    await first(ways, 0);
  }

  async function chooseLanguage(press: Press): Promise<void> {
    const choice = z.enum([...LANGUAGES, "auto"]).safeParse(press.value);
    if (!choice.success) return;
    await desk.setLanguage(press.person, choice.data === "auto" ? undefined : choice.data);
    await publish(press.client, press.person);
  }

  async function forget(press: Press): Promise<void> {
    await desk.forget(press.person);
    if (press.view?.type === "home") await publish(press.client, press.person, (as) => SURFACE[as].forgotten);
    else await whisper(press, note(SURFACE[await languageOf(press)].forgotten));
  }

  return { publish, whisper, actions: { ask, share, more, section, feedback, language: chooseLanguage, forget } };
}

export type Pressing = ReturnType<typeof createPressing>;

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
