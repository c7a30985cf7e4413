// The bot's token, looked at again and again: whoever revokes it, or takes the app away, tells nobody here.
import type { webApi } from "@slack/bolt";
import { failureOf } from "./send.js";

type Fetch = webApi.FetchFunction;

/** How long what Slack said of it holds, in milliseconds; and a no, which may be mended any time. */
const HOLDS = 60_000;
const HOLDS_NO = 10_000;
/** An answer that raises a doubt: https://docs.slack.dev/reference/methods/auth.test#errors */
const DOUBT = /^\{"ok":false.{0,200}"(invalid_auth|not_authed|account_inactive|token_revoked|token_expired|org_login_required)"/s;

export interface TokenCheck {
  /** Asks Slack, where it wasn't just asked. Throws where it doesn't take the token; Slack out of reach says nothing of it. */
  ready(): Promise<void>;
  /** The same calls; what they are answered may raise a doubt. */
  watch(call: Fetch): Fetch;
}

export function createTokenCheck(now: () => number): TokenCheck & { uses(test: () => Promise<unknown>): void } {
  let test: () => Promise<unknown> = async () => undefined;
  let asked = Number.NEGATIVE_INFINITY;
  let refused: Error | undefined;
  let pending: Promise<void> | undefined;

  async function ask(): Promise<void> {
    try {
      await test();
      refused = undefined;
    } catch (error) {
      const failure = failureOf(error);
      if ("error" in failure) refused = new Error(`Slack doesn't take the bot's token (${failure.error})`);
    }
    asked = now();
  }

  return {
    uses: (how) => {
      test = how;
      asked = now();
    },
    async ready() {
      if (now() - asked >= (refused === undefined ? HOLDS : HOLDS_NO)) {
        pending ??= ask().finally(() => {
          pending = undefined;
        });
        await pending;
      }
      if (refused !== undefined) throw refused;
    },
    watch: (call) => async (url, init) => {
      const answered = await call(url, init);
      // files are never sent here: the text can be read twice
      if (typeof init?.body === "string" && refused === undefined && DOUBT.test(await answered.text())) asked = Number.NEGATIVE_INFINITY;
      return answered;
    },
  };
}
