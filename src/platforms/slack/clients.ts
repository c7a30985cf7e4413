// A kept delivery → the Web API of the workspace that it came from, by the token that the bot has there.
import { type AuthorizeResult, type AuthorizeSourceData, webApi } from "@slack/bolt";
import { z } from "zod";
import type { Client } from "./send.js";

/** Bolt's own shape, so that what answers later is authorised as Bolt's listeners are. */
export type Authorize = (source: AuthorizeSourceData<boolean>) => Promise<AuthorizeResult>;

export interface Speaker {
  readonly client: Client;
  /** The bot's own user. */
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
});

function sourceOf(body: unknown): AuthorizeSourceData<boolean> {
  const { team_id, enterprise_id, authorizations, team, enterprise, user, is_enterprise_install } = envelope.parse(body);
  const first = authorizations?.[0];
  const teamId = first?.team_id ?? team?.id ?? team_id ?? user?.team_id ?? undefined;
  const ofFirst = first === undefined ? enterprise_id : first.enterprise_id;
  const enterpriseId = enterprise?.id ?? team?.enterprise_id ?? ofFirst ?? undefined;
  const all = first?.is_enterprise_install ?? is_enterprise_install;
  return { teamId, enterpriseId, isEnterpriseInstall: all === true || all === "true" } as AuthorizeSourceData<boolean>;
}

/** Tokens are renewed twice a day where they expire: clients of old ones go. */
const MOST = 1_000;

export function createClients(authorize: Authorize, options: webApi.WebClientOptions): (body: unknown) => Promise<Speaker> {
  const clients = new Map<string, Client>();
  return async (body) => {
    const { botToken, botUserId, teamId } = await authorize(sourceOf(body));
    const key = `${teamId ?? ""} ${botToken ?? ""}`;
    let client = clients.get(key);
    if (client === undefined) {
      client = new webApi.WebClient(botToken, { ...options, ...(teamId && { teamId }) });
      clients.set(key, client);
      if (clients.size > MOST) clients.delete(clients.keys().next().value as string);
    }
    return { client, bot: botUserId };
  };
}
