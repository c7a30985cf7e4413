// A stored delivery → the Web API client of its workspace, with the bot's token there.
import { type AuthorizeResult, type AuthorizeSourceData, webApi } from "@slack/bolt";
import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import { z } from "zod";
import { readDelivery } from "./read.js";
import type { Client } from "./send.js";

/** The client for a workspace. */
export type Authorize = (source: AuthorizeSourceData<boolean>) => Promise<AuthorizeResult>;

export interface Speaker {
  readonly client: Client;
  /** The bot's own user id. */
  readonly bot: string | undefined;
}

const id = z.string().nullish();
const whole = z.union([z.boolean(), z.literal(["true", "false"])]).nullish();
const envelope = z.object({
  team_id: id,
  enterprise_id: id,
  authorizations: z.array(z.object({ team_id: id, enterprise_id: id, is_enterprise_install: whole })).nullish(),
  team: z.object({ id, enterprise_id: id }).nullish(),
  enterprise: z.object({ id }).nullish(),
  user: z.object({ team_id: id }).nullish(),
  is_enterprise_install: whole,
  /** A modal in another organisation's workspace belongs to the installation that opened it, not to the user's. */
  view: z.object({ app_installed_team_id: id }).nullish(),
});

function sourceOf(body: unknown): AuthorizeSourceData<boolean> {
  const { team_id, enterprise_id, authorizations, team, enterprise, user, is_enterprise_install, view } = envelope.parse(body);
  const installed = view?.app_installed_team_id ?? undefined;
  if (installed?.startsWith("E")) return { teamId: undefined, enterpriseId: installed, isEnterpriseInstall: true };
  const first = authorizations?.[0];
  const teamId = installed ?? first?.team_id ?? team?.id ?? team_id ?? user?.team_id ?? undefined;
  const ofFirst = first === undefined ? enterprise_id : first.enterprise_id;
  const enterpriseId = enterprise?.id ?? team?.enterprise_id ?? ofFirst ?? undefined;
  const all = first?.is_enterprise_install ?? is_enterprise_install;
  return { teamId, enterpriseId, isEnterpriseInstall: all === true || all === "true" } as AuthorizeSourceData<boolean>;
}

/** Expiring tokens are renewed twice a day: drop clients of old ones. */
const MOST = 1_000;

/** The client for a delivery that is answered after its acknowledgement. */
export function createClients(authorize: Authorize, options: webApi.WebClientOptions): (body: unknown) => Promise<Speaker> {
  const clients = new LRUCache<string, Client>({ max: MOST });
  return async (body) => {
    const { botToken, botUserId, teamId } = await authorize(sourceOf(body));
    const key = `${teamId ?? ""} ${botToken ?? ""}`;
    const client = clients.get(key) ?? new webApi.WebClient(botToken, { ...options, ...(teamId && { teamId }) });
    clients.set(key, client);
    return { client, bot: botUserId };
  };
}

/** How long a command waits for a client, in milliseconds: a person is waiting for the answer. */
const COMMAND = 500;

/**
 * Whose client Bolt's listeners get, before anything is acknowledged. Only what they do at once needs one: a message is kept
 * without it, so that neither Slack nor an installation that is missing holds it up, and a command is answered without, too.
 */
export function createAuthorize(authorize: Authorize): (source: unknown, body?: unknown) => Promise<AuthorizeResult> {
  return async (_, body) => {
    const { success, data } = kind.safeParse(body);
    if (success && data.event !== undefined && data.event.type !== "app_home_opened") return {};
    if (readDelivery(body) !== undefined) return {};
    const speaker = authorize(sourceOf(body));
    if (!success || data.command === undefined) return speaker;
    return pTimeout(speaker, { milliseconds: COMMAND, fallback: () => ({}) }).catch(() => ({}));
  };
}

const kind = z.object({ event: z.object({ type: z.string() }).optional(), command: z.string().optional() });
