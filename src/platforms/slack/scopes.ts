// What the app may do in a workspace, and what each permission is for: the manifest and the installation ask for just these.

/** Each for what it says: nothing is asked for that isn't used. */
const NEEDS = {
  "app_mentions:read": "app_mention",
  "assistant:write": "assistant.threads.setSuggestedPrompts",
  "chat:write": "chat.postMessage, chat.postEphemeral, chat.update, chat.delete",
  commands: "the slash command and the shortcut",
  "im:history": "message.im, and finding a reply again after a crash",
  "users:read": "users.info: the language of the person's Slack",
} as const;
export const SCOPES = Object.keys(NEEDS) as (keyof typeof NEEDS)[];

/** For finding a reply again in channels too: only where it is wanted, since the bot could then read all that is said there. */
const HISTORY = ["channels:history", "groups:history", "mpim:history"] as const;
export const scopesFor = (history: boolean): string[] => [...SCOPES, ...(history ? HISTORY : [])].sort();
