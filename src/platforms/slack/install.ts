// Several workspaces: OAuth, with each installation in the store. One refresh of a token at a time, since it works only once.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AuthorizeResult, AuthorizeSourceData, Installation } from "@slack/bolt";
import { InstallProvider } from "@slack/oauth";
import { z } from "zod";
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from "../../chat.js";
import type { SlackConfig } from "../../config.js";
import { languageOfLocale } from "../../language/index.js";
import type { Log } from "../../log.js";
import type { Route } from "../../platform.js";
import type { Store } from "../../store/store.js";
import { call } from "./fetch.js";
import { ABSENT } from "./inbox.js";
import { CALL } from "./limits.js";
import type { BoltLog } from "./log.js";
import { PHRASES } from "./phrases.js";
import { scopesFor } from "./scopes.js";

export const REDIRECT = "/slack/oauth_redirect";
/** A token is renewed when it has at most this many seconds left, as @slack/oauth does. */
const LEFT = 7200;

export interface Installations {
  readonly routes: readonly Route[];
  authorize(source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult>;
  /** Whether the app is certainly not installed in a command's workspace; false if unknown. */
  isAbsent(command: Record<string, unknown>): Promise<boolean>;
  /** The app was removed, or its tokens were revoked. */
  remove(body: unknown): Promise<void>;
}

export interface InstallParts {
  readonly settings: Extract<SlackConfig, { mode: "oauth" }>;
  readonly apiUrl: string | undefined;
  readonly history: boolean;
  readonly store: Store;
  readonly log: Log;
  readonly boltLog: BoltLog;
}

/** Without its workspace, which isn't logged. */
class NotInstalled extends Error {
  constructor() {
    super("no installation for this delivery");
    this.name = ABSENT;
  }
}

interface Kept {
  readonly installation: Installation<"v2">;
  /** Seconds since 1970: an earlier event doesn't undo a later installation. */
  readonly at: number;
}

interface Where {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall?: boolean | undefined;
}

const revoked = z.looseObject({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event_time: z.number().nullish(),
  authorizations: z.array(z.looseObject({ is_enterprise_install: z.boolean().nullish() })).nullish(),
});

const organisation = (id: string): string => `slack:organisation:${id}`;
const workspace = (id: string): string => `slack:workspace:${id}`;
/** An organisation's installation covers its workspaces too. */
const keysOf = ({ teamId, enterpriseId, isEnterpriseInstall }: Where): string[] => [
  ...(teamId && !isEnterpriseInstall ? [workspace(teamId)] : []),
  ...(enterpriseId ? [organisation(enterpriseId)] : []),
];

export function createInstallations({ settings, apiUrl, history, store, log, boltLog }: InstallParts): Installations {
  const { clientId, clientSecret, stateSecret, publicUrl } = settings;

  async function fetch(where: Where): Promise<{ key: string; kept: Kept }> {
    for (const key of keysOf(where)) {
      const kept = (await store.installation(key)) as Kept | undefined;
      if (kept !== undefined) return { key, kept };
    }
    throw new NotInstalled();
  }

  const installationStore = {
    storeInstallation: async (installation: Installation): Promise<void> => {
      const { isEnterpriseInstall: whole, enterprise, team } = installation;
      const key = whole && enterprise !== undefined ? organisation(enterprise.id) : workspace(team?.id ?? "");
      const before = (await store.installation(key)) as Kept | undefined;
      const renewed = before?.installation.bot?.userId === installation.bot?.userId && installation.bot?.expiresAt !== undefined;
      const at = renewed && before !== undefined ? before.at : Math.floor(Date.now() / 1000);
      await store.setInstallation(key, { installation, at });
    },
    fetchInstallation: async (where: Where) => (await fetch(where)).kept.installation,
  };
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    // the provider's types allow any kind of installation; only those of bots are made here
    installationStore: installationStore as never,
    directInstall: true,
    logger: boltLog,
    clientOptions: {
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      fetch: call,
      timeout: CALL,
      retryConfig: { retries: 0 },
    },
    ...(apiUrl === undefined ? {} : { authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href }),
  });
  const install = { scopes: scopesFor(history), redirectUri: `${publicUrl}${REDIRECT}` };

  return {
    routes: [
      { method: "GET", path: "/slack/install", handle: (request, response) => provider.handleInstallPath(request, response, {}, install) },
      {
        method: "GET",
        path: REDIRECT,
        handle: (request, response) =>
          provider.handleCallback(request, response, {
            success: () => page(request, response, 200, "installed"),
            failure: (error) => {
              log.warn({ err: error }, "an installation failed");
              page(request, response, 400, "notInstalled");
            },
          }),
      },
    ],
    authorize: async (source) => {
      const where = source as Where;
      const { key, kept } = await fetch(where);
      const { bot } = kept.installation;
      const expires = bot?.refreshToken === undefined ? Number.POSITIVE_INFINITY : (bot.expiresAt ?? 0);
      const authorize = async (): Promise<AuthorizeResult> => (await provider.authorize(source as never)) as AuthorizeResult;
      // reads the store once more: another instance may have renewed it
      if (expires - Date.now() / 1000 <= LEFT) return store.exclusively(`${key}:token`, authorize);
      return {
        ...(bot && { botToken: bot.token, botId: bot.id, botUserId: bot.userId }),
        ...(where.teamId && { teamId: where.teamId }),
        ...(where.enterpriseId && { enterpriseId: where.enterpriseId }),
      };
    },
    isAbsent: async (body) => {
      const { team_id: teamId, enterprise_id: enterpriseId, is_enterprise_install: whole } = body as Readonly<Record<string, string>>;
      const where = { teamId, enterpriseId, isEnterpriseInstall: whole === "true" };
      return fetch(where).then(
        () => false,
        (error: unknown) => error instanceof NotInstalled,
      );
    },
    remove: async (body) => {
      const { team_id, enterprise_id, event_time, authorizations } = revoked.parse(body);
      const whole = authorizations?.[0]?.is_enterprise_install === true || !team_id;
      const key = whole && enterprise_id ? organisation(enterprise_id) : workspace(team_id ?? "");
      const kept = (await store.installation(key)) as Kept | undefined;
      if (kept === undefined || (event_time != null && event_time < kept.at)) return;
      await store.setInstallation(key, undefined);
    },
  };
}

/** The page that the installer sees, in the browser's language. */
function page(request: IncomingMessage, response: ServerResponse, status: number, said: "installed" | "notInstalled"): void {
  const wanted = (request.headers["accept-language"] ?? "").split(",").map((tag) => languageOfLocale(tag.split(";")[0]?.trim()));
  const language: Language = wanted.find((one) => one !== undefined && LANGUAGES.includes(one)) ?? DEFAULT_LANGUAGE;
  const text = PHRASES[language][said];
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'",
    "cache-control": "no-store",
  });
  response.end(`<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Forumbot</title><p>${text}</p></html>`);
}
