// Who asks → the language of their Slack: asked once and remembered for a day, and never waited for long.
import { webApi } from "@slack/bolt";
import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
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
      // asked again at their next question
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

/** By clients of its own: the one that answers has a hundred places, and each of them waits ten seconds for Slack. */
function createClientOf(logger: BoltLog): (answering: Client) => Client {
  const clients = new LRUCache<string, Client>({ max: CLIENTS });
  return (answering) => {
    const { token = "", slackApiUrl } = answering;
    // an organisation's token is told for which workspace it speaks
    const { teamId } = answering as unknown as { readonly teamId?: string };
    const key = `${token} ${teamId}`;
    const options = { slackApiUrl, logger, fetch: call, timeout: PATIENCE, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
    const client = clients.get(key) ?? new webApi.WebClient(token, { ...options, ...(teamId && { teamId }) });
    clients.set(key, client);
    return client;
  };
}
