// Who asks → the language of their Slack: asked once and remembered for a day, and never waited for long.
import type { Client } from "./send.js";

const DAY = 24 * 3_600_000;
/** A question waits this long at most for the asker's locale: an acknowledgement has three seconds. */
const WAIT = 500;
const MOST = 10_000;

export type LocaleOf = (client: Client, user: string) => Promise<string | undefined>;

export function createLocales(now: () => number): LocaleOf {
  const known = new Map<string, { readonly at: number; locale: Promise<string | undefined>; told: boolean }>();
  return (client, user) => {
    const found = known.get(user);
    if (found !== undefined && now() - found.at < DAY) return found.told ? found.locale : soon(found.locale);
    if (known.size >= MOST) known.delete(known.keys().next().value as string);
    const locale = client.users.info({ user, include_locale: true }).then(
      (answer) => {
        entry.told = true;
        return answer.user?.locale;
      },
      () => {
        // asked again at their next question
        known.delete(user);
        return undefined;
      },
    );
    const entry = { at: now(), locale, told: false };
    known.set(user, entry);
    return soon(locale);
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
