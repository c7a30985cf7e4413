// Who asks → the language of their Slack: asked once and remembered for a day, and never waited for long.
import type { Client } from "./send.js";

const DAY = 24 * 3_600_000;
/** A question waits this long at most for the asker's locale: an acknowledgement has three seconds. */
const WAIT = 500;
const MOST = 10_000;

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

export function createLocales(now: () => number): Locales {
  const entries = new Map<string, Entry>();
  const fresh = (user: string): Entry | undefined => {
    const found = entries.get(user);
    return found !== undefined && now() - found.at < DAY ? found : undefined;
  };
  return {
    known: (user) => fresh(user)?.told,
    localeOf: async (client, user) => {
      const found = fresh(user);
      if (found !== undefined) return found.told === undefined ? soon(found.asked) : found.told.locale;
      if (entries.size >= MOST) entries.delete(entries.keys().next().value as string);
      const asked = client.users.info({ user, include_locale: true }).then(
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
      const entry: Entry = { at: now(), asked };
      entries.set(user, entry);
      return soon(asked);
    },
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
