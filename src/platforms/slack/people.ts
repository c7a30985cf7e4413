// A person → the language of their Slack client: requested once, cached for a day, and never waited for long.
import { webApi } from "@slack/bolt";
import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import { call } from "./fetch.js";
import type { BoltLog } from "./log.js";
import type { Client } from "./send.js";

const DAY = 24 * 3_600_000;
/** How long a question waits for the locale: an acknowledgement has three seconds. */
const WAIT = 500;
const MOST = 10_000;
/** The time limit of the request: the next question tries again. */
const PATIENCE = 1_000;
/** The most concurrent requests. Beyond that people are answered without: this must not delay an answer. */
const PLACES = 10;
/** Number of workspaces whose client is cached. */
const CLIENTS = 100;

export type LocaleOf = (client: Client, user: string) => Promise<string | undefined>;

export function createLocales(now: () => number, logger: BoltLog): LocaleOf {
  const told = new LRUCache<string, { readonly locale: string | undefined; readonly at: number }>({ max: MOST });
  const asking = new Map<string, Promise<string | undefined>>();
  const clientOf = createClientOf(logger);

  async function ask(client: Client, user: string): Promise<string | undefined> {
    try {
      const { user: person } = await client.users.info({ user, include_locale: true });
      told.set(user, { locale: person?.locale, at: now() });
      return person?.locale;
    } catch {
      // requested again at their next question
      return undefined;
    } finally {
      asking.delete(user);
    }
  }

  return async (client, user) => {
    const known = told.get(user);
    if (known !== undefined && now() - known.at < DAY) return known.locale;
    const under = asking.get(user);
    if (under === undefined && asking.size >= PLACES) return undefined;
    const asked = under ?? ask(clientOf(client), user);
    asking.set(user, asked);
    return pTimeout(asked, { milliseconds: WAIT, fallback: () => undefined });
  };
}

/** Uses its own clients: the answering one allows a hundred calls, each of which may wait ten seconds. */
function createClientOf(logger: BoltLog): (answering: Client) => Client {
  const clients = new LRUCache<string, Client>({ max: CLIENTS });
  return (answering) => {
    const { token = "", slackApiUrl } = answering;
    // an organisation's token needs the workspace
    const { teamId } = answering as unknown as { readonly teamId?: string };
    const key = `${token} ${teamId}`;
    const options = { slackApiUrl, logger, fetch: call, timeout: PATIENCE, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
    const client = clients.get(key) ?? new webApi.WebClient(token, { ...options, ...(teamId && { teamId }) });
    clients.set(key, client);
    return client;
  };
}
