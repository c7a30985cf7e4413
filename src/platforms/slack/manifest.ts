// The Slack app's manifest: for Socket Mode, for HTTP, with OAuth and with token rotation, from one source.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ACTIONS, EVENTS, SHORTCUTS } from "./listeners.js";
import { SHORTCUT } from "./phrases.js";
import { scopesFor } from "./scopes.js";

export interface Variant {
  readonly command: string;
  /** Undefined for Socket Mode. */
  readonly url?: string | undefined;
  readonly oauth?: boolean | undefined;
  readonly rotation?: boolean | undefined;
  /** Whether replies are looked for in channels too. */
  readonly history?: boolean | undefined;
}

/** Options → a variant, or what is wrong with them. */
export function variant(wanted: {
  command?: string | undefined;
  url?: string | undefined;
  oauth?: boolean;
  rotation?: boolean;
  history?: boolean;
}): Variant | string {
  const { command = "/forum", oauth, rotation, history } = wanted;
  const url = wanted.url?.replace(/\/+$/, "");
  if (url !== undefined && !(URL.canParse(url) && /^https:\/\/[^?#]+$/.test(url)))
    return "--url: expected an address that begins with https://";
  if (url === undefined && (oauth || rotation)) return "--oauth, --rotation: expected --url too, since they work over HTTP only";
  if (!/^\/[^\s/]{1,31}$/.test(command)) return "SLACK_COMMAND: expected a slash and at most 31 characters without a space";
  // rotation needs OAuth: a token copied by hand would expire after 12 hours
  return { command, url, oauth: oauth || rotation, rotation, history };
}

export function manifest({ command, url, oauth = false, rotation = false, history = false }: Variant) {
  const request = url === undefined ? {} : { request_url: `${url}/slack/events` };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Forumbot",
      description: "Svarer på spørsmål om internasjonale forum for flyktning- og migrasjonspolitikk, med sitat og kilde.",
      long_description: `Forumbot svarer på spørsmål om de internasjonale forumene der Norge samarbeider om flyktning- og migrasjonspolitikk. Svarene bygger på én side på regjeringen.no. Spør med egne ord, på bokmål, nynorsk eller engelsk: i en direktemelding, ved å nevne Forumbot i en kanal, eller med kommandoen «${command}». Hvert svar viser setningen det bygger på. Står det ikke på siden, sier Forumbot det. Forumbot bruker ingen språkmodell: Svarene er skrevet på forhånd og kontrollert mot siden.`,
      background_color: "#0b5450",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Forumbot", always_online: true },
      agent_view: {
        agent_description: "Svarer på spørsmål om internasjonale forum for flyktning- og migrasjonspolitikk, med sitat og kilde.",
      },
      shortcuts: [
        {
          name: SHORTCUT,
          type: "message",
          callback_id: SHORTCUTS[0],
          description: "Svarer på spørsmålet i meldingen. Bare du ser svaret.",
        },
      ],
      slash_commands: [
        {
          command,
          description: "Spør om internasjonale forum for flyktning- og migrasjonspolitikk",
          usage_hint: "[spørsmål] eller hjelp",
          should_escape: true,
          ...(url === undefined ? {} : { url: `${url}/slack/events` }),
        },
      ],
    },
    oauth_config: {
      ...(oauth && url !== undefined ? { redirect_urls: [`${url}/slack/oauth_redirect`] } : {}),
      scopes: { bot: scopesFor(history) },
    },
    settings: {
      event_subscriptions: {
        ...request,
        bot_events: Object.keys(EVENTS)
          .map((event) => (event === "message" ? "message.im" : event))
          .sort(),
      },
      interactivity: { is_enabled: ACTIONS.length + SHORTCUTS.length > 0, ...request },
      org_deploy_enabled: oauth,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: rotation,
    },
  };
}

/** Problems of the committed manifest: it must be the one for Socket Mode that the code makes. */
export function checkManifest(root: string): string[] {
  const file = join(root, "manifest.json");
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return ["manifest.json: expected JSON; `npm run --silent slack:manifest > manifest.json` makes it"];
  }
  const made: unknown = JSON.parse(JSON.stringify(manifest({ command: "/forum" })));
  return differences(kept, made, "manifest.json").slice(0, 10);
}

function differences(kept: unknown, made: unknown, at: string): string[] {
  if (isDeepStrictEqual(kept, made)) return [];
  const objects = [kept, made].every((value) => typeof value === "object" && value !== null);
  if (!objects) return [`${at}: expected ${JSON.stringify(made) ?? "nothing"}, which is what the code listens to and uses`];
  const [a, b] = [kept, made] as Record<string, unknown>[] as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => differences(a[key], b[key], `${at}: ${key}`));
}
