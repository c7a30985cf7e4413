// Who asks → the language of their Slack: asked once and remembered for a day, and never waited for long.
import { webApi } from "@slack/bolt";
import { call } from "./fetch.js";
import type { BoltLog } from "./log.js";
import type { Client } from "./send.js";

const DAY = 24 * 3_600_000;
/** A question waits this long at most for the asker's locale: an acknowledgement has three seconds. */
const WAIT = 500;
const MOST = 10_000;
/** After so long Slack isn't waited for any more: the next question asks again. */
const PATIENCE = 1_000;
/** So many are asked about at a time. Who comes beyond is answered without: what hangs here must hold up no answer. */
const PLACES = 10;
/** Workspaces whose client is kept. */
const CLIENTS = 100;

export type LocaleOf = (client: Client, user: string) => Promise<string | undefined>;

export interface Locales {
  readonly localeOf: LocaleOf;
  /** Undefined where Slack would have to be asked. */
  readonly known: (user: string) => { readonly locale: string | undefined } | undefined;
}

interface Entry {
  readonly at: number;
  readonly asked: Promise<string | undefined>;
  told?: { readonly locale: string | undefined };
}

export function createLocales(now: () => number, logger: BoltLog): Locales {
  const entries = new Map<string, Entry>();
  const ask = createAsk(logger);
  const fresh = (user: string): Entry | undefined => {
    const found = entries.get(user);
    return found !== undefined && now() - found.at < DAY ? found : undefined;
  };
  return {
    known: (user) => fresh(user)?.told,
    localeOf: async (client, user) => {
      const found = fresh(user);
      if (found !== undefined) return found.told === undefined ? soon(found.asked) : found.told.locale;
      const asked = ask(client, user);
      if (asked === undefined) return undefined;
      if (entries.size >= MOST) entries.delete(entries.keys().next().value as string);
      const told = asked.then(
        (answer) => {
          entry.told = { locale: answer.user?.locale };
          return entry.told.locale;
        },
        () => {
          // asked again at their next question
          entries.delete(user);
          return undefined;
        },
      );
      const entry: Entry = { at: now(), asked: told };
      entries.set(user, entry);
      return soon(told);
    },
  };
}

/** By clients of its own: the one that answers has a hundred places, and each of them waits ten seconds for Slack. */
function createAsk(logger: BoltLog) {
  const clients = new Map<string, Client>();
  let places = PLACES;
  const clientOf = (answering: Client): Client => {
    const { token = "", slackApiUrl } = answering;
    // an organisation's token is told for which workspace it speaks
    const { teamId } = answering as unknown as { readonly teamId?: string };
    const key = `${token} ${teamId}`;
    const made =
      clients.get(key) ??
      new webApi.WebClient(token, {
        slackApiUrl,
        logger,
        fetch: call,
        timeout: PATIENCE,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        ...(teamId && { teamId }),
      });
    clients.delete(key);
    clients.set(key, made);
    if (clients.size > CLIENTS) clients.delete(clients.keys().next().value as string);
    return made;
  };
  /** Undefined: all places are taken. */
  return (answering: Client, user: string): Promise<webApi.UsersInfoResponse> | undefined => {
    if (places === 0) return undefined;
    places--;
    const client = clientOf(answering);
    return client.users.info({ user, include_locale: true }).finally(() => {
      places++;
    });
  };
}

async function soon(locale: Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, WAIT, undefined);
  });
  try {
    return await Promise.race([locale, late]);
  } finally {
    clearTimeout(timer);
  }
}
